// SPDX-License-Identifier: Apache-2.0
// Shows what was read of a document beside it, and makes a mapping and a profile of corrections. All
// texts of the document are written as text, never as markup.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
// The page's own words in its language; those in English stand in this script.
const t = (text, values = {}) =>
  (data.messages[text] || text).replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
const english = data.messages_language === "en" ? null : "en"; // of what the library says
const find = (id) => document.getElementById(id);
const measures = new Map(data.measures.map((measure) => [measure.id, measure]));
const corrections = []; // {label, cell | agency | column | deadline | split | kind}
const unsaved = new Set(); // of mapping, profile, checks

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const button = (text, click, label = null) =>
  make("button", { type: "button", click, "aria-label": label }, text);

function labelled(text, control) {
  return make("label", {}, text, " ", control);
}

function choice(words, chosen, first = null) {
  const select = make("select");
  if (first !== null) select.append(make("option", { value: "" }, first));
  for (const word of words) {
    select.append(make("option", { value: word, selected: word === chosen }, t(word)));
  }
  return select;
}

// ---- what is saved

function add(label, correction) {
  corrections.push({ label, ...correction });
  const isOfProfile = correction.deadline || correction.split || correction.kind;
  unsaved.add(isOfProfile ? "profile" : "mapping");
  showCorrections();
}

function without(items, keys, item) {
  return items.filter((other) => keys.some((key) => other[key] !== item[key]));
}

function mapping() {
  const made = structuredClone(data.mapping);
  for (const { cell, agency, column } of corrections) {
    if (cell) {
      const keys = ["measure", "field", "part", "line", "column"];
      made.cells = [...without(made.cells || [], keys, cell), cell];
    }
    if (agency) {
      made.agencies = [...without(made.agencies || [], ["name", "measure"], agency), agency];
    }
    if (column) made.tables = withColumn(made.tables || [], column);
  }
  return made;
}

// The table as it was read, with another use of one column, before what else is said of tables.
function withColumn(tables, { table, key, use }) {
  const known = tables.find((one) => one.number === table.number && one.begins === table.begins);
  const said = known || {
    ...(table.part && { part: table.part }),
    number: table.number,
    begins: table.begins,
    ...(table.layout && { layout: table.layout }),
    ...(table.header_row !== null && { header_row: table.header_row }),
    ...(table.header_rows && { header_rows: table.header_rows }),
    columns: Object.fromEntries(table.columns.map((one) => [keyOf(one), one.use])),
  };
  said.columns = { ...said.columns, [key]: use };
  return [said, ...tables.filter((one) => one !== known)];
}

const keyOf = (column) => (column.position ? "#" + column.position : column.header);

function profile() {
  const made = structuredClone(data.profile);
  made.measures = made.measures || {};
  made.indicators = made.indicators || {};
  const said = { set_by: "analyst", source: "Review" + (who() ? " by " + who() : "") };
  for (const { deadline, split, kind } of corrections) {
    const of = deadline || split;
    if (deadline) made.measures[of.measure] = { ...made.measures[of.measure], deadline: deadline.said, ...said };
    if (split) made.measures[of.measure] = { ...made.measures[of.measure], indicators: split.parts, ...said };
    // Who set the targets of an indicator stays said.
    if (kind) made.indicators[kind.indicator] = { ...said, ...made.indicators[kind.indicator], kind: kind.said };
  }
  return made;
}

// TOML, as far as a mapping needs it.
function toml(table, path = "") {
  const isTable = (value) => typeof value === "object" && !Array.isArray(value);
  const isList = (value) => Array.isArray(value) && value.length > 0 && isTable(value[0]);
  const lines = [];
  for (const [key, value] of Object.entries(table)) {
    if (!isTable(value) && !isList(value)) lines.push(tomlKey(key) + " = " + tomlValue(value));
  }
  for (const [key, value] of Object.entries(table)) {
    if (isTable(value)) {
      lines.push(...(path ? [] : [""]), "[" + path + key + "]", ...toml(value, path + key + "."));
    } else if (isList(value)) {
      for (const item of value) {
        lines.push("", "[[" + path + key + "]]", ...toml(item, path + key + "."));
      }
    }
  }
  return lines;
}

