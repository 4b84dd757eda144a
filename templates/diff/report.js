"use strict";
(() => {
  const controls = document.getElementById("controls");
  if (!controls) return;
  const search = document.getElementById("search");
  const side = document.getElementById("side");
  const found = document.getElementById("found");
  const items = [...document.querySelectorAll("article")].map((element) => ({
    element,
    text: `${element.closest("section").querySelector("h2").textContent} ${element.textContent}`.toLowerCase(),
    severity: element.dataset.severity,
    sides: element.dataset.sides.split(" "),
  }));
  const sections = [...document.querySelectorAll("section")];
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set([...controls.querySelectorAll("input[name=severity]:checked")].map((box) => box.value));
    let count = 0;
    for (const item of items) {
      const show = wanted.has(item.severity) && (!side.value || item.sides.includes(side.value)) && words.every((word) => item.text.includes(word));
      item.element.hidden = !show;
      count += show;
    }
    for (const section of sections) section.hidden = !section.querySelector("article:not([hidden])");
    found.textContent = `${count} of ${items.length} shown`;
  };
  controls.addEventListener("input", update);
  controls.addEventListener("submit", (event) => event.preventDefault());
  update();
})();
