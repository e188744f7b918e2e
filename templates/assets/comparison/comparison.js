// The comparison of a topic's papers: its columns sort, its rows are filtered, and the address says how. What is asked of
// traits is written there as in Explore: trait.draft=self,heads  trait.speedup=2..  and known=draft for all that is known.
import { _, code, listed, number } from "../language.js";
import { add, box, exploreAddress, exportPapers } from "../selection.js";
import { download } from "./download.js";

const form = document.getElementById("ls-sift");
const table = document.getElementById("ls-comparison");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
const by = (id) => document.getElementById(id);
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const collator = new Intl.Collator(code, { numeric: true, sensitivity: "base" });

// What each column is sorted by, and the filters of those that are traits.
const names = heads.map((head) => (head.dataset.trait ? `trait.${head.dataset.trait}` : head.dataset.sort));
const isNumber = heads.map((head) => head.classList.contains("ls-number"));
const filters = [...form.querySelectorAll("[data-trait]")].map((filter) => {
  const { trait: id, kind, unit = "" } = filter.dataset;
  const boxes = [...filter.querySelectorAll("[name=value]")];
  return {
    id, kind, unit, filter, boxes,
    column: names.indexOf(`trait.${id}`),
    name: filter.querySelector("summary").textContent,
    words: boxes.map((each) => each.nextElementSibling.textContent),
    known: filter.querySelector("[name=known]"),
    least: filter.querySelector("[name=least]"),
    most: filter.querySelector("[name=most]"),
  };
});

// The values of a cell: numbers, or the places of words among those that the trait can have.
function valuesOf(cell, { kind, words }) {
  if (kind !== "number") return [...cell.querySelectorAll("span")].map((word) => words.indexOf(word.textContent));
  const text = cell.textContent.trim();
  return text ? text.split(_(", ")).map((each) => Number(each.replaceAll(",", ""))) : [];
}

const rows = [...body.rows].map((row) => {
  const values = new Map(filters.map((each) => [each, valuesOf(row.cells[each.column], each)]));
  const unknown = new Set(filters.filter((each) => row.cells[each.column].querySelector("[aria-labelledby]")));
  return { row, key: row.dataset.key, text: folded(row.textContent), values, unknown };
});

// Filters

const ticked = ({ boxes }) => boxes.flatMap((each, at) => (each.checked ? [at] : []));
const end = (input, otherwise) => (input?.value ? Number(input.value) : otherwise);
const isOn = (each) => each.known.checked || ticked(each).length > 0 || Boolean(each.least?.value || each.most?.value);

function fitting(each) {
  const chosen = ticked(each);
  const [least, most] = [end(each.least, -Infinity), end(each.most, Infinity)];
  const fits = each.kind === "number" ? (value) => least <= value && value <= most : (value) => !chosen.length || chosen.includes(value);
  return ({ values }) => values.get(each).some(fits);
}

function described(each) {
  const [least, most] = [each.least?.value, each.most?.value];
  const said = least && most ? _("{least} to {most}", { least, most }) : least ? _("at least {least}", { least }) : most && _("at most {most}", { most });
  if (said) return `${said} ${each.unit}`.trim();
  return listed(ticked(each).map((at) => each.words[at])) || _("known");
}

let sorted = ""; // the name of a column, behind a minus where the last comes first
let shown = rows;

function show() {
  const words = folded(form.elements.words.value).split(/\s+/).filter(Boolean);
  const asked = filters.filter(isOn).map((each) => ({ each, fits: fitting(each) }));
  const hasWords = rows.filter(({ text }) => words.every((word) => text.includes(word)));
  const passing = (besides) => hasWords.filter((row) => asked.every(({ each, fits }) => each === besides || fits(row)));
  const found = new Set(passing());
  for (const { row } of rows) row.hidden = true;
  for (const { row } of found) row.hidden = false;
  for (const each of filters) count(each, passing(each));
  arrange();
  shown = rows.toSorted(order()).filter((row) => found.has(row));
  const mayFit = hasWords.filter((row) => !found.has(row) && asked.every(({ each, fits }) => fits(row) || row.unknown.has(each)));
  tell(asked.length > 0 || words.length > 0, mayFit.length);
}

// How many of the papers that pass the other filters have each value.
function count(each, others) {
  const all = others.map(({ values }) => values.get(each));
  const told = (input, some) => {
    input.parentElement.querySelector("output").value = number(some);
    input.parentElement.classList.toggle("ls-none", !some);
  };
  for (const [at, input] of each.boxes.entries()) told(input, all.filter((values) => values.includes(at)).length);
  told(each.known, all.filter((values) => values.length).length);
  const unknown = others.filter((row) => row.unknown.has(each)).length;
  const place = each.filter.querySelector(".ls-sift__unknown");
  place.textContent = _("Unknown for {count}", { count: number(unknown) });
  place.hidden = !unknown;
  each.filter.toggleAttribute("data-on", isOn(each));
  each.filter.querySelector("summary").textContent = isOn(each) ? _("{name}: {value}", { name: each.name, value: described(each) }) : each.name;
}