const tomlKey = (key) => (/^[a-z0-9_]+$/.test(key) ? key : tomlValue(key));

function tomlValue(value) {
  if (Array.isArray(value)) return "[" + value.map(tomlValue).join(", ") + "]";
  if (typeof value !== "string") return String(value);
  const escapes = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
  const control = /[\u0000-\u001f\u007f-\u009f"\\]/g;
  const code = (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");
  return '"' + value.replace(control, (c) => escapes[c] || code(c)) + '"';
}

function download(name, text, kind) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text])), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved.delete(kind);
}

function review() {
  const checks = {};
  for (const measure of data.measures) {
    if (measure.by) checks[measure.id] = { by: measure.by, digest: measure.digest };
  }
  return { schema: "actionplan/review@1", file: data.file, checks };
}

// ---- the head

const nameInput = make("input", { id: "who", autocomplete: "off" });
const who = () => nameInput.value.trim();
const progress = make("output", { id: "progress" });

function showProgress() {
  const checked = data.measures.filter((measure) => measure.by).length;
  const names = [...new Set(data.measures.map((measure) => measure.by).filter(Boolean))];
  const said = { checked, all: data.measures.length, names: names.join(", ") };
  progress.textContent = names.length
    ? t("{checked} of {all} checked by {names}", said) : t("{checked} of {all} checked", said);
}

function showHead() {
  find("title").textContent = data.title || data.file || t("A plan without title");
  const { all, used, named, excluded } = data.totals;
  const share = Math.floor((100 * used) / (all - excluded || 1));
  find("about").textContent =
    (data.file ? data.file + ": " : "") +
    t("{all} measures. {share} % of the text was used; {named} characters are named by notes.",
      { all: data.measures.length, share, named });
  const save = (value) => JSON.stringify(value, null, 2) + "\n";
  find("tools").append(
    labelled(t("Checked by"), nameInput),
    progress,
    button(t("Save mapping"), () => download("mapping.toml", toml(mapping()).join("\n").trim() + "\n", "mapping")),
    button(t("Save profile"), () => download("profile.json", save(profile()), "profile")),
    button(t("Save checks"), () => download("review.json", save(review()), "checks")),
  );
  const gone = data.gone.length ? " " + t("Checked before and gone: {ids}.", { ids: data.gone.join(", ") }) : "";
  if (gone) find("about").append(gone);
}

function showCorrections() {
  const section = find("changes");
  section.replaceChildren(make("h2", {}, t("Corrections to save")));
  if (!corrections.length) {
    section.append(make("p", {}, t("None yet. Saved ones count when the document is read with them:")),
      make("p", {}, make("code", {}, "actionplan review FILE --map mapping.toml --profile profile.json --checks review.json --out review.html")));
    return;
  }
  const list = make("ul", { class: "plain" });
  corrections.forEach((correction, at) => {
    const drop = button(t("Drop"), () => {
      corrections.splice(at, 1);
      showCorrections();
    }, t("Drop: {what}", { what: correction.label }));
    list.append(make("li", {}, correction.label, " ", drop));
  });
  section.append(list);
}

// ---- the source

const anchors = new Map(); // place -> element
const targets = new Map(); // id of a measure -> element
const problemsAt = new Map(); // place -> positions of problems
data.problems.forEach((problem, at) => {
  if (problem.place === null) return;
  problemsAt.set(problem.place, [...(problemsAt.get(problem.place) || []), at]);
});

function stretches(texts, element) {
  for (const [text, use, target] of texts) {
    if (use === "white_space") {
      element.append(text);
      continue;
    }
    const isPersonal = target === "contact_left_out";
    element.append(make("span", { class: "u-" + use }, isPersonal ? t("(of a person)") : text));
    if (measures.has(target) && !targets.has(target)) targets.set(target, element);
  }
}

const plain = (texts) => texts.map(([text]) => text).join("");

