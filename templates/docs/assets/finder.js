"use strict";
// Finds entries of the index: `tsbindFinder(data)` gives a function from a query to hits, best
// first. It touches no page, so that it can be tried without a browser.
//
// A query is compared as a whole with names, paths and values (exact, then the end, the beginning,
// the middle), and word by word with their parts, whatever their ending, forgiving a typo or two.
// Every word must be found. Methods stand before types, and `create` before `list` for the same
// path; the name of a resource finds its methods, what an error is about finds the error.
globalThis.tsbindFinder = (data) => {
  const numbers = (text) => { let sum = 0; return text.split(" ").map((n) => (sum += parseInt(n, 36))); };
  const squeezed = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const parts = (text) => text
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  // What words of one family begin with: `retry` and `retries`, `call`, `calls` and `calling`.
  const stem = (word) => word.replace(/(?<=.{3})s$/, "").replace(/(?<=.{3})(ie|ing|ed|e|y)$/, "");
  const SMALL = new Set("a an and as by do for from how i in is it my of on or the to with".split(" "));

  const KINDS = { o: 30, c: 35, t: 10, g: 0 };
  const ORDER = ["create", "retrieve", "update", "list", "delete"];
  const entries = data.entries.map(([name, page, kind, about, call, also]) => {
    const names = [name, ...(call ? [call] : []), ...(also ? also.split(" ") : [])];
    const place = ORDER.indexOf(name);
    return {
      name, kind, about, call, page: data.pages[page], anchor: kind === "g" ? also : name,
      parts: new Set(parts(kind === "o" ? call.replace(/^client\.(beta\.)?/, "") : name)),
      resource: kind === "o" ? call.split(".").slice(1, -1).map(squeezed) : [],
      names: names.map((one) => squeezed(one)),
      path: kind === "o" ? squeezed(about.replace(/^\S+ /, "")) : "",
      rank: (KINDS[kind] || 0) + (place < 0 ? 0 : ORDER.length - place) - (call || name).length / 20,
    };
  });

  // Every part of a name, and every word, with where it stands and what that counts.
  const vocabulary = new Map();
  const note = (word, id, weight, field) => {
    let found = vocabulary.get(word);
    if (!found) vocabulary.set(word, (found = []));
    found.push([id, weight, field]);
  };
  data.entries.forEach(([name, , kind, about, call, also], id) => {
    for (const part of new Set(parts(name))) note(part, id, 60);
    for (const part of new Set(parts(`${call} ${also}`))) note(part, id, kind === "o" ? 60 : 40);
    for (const part of new Set(parts(about))) note(part, id, 12);
  });
  const fields = Object.entries(data.fields).map(([name, ids]) => {
    const wire = data.wires[name] || "";
    return { name, keys: [squeezed(name), squeezed(wire)], parts: new Set([...parts(name), ...parts(wire)]), ids: numbers(ids) };
  });
  const fieldParts = new Map();
  for (const field of fields) for (const part of field.parts) fieldParts.set(part, [...(fieldParts.get(part) || []), field]);
  const words = new Map(Object.entries(data.words));
  const common = new Set(data.common);

  // Whether a word is at most `limit` edits away: letters changed, left out, added or swapped.
  function near(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return false;
    let before = [], last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      if (Math.min(...now) > limit) return false;
      [before, last] = [last, now];
    }
    return last[b.length] <= limit;
  }
  // The words of the tables that a word of the query may mean, and how well each fits. Typos are
  // thought of only where no table has the word or its beginning.
  const tables = [vocabulary, fieldParts, words].map((table) => [...table.keys()]);
  function meant(word) {
    const found = tables.map((keys) => keys.flatMap((key) =>
      key === word ? [[key, 1]]
        : stem(key) === stem(word) ? [[key, 0.9]]
          : word.length > 1 && key.startsWith(word) ? [[key, 0.7]] : []));
    if (word.length < 4 || found.some((one) => one.length)) return found;
    const limit = word.length < 8 ? 1 : 2;
    return tables.map((keys) => keys.filter((key) => near(word, key, limit)).map((key) => [key, key[0] === word[0] ? 0.4 : 0.3]));
  }

  function better(found, id, score, field) {
    const old = found.get(id);
    if (!old || old.score < score) found.set(id, { score, field });
  }
  // The query as one name: spaces, points, underlines and capitals do not count, but who writes
  // them as they are gets that: `truncation_strategy` is a field, `TruncationStrategy` a class.
  function byName(query, found) {
    const key = squeezed(query);
    const isPath = query.startsWith("/");
    entries.forEach((entry, id) => {
      let score = 0;
      entry.names.forEach((name, place) => {
        const first = entry.kind === "c" || (entry.kind === "g" && !entry.anchor) ? 90 : place === 0 ? 20 : 0;
        if (name === key) score = Math.max(score, (entry.name === query ? 1100 : 1000) + first);
        else if (name === `${key}error`) score = Math.max(score, 1010 + first);
        else if (place && name.endsWith(key)) score = Math.max(score, 700);
        else if (name.startsWith(key)) score = Math.max(score, 500 + first);
        else if (key.length > 2 && name.includes(key)) score = Math.max(score, 300 + first);
      });
      if (entry.path && entry.path === key) score = Math.max(score, isPath ? 1100 : 800);
      else if (entry.path && isPath && entry.path.includes(key)) score = Math.max(score, 600 - entry.path.length);
      const { resource } = entry;
      if (isPath) { /* no name */ } else if (resource.length && resource.join("") === key) score = Math.max(score, 1125);
      else if (resource.length === 1 && stem(resource[0]) === stem(key)) score = Math.max(score, 1078);
      else if (resource[resource.length - 1] === key) score = Math.max(score, 1030);
      else if (resource.length && stem(resource[0]) === stem(key)) score = Math.max(score, 1025);
      if (score) better(found, id, score);
    });
    for (const id of words.has(key) && parts(query).length > 1 ? numbers(words.get(key)) : []) better(found, id, 280);
    for (const field of fields) {
      const spelled = field.name === query || data.wires[field.name] === query;
      const score = spelled ? 1060 : field.keys.includes(key) ? 900 : key.length > 2 && field.keys[0].startsWith(key) ? 400 - field.name.length : 0;
      const more = { o: spelled ? 20 : 0, c: 150 };
      if (score) for (const id of field.ids) better(found, id, score + (score >= 900 && more[entries[id].kind] || 0), field.name);
    }
  }
  // Word by word: each in a name, a field or the text; or all of them in the name of one field.
  function byWords(query, found) {
    const written = parts(query), telling = written.filter((word) => !SMALL.has(word));
    const looked = telling.length ? telling : written, asked = looked.map(meant);
    const every = (tables) => {
      let all = null;
      for (const now of tables) {
        if (!all) all = now;
        else for (const [key, fit] of all) if (now.has(key)) all.set(key, fit + now.get(key)); else all.delete(key);
      }
      return all || new Map();
    };
    const most = (found, key, fit) => { if (!((found.get(key) || 0) >= fit)) found.set(key, fit); };
    // What is asked for beside what a name has: `max tokens` is nearer to max_tokens than to
    // max_completion_tokens. `whole` is what a name counts that has nothing else.
    const covered = (fit, size, whole) => fit / asked.length * Math.max(asked.length > 1 && size === asked.length ? whole : 0,
      250 * asked.length / Math.max(asked.length, size) + (asked.length > 1 ? 100 : 0));
    const inEntries = asked.map(([names, ofFields, inText], place) => {
      const now = new Map(common.has(looked[place]) ? entries.map((_, id) => [id, 1]) : []);
      for (const [key, fit] of names) for (const [id, weight] of vocabulary.get(key)) most(now, id, fit * weight);
      for (const [key, fit] of ofFields) for (const field of fieldParts.get(key)) for (const id of field.ids) most(now, id, fit * 30);
      for (const [key, fit] of inText) for (const id of numbers(words.get(key))) most(now, id, fit * 8);
      return now;
    });
    for (const [id, score] of every(inEntries)) better(found, id, score);
    const inNames = asked.map(([names]) => {
      const now = new Map();
      for (const [key, fit] of names) for (const [id] of vocabulary.get(key)) if (entries[id].parts.has(key)) most(now, id, fit);
      return now;
    });
    for (const [id, fit] of every(inNames)) better(found, id, covered(fit, entries[id].parts.size, entries[id].kind === "o" ? 600 : 0));
    const inFields = asked.map(([, ofFields]) => {
      const now = new Map();
      for (const [key, fit] of ofFields) for (const field of fieldParts.get(key)) most(now, field, fit);
      return now;
    });
    for (const [field, fit] of every(inFields)) {
      const score = covered(fit, field.parts.size, 0);
      for (const id of field.ids) better(found, id, score, field.name);
    }
  }
  return (written) => {
    const query = written.trim();
    const found = new Map();
    const [, verb, path] = /^(get|post|put|patch|delete)\s+(\/.*)$/i.exec(query) || [];
    if (!squeezed(query)) return [];
    byName(path || query, found);
    if (!path) byWords(query, found);
    return [...found]
      .filter(([id]) => !verb || entries[id].about.toLowerCase().startsWith(`${verb.toLowerCase()} `))
      .map(([id, { score, field }]) => ({ entry: entries[id], field, score: score + entries[id].rank }))
      .sort((a, b) => b.score - a.score || (a.entry.page < b.entry.page ? -1 : 1))
      .slice(0, 30);
  };
};
