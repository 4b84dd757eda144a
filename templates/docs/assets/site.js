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
  for (const pre of document.querySelectorAll("main pre:not(.spellings pre)")) {
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
  let find = null;
  let asked = false;
  let chosen = -1;
  window.tsbindSearch = (data) => { find = window.tsbindFinder(data); update(); };
  const load = () => {
    if (asked) return;
    asked = true;
    for (const name of ["finder", "search"]) {
      const script = document.createElement("script");
      script.src = `${base}assets/${name}.js`;
      script.async = false;
      document.head.append(script);
    }
  };
  let waiting = 0;
  function update() {
    waiting = 0;
    const query = input.value.trim();
    list.replaceChildren();
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    const open = query.length > 1 && find !== null;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const found = find(query);
    found.forEach(({ entry, field }, place) => {
      const link = document.createElement("a");
      link.id = `site-result-${place}`;
      link.role = "option";
      link.tabIndex = -1;
      link.href = `${base}${entry.page}.html#${entry.anchor}${field ? "." + field : ""}`;
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