function placed(element, place) {
  if (place === null || anchors.has(place)) return;
  anchors.set(place, element);
  element.id = "p-" + place;
  const severe = (problemsAt.get(place) || []).some((at) => data.problems[at].severity !== "info");
  if (severe) element.classList.add("noted");
}

function meaning(texts, place) {
  const said = [];
  for (const [, use, target] of texts) {
    if (use === "white_space") continue;
    const word = t(use).replace("_", " ");
    said.push(use === "named" ? t("left out ({code})", { code: target })
      : target ? t("{use} of {target}", { use: word, target }) : word);
  }
  const notes = (problemsAt.get(place) || []).map((at) => data.problems[at].message);
  return [...new Set(said), ...notes].join(". ") || t("empty");
}

function block(at) {
  const said = data.blocks[at];
  if (said.rows) return table(at);
  const element = make("p", { class: "block " + said.kind });
  stretches(said.text, element);
  placed(element, said.place);
  return element;
}

let tableCount = 0;
const tableNumbers = data.blocks.map((said) => (said.rows ? ++tableCount : 0));

function table(at) {
  const said = data.blocks[at];
  const number = tableNumbers[at];
  const reading = data.tables[number];
  const body = make("tbody");
  said.rows.forEach((row, line) => {
    const made = make("tr");
    for (const one of row) {
      if (one.covered) continue;
      const cell = make("td", { tabindex: -1 });
      if (one.spans) {
        cell.rowSpan = one.spans[0];
        cell.colSpan = one.spans[1];
      }
      stretches(one.text, cell);
      for (const inner of one.blocks || []) cell.append(block(inner));
      placed(cell, one.place);
      cell.addEventListener("focus", () => {
        find("cell").textContent = meaning(one.text, one.place);
      });
      cell.addEventListener("dblclick", () => correctCell(one));
      cell.addEventListener("keydown", (event) => {
        if (event.target !== cell) return;
        if (event.key === "Enter") {
          event.preventDefault();
          correctCell(one);
        } else {
          move(event, cell);
        }
      });
      made.append(cell);
    }
    body.append(made);
  });
  const first = body.querySelector("td");
  if (first) first.tabIndex = 0;
  const label = t("Table {number}", { number });
  const grid = make("table", { role: "grid", "aria-label": label }, body);
  return make("div", {}, make("h3", {}, label + how(reading)), columns(reading), make("div", { class: "scroll" }, grid));
}

function how(reading) {
  if (!reading) return ", " + t("not looked at");
  if (!reading.read) return ", " + t("left out");
  if (reading.continues) return ", " + t("goes on with the one above");
  return reading.header_row ? ", " + t("header in row {row}", { row: reading.header_row }) : "";
}

// By arrows from cell to cell; one of them is in the order of the tabulator.
function move(event, cell) {
  const row = cell.parentElement;
  const at = [...row.children].indexOf(cell);
  const beside = (other) => other && other.children[Math.min(at, other.children.length - 1)];
  const next = {
    ArrowLeft: () => cell.previousElementSibling,
    ArrowRight: () => cell.nextElementSibling,
    ArrowUp: () => beside(row.previousElementSibling),
    ArrowDown: () => beside(row.nextElementSibling),
  }[event.key];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  goTo(next());
}

function goTo(element) {
  if (!element) return;
  if (element.tagName === "TD") {
    for (const other of element.closest("table").querySelectorAll("td[tabindex='0']")) other.tabIndex = -1;
    element.tabIndex = 0;
  } else if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
  }
  element.focus();
  element.scrollIntoView({ block: "center" });
}

function columns(reading) {
  if (!reading || !reading.columns.length) return null;
  const rows = reading.columns.map((column) => {
    const select = choice(data.uses, column.use);
    const name = column.name || t("column {number}", { number: column.position });
    select.addEventListener("change", () => {
      const said = { number: reading.number, name, use: t(select.value) };
      const label = t('Table {number}: "{name}" holds {use}', said);
      add(label, { column: { table: reading, key: keyOf(column), use: select.value } });
    });
    return make("div", { class: "row" }, labelled(name, select));
  });
  return make("details", {}, make("summary", {}, t("Columns of table {number}", { number: reading.number })), ...rows);
}

