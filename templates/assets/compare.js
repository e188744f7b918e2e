// Compare: the papers that the address names, side by side in its order. What is said of them is in their JSON twins.
import { file } from "./compare/files.js";
import { rowsOf } from "./compare/rows.js";
import { _, files, many, pages, sentences } from "./language.js";
import { answered, asked } from "./search/matcher.js";
import { exportPapers, mostCompared as most } from "./selection.js";

const by = (id) => document.getElementById(`ls-beside-${id}`);
const page = document.getElementById("ls-beside");
const table = by("scroll").querySelector("table");
const paperShape = by("paper").content.firstElementChild;
const words = by("words");
const offered = 6;
const pause = 200; // milliseconds without a key
const hint = words.placeholder;
const twins = new Map();
let about = null; // the survey's traits, and keys that lead elsewhere or nowhere
let keys = [];
let shown = [];
let rows = [];
let turn = 0;

const called = ({ shown_name: name, title }) => (name ? _("{name}: {title}", { name, title }) : title);

async function read(path, root) {
  const answer = await fetch(new URL(path, root));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// The twins of the papers that there are, and what is to be told of the others.
async function papersOf(wanted) {
  about ??= await read("data/compared.json", pages);
  const now = [...new Set(wanted.map((key) => (Object.hasOwn(about.retired, key) ? about.retired[key] : key)))];
  const kept = now.filter((key) => !Object.hasOwn(about.withdrawn, key));
  const cards = await asked(async (search) => search.cards(await search.positions(kept.filter((key) => !twins.has(key)))));
  const there = new Set([...twins.keys(), ...cards.map(({ key }) => key)]);
  const papers = kept.filter((key) => there.has(key));
  await Promise.all(papers.slice(0, most).map(async (key) => { if (!twins.has(key)) twins.set(key, await read(`papers/${key}.json`, files)); }));
  return { papers, missing: now.filter((key) => !papers.includes(key)).map((key) => ({ key, why: about.withdrawn[key] })) };
}

// The page

function cellOf({ applies, words: said, address }, paper, between) {
  const cell = document.createElement("td");
  if (address) cell.append(Object.assign(document.createElement("a"), { href: address, textContent: said[0].replace(/^https?:\/\//, "") }));
  else if (said.length) cell.textContent = said.join(between);
  else if (applies) {
    const mark = document.createElement(paper.edit_at ? "a" : "i");
    if (paper.edit_at) Object.assign(mark, { href: paper.edit_at, tabIndex: -1 }); // the paper's page is the way of the keyboard
    mark.className = "ls-beside__unknown";
    mark.textContent = _("unknown");
    cell.append(mark);
  }
  return cell;
}

// What a trait means is there on demand, so that the rows stay close together.
function explain(head, trait, means) {
  const id = `means-${trait}`;
  const name = Object.assign(document.createElement("span"), { className: "ls-means", tabIndex: 0, textContent: head.textContent });
  const tip = Object.assign(document.createElement("span"), { className: "ls-tip", id, textContent: means });
  name.setAttribute("aria-describedby", id);
  tip.setAttribute("role", "tooltip");
  head.replaceChildren(name, tip);
}

function lineOf({ group, id, name, means, cells, same, differs }) {
  const line = document.createElement("tr");
  line.className = `ls-beside__${group}`;
  line.classList.toggle("ls-beside__same", same);
  line.classList.toggle("ls-beside__differs", differs);
  const head = Object.assign(document.createElement("th"), { scope: "row", textContent: name });
  if (means && group === "trait") explain(head, id, means);
  else if (means) head.append(Object.assign(document.createElement("small"), { textContent: means }));
  line.append(head, ...cells.map((cell, place) => cellOf(cell, shown[place], group === "number" ? "\n" : _("; "))));
  return line;
}

function headOf(paper) {
  const head = paperShape.cloneNode(true);
  head.dataset.key = paper.key;
  const link = head.querySelector("a");
  link.href = new URL(`papers/${paper.key}/`, pages).href;
  link.textContent = called(paper);
  head.querySelector(".ls-beside__by").textContent = paper.short_authors.replace(/^(.*) et al\.$/, (all, names) => _("{names} et al.", { names }));
  head.querySelector("button").setAttribute("aria-label", _("Remove {paper}", { paper: called(paper) }));
  return head;
}

function tell(missing) {
  const more = keys.length - shown.length;
  const same = rows.filter((row) => row.same).length;
  const papers = many("{n} paper", "{n} papers", shown.length);
  const alike = { papers, same, rows: many("{n} row", "{n} rows", rows.length) };
  const first = !same ? _("{papers}.", alike)
    : same === 1 ? _("{papers}; {same} of {rows} is the same for all.", alike) : _("{papers}; {same} of {rows} are the same for all.", alike);
  const beyond = more > 0 ? _("Up to {most} papers are shown side by side; {more} more in this address are not shown.", { most, more }) : "";
  by("said").textContent = keys.length ? sentences([first, beyond]) : "";
  by("missing").replaceChildren(...missing.map(({ key, why }) => {
    const item = document.createElement("li");
    item.textContent = why ? _("{key} was withdrawn from the survey: {why}", { key, why }) : _("The survey has no paper with the key {key}.", { key });
    return item;
  }));
  by("missing").hidden = !missing.length;
}

function offerRelated() {
  const others = shown.flatMap(({ related }) => related.slice(0, 3)).filter(({ key }) => !keys.includes(key));
  const some = [...new Map(others.map((other) => [other.key, other])).values()].slice(0, 4);
  by("related").querySelector("span").replaceChildren(...some.flatMap(({ key, title }) => [button(key, title.split(":")[0]), " "]));
  by("related").hidden = !some.length || keys.length >= most;
}

function button(key, text) {
  const add = Object.assign(document.createElement("button"), { type: "button", className: "ls-link", textContent: text });
  add.dataset.add = key;
  add.setAttribute("aria-label", _("Add {paper}", { paper: text }));
  return add;
}

function draw(missing) {
  shown = keys.slice(0, most).map((key) => twins.get(key));
  rows = rowsOf(shown, about, _);
  const corner = Object.assign(document.createElement("th"), { scope: "col" });
  corner.append(Object.assign(document.createElement("span"), { className: "ls-hidden", textContent: _("Compared by") }));
  const heads = document.createElement("tr");
  heads.append(corner, ...shown.map(headOf));
  table.tHead.replaceChildren(heads);
  table.tBodies[0].replaceChildren(...rows.map(lineOf));
  table.style.setProperty("--papers", shown.length);
  table.classList.toggle("ls-beside__differences", by("differences").checked && shown.length > 1);
  by("empty").hidden = keys.length > 0;
  for (const part of ["scroll", "tools", "legend"]) by(part).hidden = !shown.length;
  words.disabled = keys.length >= most;
  words.placeholder = words.disabled ? _("No more than {most} papers fit", { most }) : hint;
  tell(missing);
  offerRelated();
}

async function show() {
  const mine = ++turn;
  page.hidden = false;
  try {
    const { papers, missing } = await papersOf(keys);
    if (mine !== turn) return;
    keys = papers;
    draw(missing);
  } catch (error) {
    console.error(error);
    if (mine === turn) by("said").textContent = _("The papers could not be loaded. Reload the page to try again.");
  }
}

// The state in the address

function address() {
  const found = new URL(location.pathname, location.href);
  if (keys.length) found.searchParams.set("keys", keys.join(","));
  if (by("differences").checked) found.searchParams.set("differences", "1");
  found.search = found.search.replaceAll("%2C", ",");
  return found.href;
}

function fill() {
  const given = new URLSearchParams(location.search);
  keys = [...new Set((given.get("keys") ?? "").split(",").map((key) => key.trim()).filter(Boolean))];
  by("differences").checked = given.has("differences");
  return show();
}

async function change(others) {
  keys = others;
  history.pushState(null, "", address());
  await show();
}

// Adding and removing

async function offer() {
  const text = words.value.trim();
  const { groups } = text ? await answered(text) : { groups: [] };
  if (text !== words.value.trim()) return;
  const hits = (groups.find(({ kind }) => kind === "paper")?.hits ?? []).filter(({ key }) => !keys.includes(key)).slice(0, offered);
  by("hits").replaceChildren(...hits.map(({ key, title, name, note }) => {
    const item = document.createElement("li");
    item.append(button(key, name && !title.includes(name) ? `${name} · ${title}` : title), ` ${note}`);
    return item;
  }));
}

async function add(key) {
  words.value = "";
  by("hits").replaceChildren();
  await change([...keys, key]);
  by("said").focus();
}

let typed;
words.addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(() => offer().catch(console.error), pause);
});
by("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(typed);
  await offer();
  by("hits").querySelector("button")?.click();
});
page.addEventListener("click", ({ target }) => {
  if (target.dataset.add) add(target.dataset.add);
  const column = target.closest("button") && target.closest("[data-key]");
  if (column) change(keys.filter((key) => key !== column.dataset.key)).then(() => by("said").focus());
});
by("differences").addEventListener("change", () => {
  table.classList.toggle("ls-beside__differences", by("differences").checked && shown.length > 1);
  history.replaceState(null, "", address());
});

// Taking along

by("share").addEventListener("click", async ({ target }) => {
  try {
    await navigator.clipboard.writeText(location.href);
    target.textContent = _("Link copied");
  } catch {
    prompt(_("The link to this comparison"), location.href);
  }
});
by("export").addEventListener("click", () => exportPapers(shown.map(({ key }) => key)));
for (const ending of ["csv", "tex"]) {
  by(ending).addEventListener("click", async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await file(ending, shown, about));
    link.download = `comparison.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

addEventListener("popstate", fill);
fill();
