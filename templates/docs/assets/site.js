"use strict";
(() => {
  const root = document.documentElement;
  const base = root.dataset.root;
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

  // Dark and light.
  const theme = document.getElementById("site-theme");
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const label = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `Use the ${isDark() ? "light" : "dark"} colours`); };
  if (recall("theme")) root.dataset.theme = recall("theme");
  theme.hidden = false;
  label();
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; keep("theme", root.dataset.theme); label(); });

  // The menu is folded away on narrow screens.
  const side = document.querySelector(".side details");
  const here = document.querySelector(".side [aria-current]");
  if (side && matchMedia("(max-width: 50rem)").matches) side.open = false;
  else if (here) here.closest(".side").scrollTop = here.offsetTop - innerHeight / 3;

  // Copy buttons.
  for (const pre of document.querySelectorAll("main pre")) {
    const box = document.createElement("div");
    box.className = "box";
    pre.replaceWith(box);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      // What is typed at a prompt is copied without it.
      const text = pre.innerText;
      await copy(text.startsWith("$ ") ? text.replace(/^\$ /gm, "") : text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    box.append(pre, button);
  }
  async function copy(text) {
    if (navigator.clipboard) {
      try { await navigator.clipboard.writeText(text); return; } catch { /* no permission: the old way */ }
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  // The switch of versions keeps the place.
  for (const link of document.querySelectorAll("[data-version]")) {
    link.addEventListener("click", () => { link.hash = location.hash; });
  }
  // A place inside something folded is shown.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Search: the index is a script, so that it loads from a disk as well as from a server.
  const input = document.getElementById("site-search");
  const list = document.getElementById("site-results");
  input.hidden = false;
  let index = null;
  let asked = false;
  let chosen = -1;
  window.tsbindSearch = (data) => { index = unpack(data); update(); };
  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = `${base}assets/search.js`;
    document.head.append(script);
  };
  const numbers = (text) => { let sum = 0; return text.split(" ").map((n) => (sum += parseInt(n, 36))); };
  function unpack(data) {
    const entries = data.entries.map(([name, page, kind, about, call]) => ({ name, kind, about, call, page: data.pages[page], low: (name + " " + call).toLowerCase() }));
    const table = (rows) => Object.entries(rows).map(([word, found]) => [word, numbers(found)]);
    return { entries, fields: table(data.fields), words: table(data.words), wires: data.wires };
  }
  const fit = (text, word) => text === word ? 1 : text.startsWith(word) ? 0.6 : text.includes(word) ? 0.3 : 0;
  function scores(word) {
    const found = new Map();
    const add = (id, score, field) => { const old = found.get(id); if (!old || old.score < score) found.set(id, { score, field }); };
    index.entries.forEach((entry, id) => {
      const score = Math.max(fit(entry.name.toLowerCase(), word) * 100, entry.low.includes(word) ? 28 : 0, (entry.about || "").toLowerCase().includes(word) ? 12 : 0);
      if (score) add(id, score - entry.name.length / 50);
    });
    for (const [name, ids] of index.fields) {
      const score = Math.max(fit(name.toLowerCase(), word), fit((index.wires[name] || "").toLowerCase(), word)) * 45;
      if (score > 20) for (const id of ids) add(id, score, name);
    }
    for (const [text, ids] of index.words) {
      if (text.startsWith(word)) for (const id of ids) add(id, text === word ? 10 : 6);
    }
    return found;
  }
  function search(query) {
    const words = query.toLowerCase().split(/[\s]+/).filter(Boolean);
    let found = null;
    for (const word of words) {
      const now = scores(word);
      if (!found) { found = now; continue; }
      for (const [id, old] of found) {
        const other = now.get(id);
        if (other) found.set(id, { score: old.score + other.score, field: old.field || other.field });
        else found.delete(id);
      }
    }
    return [...(found || [])].sort((a, b) => b[1].score - a[1].score || a[0] - b[0]).slice(0, 30);
  }
  let waiting = 0;
  function update() {
    waiting = 0;
    const query = input.value.trim();
    list.replaceChildren();
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    const open = query.length > 1 && index !== null;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const found = search(query);
    found.forEach(([id, { field }], place) => {
      const entry = index.entries[id];
      const link = document.createElement("a");
      link.id = `site-result-${place}`;
      link.role = "option";
      link.tabIndex = -1;
      link.href = `${base}${entry.page}.html#${entry.kind === "g" ? "" : entry.name}${field ? "." + field : ""}`;
      link.append(document.createElement("b"), document.createElement("small"));
      link.firstChild.textContent = (entry.call || entry.name) + (field ? `.${field}` : "");
      link.lastChild.textContent = entry.about || entry.page;
      list.append(link);
    });
    if (!found.length) {
      const none = document.createElement("p");
      none.textContent = "Nothing found";
      list.append(none);
    } else choose(0);
  }
  function choose(place) {
    const links = list.querySelectorAll("a");
    if (!links.length) return;
    if (links[chosen]) links[chosen].setAttribute("aria-selected", "false");
    chosen = (place + links.length) % links.length;
    links[chosen].setAttribute("aria-selected", "true");
    links[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", links[chosen].id);
  }
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); };
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); clearTimeout(waiting); waiting = setTimeout(update, 60); });
  input.addEventListener("keydown", (event) => {
    // Who types fast and chooses at once chooses among what fits the whole word.
    if (waiting && /^(Arrow(Down|Up)|Enter)$/.test(event.key)) { clearTimeout(waiting); update(); }
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") {
      if (list.hidden || !list.children.length) update();
      const link = list.querySelectorAll("a")[chosen];
      if (link) { close(); location.assign(link.href); input.blur(); }
    } else if (event.key === "Escape") { close(); input.blur(); }
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); input.select(); }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest("search")) close(); });
})();