function showSource() {
  const legend = make("ul", { class: "legend", "aria-label": t("Colours") });
  for (const use of ["number", "title", "indicator", "agencies", "deadline", "section", "column", "evidence", "extra", "finance"]) {
    legend.append(make("li", { class: "u-" + use }, t(use)));
  }
  legend.append(make("li", { class: "u-named" }, t("left out")));
  const section = find("source");
  section.lang = data.language || "";
  section.append(
    legend,
    make("p", { lang: data.messages_language }, t("Arrow keys move from cell to cell, Enter corrects the text of one.")),
  );
  let part = -1;
  data.blocks.forEach((said, at) => {
    if (said.parent !== null) return;
    const own = said.place ? Number(said.place.split("-")[0]) : part;
    if (own !== part && data.parts[own]) section.append(make("h3", {}, data.parts[own]));
    part = own;
    section.append(block(at));
  });
}

// ---- forms

function ask(title, fields, done) {
  const dialog = find("dialog");
  const form = make("form", { method: "dialog" });
  const save = make("button", { type: "submit" }, t("Keep"));
  const back = button(t("Cancel"), () => dialog.close());
  form.append(make("h2", { id: "dialog-title" }, title), ...fields, make("div", { class: "row" }, save, back));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    done();
  });
  const before = document.activeElement;
  dialog.replaceChildren(form);
  dialog.addEventListener("close", () => before && before.focus(), { once: true });
  dialog.showModal();
}

function correctCell(cell) {
  if (cell.place === null || cell.text.some(([, , target]) => target === "contact_left_out")) return;
  const [part, line, column] = cell.place.split("-").map(Number);
  const was = plain(cell.text);
  const input = make("textarea", { rows: 4 });
  input.value = was;
  ask(t("Correct a cell"), [labelled(t("Read it as"), input)], () => {
    if (input.value === was) return;
    const place = { line, column, ...(data.parts[part] && { part: data.parts[part] }) };
    const label = t('Cell {line}:{column}: "{text}"', { line, column, text: input.value });
    add(label, { cell: { ...place, was, text: input.value } });
  });
}

function correctMeasure(measure) {
  const deadline = make("input");
  deadline.value = measure.deadline.text;
  const fields = [labelled(t("Deadline, in words such as 2016-2018"), deadline)];
  const agencies = measure.agencies.map((agency) => {
    const name = make("input");
    name.value = agency.name;
    const role = choice(data.roles, agency.role);
    const force = choice(data.forces, agency.force);
    const everywhere = make("input", { type: "checkbox" });
    everywhere.checked = true;
    fields.push(make("fieldset", {}, make("legend", {}, agency.name),
      labelled(t("Who is meant; several divided by ;"), name),
      make("label", {}, everywhere, " " + t("The name means this in the whole plan")),
      labelled(t("Role"), role), labelled(t("Force"), force)));
    return { agency, name, role, force, everywhere };
  });
  const parts = measure.indicators.map((part) => {
    const text = make("textarea", { rows: 3 });
    text.value = part.text;
    const kind = choice(data.kinds, part.kind);
    fields.push(make("fieldset", {}, make("legend", {}, t("Indicator")),
      labelled(t("The plan's words; a line for each part"), text), labelled(t("Kind"), kind)));
    return { part, text, kind };
  });
  ask(t("Correct {what}", { what: measure.number || measure.id }), fields, () => {
    if (deadline.value !== measure.deadline.text) {
      const cell = { measure: measure.id, field: "deadline", was: measure.deadline.text, text: deadline.value };
      add(t('{id}: deadline "{text}"', { id: measure.id, text: deadline.value }), { cell });
    }
    for (const one of agencies) correctAgency(measure, one);
    correctIndicators(measure, parts);
  });
}

