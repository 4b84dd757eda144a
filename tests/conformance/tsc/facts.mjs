#!/usr/bin/env node
// What the TypeScript compiler says of every declaration below a folder, as JSON (see README.md).
//
//   node facts.mjs <folder> --out FILE [--dts] [--package NAME] [--prune]
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const argv = process.argv.slice(2);
const value = (name) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const ROOT = path.resolve(argv[0]);
const PRUNE = argv.includes('--prune');
const NAME = value('--package');
const ENDING = argv.includes('--dts') ? /\.d\.[mc]?ts$/ : /(?<!\.d)\.[mc]?tsx?$/;
const MAX_DEPTH = 16;

const posix = (file) => file.split(path.sep).join('/');
const relative = (file) => posix(path.relative(ROOT, file));
const files = fs
  .readdirSync(ROOT, { recursive: true })
  .map((name) => path.join(ROOT, name))
  .filter((file) => ENDING.test(file) && !/node_modules/.test(relative(file)))
  .filter((file) => fs.statSync(file).isFile())
  .sort();

const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  allowImportingTsExtensions: true,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  // A package is not compared with what an installed copy of it adds.
  types: PRUNE || NAME === '@types/node' ? [] : ['node'],
  typeRoots: NAME === '@types/node' ? [] : [path.join(path.dirname(process.argv[1]), 'node_modules', '@types')],
  paths: NAME ? { [NAME]: [path.join(ROOT, 'index')], [NAME + '/*']: [path.join(ROOT, '*')] } : {},
};
const texts = new Map();
const parsed = new Map();
const host = ts.createCompilerHost(options, true);
const readFile = host.readFile;
const getSourceFile = host.getSourceFile;
host.readFile = (name) => texts.get(path.normalize(name)) ?? readFile(name);
host.getSourceFile = (name, target, ...rest) => {
  // Files of the library are parsed once, whatever number of programs is made.
  if (texts.has(path.normalize(name))) {
    return ts.createSourceFile(name, texts.get(path.normalize(name)), target, true);
  }
  if (!parsed.has(name)) parsed.set(name, getSourceFile(name, target, ...rest));
  return parsed.get(name);
};
let program = ts.createProgram({ rootNames: files, options, host });

// What tsc takes for an error says nothing about types: such statements are left out.
const pruned = {};
for (let round = 0; PRUNE && round < 8; round++) {
  let changed = false;
  for (const file of files) {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (!found.length) continue;
    let text = source.text;
    const bad = source.statements.filter((s) =>
      found.some((d) => d.start >= s.getFullStart() && d.start < s.end),
    );
    for (const statement of [...bad].reverse()) {
      const start = statement.getStart(source, true);
      text = text.slice(0, start) + text.slice(start, statement.end).replace(/[^\n]/g, ' ') + text.slice(statement.end);
    }
    if (bad.length) {
      texts.set(path.normalize(file), text);
      pruned[relative(file)] = text;
      changed = true;
    }
  }
  if (!changed) break;
  program = ts.createProgram({ rootNames: files, options, host, oldProgram: program });
}
const checker = program.getTypeChecker();

// ------------------------------------------------------------------------------------- names
const deref = (s) => (s && s.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(s) : s);
const named = (n) =>
  ts.isInterfaceDeclaration(n) || ts.isTypeAliasDeclaration(n) || ts.isClassLike(n) || ts.isEnumDeclaration(n) ||
  ts.isModuleDeclaration(n) || ts.isEnumMember(n) || ts.isFunctionDeclaration(n) || ts.isVariableDeclaration(n);