// `mayFit` counts papers of which nothing that is asked is known to be otherwise.
function tell(isFiltered, mayFit) {
  const some = shown.length;
  const isOther = isFiltered || sorted !== "";
  const counts = { some: number(some), total: number(rows.length), others: number(mayFit) };
  const told = mayFit ? _("{some} of {total} papers; {others} may also fit (unknown)", counts) : _("{some} of {total} papers", counts);
  by("ls-shown").textContent = isFiltered ? told : all;
  by("ls-clear").hidden = !isOther;
  by("ls-select").disabled = !some;
  by("ls-select").textContent = isFiltered ? _("Select {count}", { count: number(some) }) : _("Select all");
  for (const link of files) link.textContent = isFiltered ? _("{format} of {count}", { format: link.dataset.name, count: number(some) }) : link.dataset.name;
  by("ls-explore").href = exploreAddress({ topic: form.dataset.topic, ...Object.fromEntries(traitsAsked()) });
}

// Sorting: what is not known stands last whichever way one sorts; a third press gives the first order back.

function order() {
  const isBack = sorted.startsWith("-");
  const column = names.indexOf(sorted.replace(/^-/, ""));
  if (column < 0) return () => 0;
  const filter = filters.find((each) => each.column === column);
  const value = ({ row, values }) => {
    const known = values.get(filter);
    if (known) return known.length ? (isBack && isNumber[column] ? Math.max : Math.min)(...known) : "";
    const text = row.cells[column].textContent.trim();
    return text && isNumber[column] ? Number(text) : text;
  };
  const place = new Map(rows.map((row) => [row, value(row)]));
  const sign = isBack ? -1 : 1;
  return (one, other) => {
    const [first, second] = [place.get(one), place.get(other)];
    if (first === second) return 0;
    if (first === "") return 1;
    if (second === "") return -1;
    return sign * (typeof first === "number" ? first - second : collator.compare(first, second));
  };
}

let arranged = "";
function arrange() {
  for (const [column, head] of heads.entries()) {
    head.removeAttribute("aria-sort");
    if (sorted === names[column]) head.setAttribute("aria-sort", "ascending");
    if (sorted === `-${names[column]}`) head.setAttribute("aria-sort", "descending");
  }
  if (arranged !== sorted) body.append(...rows.toSorted(order()).map(({ row }) => row));
  arranged = sorted;
}

// The address

function traitsAsked() {
  return filters.flatMap((each) => {
    const { id, least, most, boxes } = each;
    const text = least?.value || most?.value ? `${least.value}..${most.value}` : ticked(each).map((at) => boxes[at].value).join();
    return text ? [[`trait.${id}`, text]] : [];
  });
}

function remember(how) {
  const address = new URL(location.href);
  const words = form.elements.words.value.trim();
  const known = filters.flatMap((each) => (each.known.checked ? [each.id] : []));
  const said = [["q", words], ...traitsAsked(), ["known", known.join()], ["sort", sorted]].filter(([, text]) => text);
  address.search = new URLSearchParams(said).toString().replaceAll("%2C", ",");
  if (address.href !== location.href) history[how](null, "", address);
  show();
}

function fill() {
  const given = new URLSearchParams(location.search);
  const known = (given.get("known") ?? "").split(",");
  form.elements.words.value = given.get("q") ?? "";
  for (const each of filters) {
    const text = given.get(`trait.${each.id}`) ?? "";
    const parts = text.split(",");
    for (const input of each.boxes) input.checked = parts.includes(input.value);
    if (each.kind === "number") [each.least.value, each.most.value] = text.includes("..") ? text.split("..") : [text, text];
    each.known.checked = known.includes(each.id);
  }
  const wanted = given.get("sort") ?? "";
  sorted = names.includes(wanted.replace(/^-/, "")) ? wanted : "";
  show();
}

// What is pressed

for (const [column, head] of heads.entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ls-sort";
  button.append(...head.childNodes);
  head.append(button);
  const [first, second] = isNumber[column] ? [`-${names[column]}`, names[column]] : [names[column], `-${names[column]}`];
  button.addEventListener("click", () => {
    sorted = { [first]: second, [second]: "" }[sorted] ?? first;
    remember("pushState");
  });
}

for (const { row, key } of rows) row.cells[0].prepend(box(key, row.cells[0].textContent.trim()));

const all = by("ls-shown").textContent;
const files = [...document.querySelectorAll("[data-file]")];
for (const link of files) {
  link.dataset.name = link.textContent;
  link.addEventListener("click", (event) => {
    if (by("ls-clear").hidden) return; // the whole file, as the site has it
    event.preventDefault();
    const keys = shown.map(({ key }) => key);
    if (link.dataset.file === "bib") exportPapers(keys);
    else download(link, keys);
  });
}

by("ls-select").addEventListener("click", () => add(shown.map(({ key }) => key)));
by("ls-clear").addEventListener("click", () => {
  form.reset();
  sorted = "";
  remember("pushState");
  form.elements.words.focus();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target.name === "words") remember("replaceState");
});
form.addEventListener("change", ({ target }) => {
  if (target.name !== "words") remember("pushState");
});
form.addEventListener("toggle", ({ target }) => {
  const values = target.querySelector("fieldset");
  values.toggleAttribute("data-left", false);
  values.toggleAttribute("data-left", values.getBoundingClientRect().right > document.documentElement.clientWidth);
}, true);
const open = () => filters.find(({ filter }) => filter.open)?.filter;
document.addEventListener("click", ({ target }) => {
  if (open() && !open().contains(target)) open().open = false;
});
form.addEventListener("keydown", (event) => {
  const filter = open();
  if (event.key !== "Escape" || !filter) return;
  filter.open = false;
  filter.querySelector("summary").focus();
});
addEventListener("popstate", fill);

delete form.dataset.lsWaits;
delete by("ls-select").dataset.lsWaits;
fill();
