// SPDX-License-Identifier: Apache-2.0
// Makes tables sort, filter and search. Every page reads without it.
"use strict";

(() => {
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ı/g, "i").replace(/ə/g, "e");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const valueOf = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.v ?? cell.textContent.trim();
  };

  // Empty and unknown cells stand last, whichever way the rest is sorted.
  const compare = (kind, direction) => (a, b) => {
    const isNone = (text) => text === "" || text === "–";
    if (isNone(a.key) !== isNone(b.key)) return isNone(a.key) ? 1 : -1;
    const number = (text) => (text === "·" ? 0 : Number.parseFloat(text.replace(/[^\d.-]/g, "")) || 0);
    const way = kind === "number" ? number(a.key) - number(b.key) : order.compare(a.key, b.key);
    return way === 0 ? a.at - b.at : way * direction;
  };

  function addSorting(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows];
    heads.forEach((head, at) => {
      if (!head.dataset.sort) return;
      const button = element("button", { type: "button", className: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
        const keyed = rows.map((row, index) => ({ row, at: index, key: valueOf(row, at) }));
        keyed.sort(compare(head.dataset.sort, direction));
        body.append(...keyed.map((one) => one.row));
      });
    });
  }

  function addTools(table) {
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: fold(row.textContent) }));
    const said = table.dataset;
    const search = element("input", { type: "search", autocomplete: "off", spellcheck: false });
    const shown = element("output");
    const tools = element("div", { className: "tools" }, element("label", {}, said.search, search));
    const filters = [];
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      if (!("filter" in head.dataset)) return;
      const values = [...new Set(rows.map(({ row }) => valueOf(row, at)))].filter(Boolean);
      if (values.length < 2) return;
      const select = element("select", {}, element("option", { value: "" }, said.every));
      values.sort(order.compare).forEach((value) => select.append(element("option", { value }, value)));
      tools.append(element("label", {}, head.textContent.trim(), select));
      filters.push({ at, select, name: [...head.classList].find((c) => c.startsWith("c-"))?.slice(2) });
    });
    tools.append(shown);

    const apply = () => {
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const { row, text } of rows) {
        const fits =
          words.every((word) => text.includes(word)) &&
          filters.every(({ at, select }) => !select.value || valueOf(row, at) === select.value);
        row.hidden = !fits;
        count += fits;
      }
      shown.textContent = said.shown.replace("{shown}", count).replace("{all}", rows.length);
    };
    const readAddress = () => {
      const asked = new URLSearchParams(location.hash.slice(1));
      for (const { name, select } of filters) {
        const value = asked.get(name);
        if (value !== null) select.value = value;
      }
      apply();
    };
    search.addEventListener("input", apply);
    filters.forEach(({ select }) => select.addEventListener("change", apply));
    addEventListener("hashchange", readAddress);
    table.before(tools);
    readAddress();
  }

  for (const table of document.querySelectorAll("table.data[data-search]")) {
    addTools(table);
    addSorting(table);
  }
})();