// What `declare module './x'` adds to a file of the package is of that file, by the name it has there.
function augmented(n) {
  const symbol = ts.isModuleDeclaration(n) && ts.isStringLiteral(n.name) ? checker.getSymbolAtLocation(n.name) : undefined;
  const home = symbol?.declarations?.find((d) => !(ts.isModuleDeclaration(d) && ts.isStringLiteral(d.name)));
  if (!home) return undefined;
  // With an `export =` it is the namespace that is exported.
  return { source: home.getSourceFile(), prefix: ts.isSourceFile(home) ? '' : qualified(home) };
}
function idOf(declaration, fallback) {
  for (let n = declaration; n && !ts.isSourceFile(n); n = n.parent) {
    const added = augmented(n);
    if (added) return fileId(added.source) + '#' + qualified(declaration);
  }
  return fileId(declaration.getSourceFile()) + '#' + (qualified(declaration) || fallback);
}
function qualified(declaration) {
  const parts = [];
  for (let n = declaration; n && !ts.isSourceFile(n); n = n.parent) {
    const added = augmented(n);
    if (added) {
      if (added.prefix) parts.unshift(added.prefix);
      break;
    }
    if (named(n) && n.name) {
      if (ts.isModuleDeclaration(n) && n.flags & ts.NodeFlags.GlobalAugmentation) return ['global', ...parts].join('.');
      parts.unshift(n.name.text ?? n.name.getText());
    } else if (ts.isClassLike(n)) parts.unshift('default');
  }
  return parts.join('.');
}
function fileId(source) {
  if (program.isSourceFileDefaultLibrary(source)) return 'lib';
  const at = source.fileName.lastIndexOf('/node_modules/');
  if (at < 0 || !relative(source.fileName).startsWith('..')) return relative(source.fileName);
  const parts = source.fileName.slice(at + 14).split('/');
  return 'ext:' + (parts[0].startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]);
}
function symbolId(symbol) {
  const every = symbol.declarations ?? [];
  const d = every.find((x) => !ts.isModuleDeclaration(x)) ?? every[0];
  if (!d) return 'unknown#' + symbol.name;
  if (ts.isSourceFile(d)) return fileId(d) + '#*';
  return idOf(d, symbol.name);
}
const symbolName = (p) => {
  const known = /^__@(\w+)@\d+$/.exec(p.escapedName);
  if (known) {
    const d = (p.declarations ?? []).find((x) => x.name && ts.isComputedPropertyName(x.name));
    return d ? '[' + d.name.expression.getText() + ']' : '[Symbol.' + known[1] + ']';
  }
  return p.name;
};

// ------------------------------------------------------------------------------------- docs
const squash = (text) => text.replace(/\s+/g, ' ').trim();
function docOf(node) {
  if (node && ts.isVariableDeclaration(node)) node = node.parent.parent;
  const blocks = node?.jsDoc;
  if (!blocks?.length) return {};
  const block = blocks[blocks.length - 1];
  const doc = squash(ts.getTextOfJSDocComment(block.comment) ?? '');
  const tags = (block.tags ?? []).map((t) => [
    t.tagName.text,
    squash((t.name ? t.name.getText() + ' ' : '') + (ts.getTextOfJSDocComment(t.comment) ?? '')),
  ]);
  const deprecated = tags.find((t) => t[0] === 'deprecated');
  return { ...(doc && { doc }), ...(tags.length && { tags }), ...(deprecated && { deprecated: deprecated[1] }) };
}
const docOfAny = (nodes) => (nodes ?? []).map(docOf).find((d) => d.doc || d.tags) ?? {};

// ------------------------------------------------------------------------------------- types
const table = [];
const places = new Map();
const queue = [];
let described = 0;
function T(type, depth) {
  let place = places.get(type.id);
  if (place === undefined) {
    place = table.push(null) - 1;
    places.set(type.id, place);
    queue.push([type, depth, place]);
  }
  return place;
}
function drain() {
  while (described < queue.length) {
    const [type, depth, place] = queue[described++];
    table[place] = describe(type, depth);
  }
}
const F = ts.TypeFlags;
const KEYWORDS = [
  [F.Unknown, 'unknown'], [F.Never, 'never'], [F.String, 'string'], [F.Number, 'number'],
  [F.BigInt, 'bigint'], [F.ESSymbolLike, 'symbol'], [F.Void, 'void'], [F.Undefined, 'undefined'], [F.Null, 'null'],
  [F.NonPrimitive, 'object'],
];
const isOutside = (symbol) =>
  (symbol.declarations ?? []).some((d) => /^(lib$|ext:)/.test(fileId(d.getSourceFile())));
const aliasOf = (t, go) =>
  t.aliasSymbol && isOutside(t.aliasSymbol) ? { util: t.aliasSymbol.name, args: (t.aliasTypeArguments ?? []).map(go) } : {};