// Other parts are a split of the whole measure; another kind alone stays with its indicator.
function correctIndicators(measure, parts) {
  const lines = parts.map(({ text }) => text.value.split("\n").map((line) => line.trim()).filter(Boolean));
  const isSplit = parts.some(({ part }, at) => lines[at].join("\n") !== part.text);
  if (isSplit) {
    const split = parts.flatMap(({ kind }, at) => lines[at].map((text) => ({ text, kind: kind.value })));
    if (!split.length) return;
    const label = t("{id}: {number} indicators", { id: measure.id, number: split.length });
    add(label, { split: { measure: measure.id, parts: split } });
    return;
  }
  for (const { part, kind } of parts) {
    if (kind.value === part.kind) continue;
    add(t("{id} is of kind {kind}", { id: part.id, kind: t(kind.value) }), { kind: { indicator: part.id, said: kind.value } });
  }
}

const is = (name, meant) => t('"{name}" is {meant}', { name, meant });
const between = (first, last) => (first && last ? t("{first} to {last}", { first, last }) : first || last || "");

function correctAgency(measure, { agency, name, role, force, everywhere }) {
  const names = name.value.split(";").map((text) => text.trim()).filter(Boolean);
  const isNamed = names.length > 0 && names.join(";") !== agency.name;
  const part = {
    ...(role.value !== agency.role && { role: role.value }),
    ...(force.value !== agency.force && { force: force.value }),
  };
  const isPart = Object.keys(part).length > 0;
  if (!isNamed && !isPart) return;
  const said = names.join("; ") + (isPart ? ", " + Object.values(part).map((word) => t(word)).join(" ") : "");
  const isOfPlan = everywhere.checked && isNamed;
  if (isOfPlan) add(is(agency.name, names.join("; ")), { agency: { name: agency.name, names } });
  if (isPart || !isOfPlan) {
    const made = { name: agency.name, ...(isNamed && { names }), ...part, measure: measure.id };
    add(`${measure.id}: ${is(agency.name, said)}`, { agency: made });
  }
}

function takeCandidate(measure) {
  const { token, ...said } = measure.deadline.candidate;
  for (const key of Object.keys(said)) if (said[key] === null) delete said[key];
  const days = between(said.start, said.due);
  add(t('{id}: due {days}, without "{token}"', { id: measure.id, days, token }), { deadline: { measure: measure.id, said } });
}

function merge(from, to) {
  add(is(from, to), { agency: { name: from, names: [to] } });
}

// ---- work, counts, measures, notes

function link(text, element) {
  return make("a", { href: "#" + (element ? element.id : ""), click: (event) => {
    event.preventDefault();
    goTo(element);
  } }, text);
}

const cardOf = (id) => find("m-" + data.measures.findIndex((measure) => measure.id === id));

function item(said) {
  const line = make("li");
  if (said.measure !== undefined) {
    const measure = measures.get(said.measure);
    line.append(link(said.text, cardOf(said.measure)));
    const { candidate } = measure.deadline;
    if (candidate && measure.deadline.reason === "unread") {
      const days = between(candidate.start, candidate.due) || t(candidate.kind);
      const whose = t("Take {days} for {id}", { days, id: measure.id });
      line.append(" ", button(t("Take {days}", { days }), () => takeCandidate(measure), whose));
    }
  } else if (said.agencies) {
    const [one, other] = said.agencies;
    line.append(said.text, " ",
      button(t("Take the first"), () => merge(other, one), is(other, one)), " ",
      button(t("Take the second"), () => merge(one, other), is(one, other)));
  } else {
    const place = data.problems[said.problem].place;
    if (english) line.lang = english;
    line.append(place && anchors.has(place) ? link(said.text, anchors.get(place)) : said.text);
  }
  return line;
}

function showWork() {
  const section = find("work");
  if (!data.work.length) section.append(make("p", {}, t("Nothing stands out. Check the measures.")));
  data.work.forEach((group, at) => {
    const list = make("ul", { class: "plain" }, ...group.items.map(item));
    const open = at < 4;
    section.append(make("details", { open }, make("summary", {}, `${t(group.heading)} (${group.items.length})`), list));
  });
}

function showSections() {
  const list = make("ul", { class: "plain" });
  for (const section of data.sections) {
    const says = section.says === null ? t("read {read}", section)
      : t("its numbers go up to {says}, read {read}", section);
    const differs = section.says !== null && section.says !== section.read;
    const text = `${section.number} ${section.title}: ${says}`.trim();
    list.append(make("li", {}, differs ? make("strong", {}, text) : text));
  }
  find("sections").append(list);
}