function describe(t, depth) {
  const go = (x) => T(x, depth + 1);
  if (t.flags & F.Any) return ['error', 'unresolved'].includes(t.intrinsicName) ? { k: 'error' } : { k: 'p', n: 'any' };
  if (t.flags & F.EnumLiteral && !(t.flags & F.Union)) {
    return { k: 'enum', id: symbolId(checker.getParentOfSymbol?.(t.symbol) ?? t.symbol.parent ?? t.symbol), v: literal(t), n: t.symbol.name };
  }
  if (t.flags & F.Enum && t.symbol?.flags & ts.SymbolFlags.EnumMember) {
    return { k: 'enum', id: symbolId(t.symbol.parent), v: null, n: t.symbol.name };
  }
  if (t.flags & F.EnumLiteral || t.flags & F.Enum) {
    return t.isUnion() && !t.symbol ? { k: 'u', m: t.types.map(go) } : { k: 'enums', id: symbolId(t.symbol), m: t.isUnion() ? t.types.map(go) : [] };
  }
  if (t.flags & (F.StringLiteral | F.NumberLiteral | F.BigIntLiteral | F.BooleanLiteral)) return { k: 'lit', v: literal(t) };
  if (t.flags & F.Boolean) return { k: 'p', n: 'boolean' };
  for (const [flag, name] of KEYWORDS) if (t.flags & flag) return { k: 'p', n: name };
  if (t.flags & F.TypeParameter) return t.isThisType ? { k: 'p', n: 'this' } : { k: 'param', n: t.symbol.name };
  if (t.flags & F.Substitution) return { k: 'same', t: go(t.baseType) };
  if (t.isUnion()) return { k: 'u', m: (t.origin?.isUnion() ? t.origin : t).types.map(go), ...aliasOf(t, go) };
  if (depth > MAX_DEPTH) return { k: 'deep' };
  const alias = aliasOf(t, go);
  if (t.flags & F.Index) return { k: 'keyof', t: go(t.type), ...alias };
  if (t.flags & F.IndexedAccess) return { k: 'index', o: go(t.objectType), i: go(t.indexType), ...alias };
  if (t.flags & F.TemplateLiteral) {
    return { k: 'template', m: t.texts.flatMap((x, i) => [...(x ? [x] : []), ...(t.types[i] ? [go(t.types[i])] : [])]) };
  }
  if (t.flags & F.StringMapping) return { k: 'spelling', util: t.symbol.name, args: [go(t.type)] };
  if (t.flags & F.Conditional) {
    checker.typeToString(t, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);
    const yes = t.resolvedTrueType, no = t.resolvedFalseType;
    return { k: 'cond', c: go(t.checkType), e: go(t.extendsType), ...(yes && { y: go(yes) }), ...(no && { n: go(no) }), ...alias };
  }
  if (t.isIntersection()) {
    // The printer reduces what no object can be; the type itself is not reduced.
    if (checker.typeToString(t) === 'never') return { k: 'p', n: 'never' };
    const plain = t.types.map((x) => (x.flags & F.Substitution ? x.baseType : x));
    const whole = plain.every((x) => x.flags & F.Object && !isMappedOverParameter(x));
    return { k: 'i', m: t.types.map(go), ...alias, ...(whole && { o: members(t, go) }) };
  }
  return { ...objectType(t, go), ...alias };
}
const INFINITE = (v) => (typeof v === 'number' ? { n: String(v) } : v);
function literal(t) {
  if (t.flags & F.BooleanLiteral) return t.intrinsicName === 'true';
  if (t.flags & F.BigIntLiteral) return { big: (t.value.negative ? '-' : '') + t.value.base10Value };
  return t.value === undefined ? null : INFINITE(t.value);
}
function waits(c) {
  if (!c) return false;
  if (c.flags & F.TemplateLiteral || c.isUnionOrIntersection()) return c.types.some(waits);
  if (c.flags & F.StringMapping) return waits(c.type);
  return !!(c.flags & (F.Instantiable | F.Index));
}
function isMappedOverParameter(t) {
  if (!(t.objectFlags & ts.ObjectFlags.Mapped)) return false;
  checker.typeToString(t, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);
  return waits(t.constraintType);
}
function objectType(t, go) {
  if (checker.isTupleType(t)) {
    const flags = t.target.elementFlags;
    const items = checker.getTypeArguments(t).map((a, i) => ({ t: go(a), ...(flags[i] & 2 && { o: 1 }), ...(flags[i] & 4 && { r: 1 }), ...(flags[i] & 8 && { v: 1 }) }));
    return { k: 'tuple', m: items, ...(t.target.readonly && { ro: 1 }) };
  }
  if (checker.isArrayType(t)) {
    const readonly = t.symbol.name === 'ReadonlyArray';
    return { k: 'array', t: go(checker.getTypeArguments(t)[0]), ...(readonly && { ro: 1 }) };
  }
  const symbol = t.symbol;
  const isNamed = symbol && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface);
  if (isNamed && !(t.objectFlags & ts.ObjectFlags.Anonymous)) {
    const own = t.target?.typeParameters ?? [];
    const args = t.target ? checker.getTypeArguments(t).slice(0, own.length) : [];
    const least = own.filter((p) => !checker.getDefaultFromTypeParameter(p)).length;
    return { k: 'ref', id: symbolId(symbol), args: args.map(go), least };
  }
  const isValue = symbol && symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Enum);
  if (isValue && t.objectFlags & ts.ObjectFlags.Anonymous) return { k: 'typeof', id: symbolId(symbol) };
  if (isMappedOverParameter(t)) {
    const name = t.declaration.typeParameter.name.text;
    const sign = (token) => (!token ? '' : token.kind === ts.SyntaxKind.MinusToken ? '-' : '+');
    return {
      k: 'mapped', n: name, c: go(t.constraintType), v: go(t.templateType ?? checker.getAnyType()),
      ...(t.nameType && { as: go(t.nameType) }), o: sign(t.declaration.questionToken), ro: sign(t.declaration.readonlyToken),
    };
  }
  return { k: 'obj', ...members(t, go) };
}
function isReadonly(p) {
  if ((p.links?.checkFlags ?? 0) & ts.CheckFlags.Readonly) return true;
  if (p.flags & ts.SymbolFlags.Property && ts.getDeclarationModifierFlagsFromSymbol(p) & ts.ModifierFlags.Readonly) return true;
  const d = p.valueDeclaration;
  if (d && ts.isVariableDeclaration(d)) return !!(ts.getCombinedNodeFlags(d) & ts.NodeFlags.Const);
  return !!(p.flags & ts.SymbolFlags.GetAccessor) && !(p.flags & ts.SymbolFlags.SetAccessor);
}
function isHidden(p) {
  const d = (p.declarations ?? [])[0];
  const flags = d ? ts.getCombinedModifierFlags(d) : 0;
  return !!(flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) || /^(__)?#/.test(p.name);
}
const isMethod = (d) => d && (ts.isMethodSignature(d) || ts.isMethodDeclaration(d));
const isForeign = (p) =>
  (p.declarations ?? []).length > 0 && p.declarations.every((d) => /^(lib$|ext:)/.test(fileId(d.getSourceFile())));
function property(p, go) {
  return {
    n: symbolName(p),
    t: go(checker.getTypeOfSymbol(p)),
    ...(p.flags & ts.SymbolFlags.Optional && { o: 1 }),
    ...(isReadonly(p) && { ro: 1 }),
    ...((p.flags & ts.SymbolFlags.Method || isMethod(p.declarations?.[0])) && { me: 1 }),
    ...(isForeign(p) && { lib: 1 }),
    ...docOfAny(deref(p).declarations),
  };
}
function members(t, go) {
  const index = checker.getIndexInfosOfType(t).map((i) => ({ k: go(i.keyType), v: go(i.type), ...(i.isReadonly && { ro: 1 }), ...docOf(i.declaration) }));
  const calls = [
    ...checker.getSignaturesOfType(t, ts.SignatureKind.Call).map((s) => signature(s, go)),
    ...checker.getSignaturesOfType(t, ts.SignatureKind.Construct).map((s) => ({ ...signature(s, go), new: 1 })),
  ];
  const props = checker.getPropertiesOfType(t).filter((p) => !isHidden(p)).map((p) => property(p, go));
  return { props, ...(index.length && { index }), ...(calls.length && { calls }) };
}
function signature(s, go) {
  return {
    ps: s.getParameters().map((p) => {
      const d = p.valueDeclaration;
      const written = d && ts.isParameter(d);
      const type = checker.getTypeOfSymbol(p);
      const rest = (written && d.dotDotDotToken) || (p.links?.checkFlags ?? 0) & ts.CheckFlags.RestParameter;
      return {
        ...(written && ts.isIdentifier(d.name) && { n: p.name }),
        t: go(type),
        ...((written ? d.questionToken || d.initializer : (p.links?.checkFlags ?? 0) & ts.CheckFlags.OptionalParameter) && { o: 1 }),
        ...(rest && { r: 1 }),
      };
    }),
    t: go(s.getReturnType()),
  };
}

// ------------------------------------------------------------------------------------- declarations
const types = {};
const exports_ = {};
const failures = [];
const typeParameters = (node) =>
  (node.typeParameters ?? []).map((p) => ({
    n: p.name.text,
    ...(p.constraint && { c: T(checker.getTypeFromTypeNode(p.constraint), 1) }),
    ...(p.default && { d: T(checker.getTypeFromTypeNode(p.default), 1) }),
  }));