function deadlineText({ text, kind, reason, start, due, due_latest: latest, assumptions }) {
  const days = between(start, due);
  const vague = latest && latest !== due ? ", " + t("at the latest {day}", { day: latest }) : "";
  const said = reason ? (reason === "unread" ? t("not read") : t(reason)) : `${t(kind)} ${days}${vague}`;
  const own = `${text || t("(none)")}: ${said}`;
  if (!assumptions.length) return own;
  const further = make("span", { lang: english }, assumptions.join(". "));
  return make("span", {}, own + ". ", further);
}

function card(measure, at) {
  const name = (measure.number ? measure.number + " " : "") + (measure.title || t("(no title)"));
  const rows = [[t("Deadline"), deadlineText(measure.deadline)]];
  for (const agency of measure.agencies) {
    const meant = agency.meant === agency.name ? "" : ` (${agency.meant})`;
    rows.push([t("Agency"), `${agency.name}${meant}, ${t(agency.role)}, ${t(agency.force)}`]);
  }
  for (const part of measure.indicators) rows.push([t("Indicator"), `${part.text} (${t(part.kind)})`]);
  for (const { header, text, published } of measure.extra) {
    rows.push([`${header} (${t(published ? "published" : "extra")})`, text]);
  }
  for (const { header, text, amount, currency, published } of measure.finance) {
    const said = amount === null ? text : `${text} = ${amount} ${currency}`.trim();
    rows.push([`${header} (${t(published ? "published_finance" : "finance")})`, said]);
  }
  const list = make("dl", {}, ...rows.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]));
  const check = make("input", { type: "checkbox", "aria-label": t("Checked: {what}", { what: name }) });
  check.checked = Boolean(measure.by);
  const by = make("span", { class: "severity" });
  const made = make("article", { id: "m-" + at, tabindex: -1 }, make("h3", {}, name), list);
  const show = () => {
    made.classList.toggle("checked", Boolean(measure.by));
    by.textContent = measure.by ? t("by {who}", { who: measure.by })
      : measure.changed_since ? t("changed since {who} checked it", { who: measure.changed_since }) : "";
    showProgress();
  };
  check.addEventListener("change", () => {
    measure.by = check.checked ? who() || t("somebody") : "";
    unsaved.add("checks");
    show();
  });
  const source = targets.get(measure.id) || anchors.get(measure.place);
  made.append(make("div", { class: "row" }, make("label", {}, check, " " + t("Checked")), by,
    button(t("Correct"), () => correctMeasure(measure), t("Correct {what}", { what: name })),
    source ? button(t("Source"), () => goTo(source), t("Source of {what}", { what: name })) : null));
  show();
  return made;
}

function showQuestions() {
  const section = find("questions");
  if (!data.questions.length) return section.append(make("p", {}, t("None.")));
  const text = data.questions.map(({ agency, questions }) => [agency, ...questions.map((one) => "- " + one), ""].join("\n"));
  section.append(button(t("Save questions"), () => download("questions.txt", text.join("\n"), "questions")));
  for (const { agency, questions } of data.questions) {
    const list = make("ul", { class: "plain" }, ...questions.map((one) => make("li", { lang: english }, one)));
    section.append(make("details", {}, make("summary", {}, `${agency} (${questions.length})`), list));
  }
}

function showNotes() {
  const list = make("ul", { class: "plain" });
  for (const problem of data.problems) {
    const to = anchors.get(problem.place);
    const text = make("span", {}, make("span", { class: "severity", lang: data.messages_language }, t(problem.severity) + ": "),
      to ? link(problem.message, to) : problem.message);
    list.append(make("li", { lang: english }, text));
  }
  find("notes").append(make("details", {}, make("summary", {}, t("{number} notes", { number: data.problems.length })), list));
}

showHead();
showSource();
const cards = data.measures.map(card);
find("measures").append(...cards);
showWork();
showCorrections();
showSections();
showQuestions();
showNotes();
showProgress();
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