const KINDS = [
  [ts.isClassDeclaration, 'class'], [ts.isInterfaceDeclaration, 'interface'],
  [ts.isTypeAliasDeclaration, 'alias'], [ts.isEnumDeclaration, 'enum'],
];
function visit(statements, source, isOpen) {
  for (const n of statements) {
    try {
      if (ts.isModuleDeclaration(n)) namespace(n, source, isOpen);
      else if (n.name || ts.isClassDeclaration(n)) declaration(n, source, isOpen);
    } catch (error) {
      failures.push(fileId(source) + ': ' + (n.name?.getText() ?? '?') + ': ' + error.stack.split('\n').slice(0, 3).join(' '));
    }
  }
}
function namespace(n, source, isOpen) {
  if (!n.body) return;
  const symbol = checker.getSymbolAtLocation(n.name);
  const open = isOpen && (ts.isStringLiteral(n.name) || !!(n.flags & ts.NodeFlags.GlobalAugmentation) || isExported(n, symbol));
  visit(ts.isModuleBlock(n.body) ? n.body.statements : [n.body], source, open);
  if (symbol && !ts.isStringLiteral(n.name)) reexports(idOf(n).split('#')[0], qualified(n) + '.', checker.getExportsOfModule(symbol));
}
function isExported(n, symbol) {
  const parent = n.parent.kind === ts.SyntaxKind.ModuleBlock ? checker.getSymbolAtLocation(n.parent.parent.name) : ts.isSourceFile(n.parent) ? checker.getSymbolAtLocation(n.parent) : null;
  if (!parent) return true;
  const every = exportsOf(parent);
  const merged = [symbol, checker.getExportSymbolOfSymbol(symbol)].map((s) => checker.getMergedSymbol(s));
  return merged.some((s) => every.has(s));
}
const whole = (parent) => [parent.exports?.get('export=')].filter(Boolean);
const known = new Map();
function exportsOf(parent) {
  if (!known.has(parent)) known.set(parent, new Set([...checker.getExportsOfModule(parent), ...whole(parent)].map(deref).map((s) => s && checker.getMergedSymbol(s))));
  return known.get(parent);
}
function declaration(n, source, isOpen) {
  const kind = KINDS.find(([is]) => is(n))?.[1];
  if (!kind) return;
  const symbol = checker.getMergedSymbol(n.symbol);
  const id = idOf(n);
  if (types[id]) return;
  const all = symbol.declarations.filter((d) => KINDS.some(([is]) => is(d)));
  const e = (types[id] = { kind: all.some(ts.isClassDeclaration) ? 'class' : kind, ...docOfAny(all) });
  if (symbol.declarations.some((d) => program.isSourceFileDefaultLibrary(d.getSourceFile()))) e.library = true;
  if (!isOpen || !isExported(n, symbol)) e.hidden = true;
  e.params = typeParameters(all[0]);
  if (kind === 'alias') {
    e.type = T(checker.getDeclaredTypeOfSymbol(symbol), 0);
  } else if (kind === 'enum') {
    e.members = symbol.declarations.filter(ts.isEnumDeclaration).flatMap((d) => d.members).map((m) => ({ n: symbolName(checker.getSymbolAtLocation(m.name)), v: INFINITE(checker.getConstantValue(m) ?? null), ...docOf(m) }));
  } else {
    e.extends = [...new Set(all.flatMap(heritage))];
    const t = checker.getDeclaredTypeOfSymbol(symbol);
    const whole = members(t, (x) => T(x, 1));
    e.lib = whole.props.filter((p) => p.lib).length;
    e.props = whole.props.filter((p) => !p.lib);
    e.index = whole.index ?? [];
    e.calls = (whole.calls ?? []).filter((c) => !c.new || e.kind === 'interface');
  }
}
const heritage = (n) =>
  (n.heritageClauses ?? []).filter((h) => h.token === ts.SyntaxKind.ExtendsKeyword).flatMap((h) => h.types).map((h) => T(checker.getTypeAtLocation(h), 1));
function reexports(file, prefix, symbols) {
  for (const x of symbols) {
    const target = deref(x);
    if (!target?.declarations || !(target.flags & ts.SymbolFlags.Type)) continue;
    const id = symbolId(target);
    if (id !== file + '#' + prefix + x.name && x.name !== 'default' && x.name !== 'export=') (exports_[file] ??= {})[prefix + x.name] = id;
  }
}
for (const file of files) {
  const source = program.getSourceFile(file);
  const symbol = checker.getSymbolAtLocation(source);
  visit(source.statements, source, true);
  if (symbol) reexports(fileId(source), '', checker.getExportsOfModule(symbol));
}
drain();
const result = { typescript: ts.version, failures, pruned, types, exports: exports_, table };
fs.writeFileSync(value('--out'), JSON.stringify(result));
process.stderr.write(JSON.stringify({ files: files.length, types: Object.keys(types).length, table: table.length, failures: failures.slice(0, 5), pruned: Object.keys(pruned).length }) + '\n');
