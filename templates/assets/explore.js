// Explore: the form says what is shown, and the address says what the form says.
import * as compared from "./explore/compared.js";
import { found } from "./explore/found.js";
import { row, someOfTheWords } from "./explore/rows.js";
import { countOf, filtersOf, forgivenIn, meantBy } from "./explore/told.js";
import { _, files, many, number } from "./language.js";
import { asked, keysOf } from "./search/matcher.js";
import { add, exploreAddress, exportPapers } from "./selection.js";

const by = (id) => document.getElementById(id);
const page = by("ls-explore");
const form = by("ls-filters");
const fields = form.elements;
const table = by("ls-results");
const list = table.tBodies[0];
const count = by("ls-found");
const more = by("ls-more");
const filters = by("ls-toggle");
const missing = by("ls-missing");
const tree = form.querySelector(".ls-branch");
const names = ["text", "author", "topic", "from", "to", "venue", "version", "code", "numbers", "sort", "keys"];
const topicCounts = new Map([...page.querySelectorAll("[data-topic]")].map((label) => [label.dataset.topic, label]));
const venueGroups = [...fields.venue.querySelectorAll("optgroup")].map((group) => [group, [...group.children]]);
const orders = Object.fromEntries([...fields.sort.options].map((option) => [option.value, option]));
const columns = [...by("ls-columns").querySelectorAll("input")];
const usualColumns = columns.filter(({ defaultChecked }) => defaultChecked).map(({ value }) => value).join();
const remembered = `livingsurvey ${files.pathname} columns`;
const step = 60;
const whileTyping = 12; // rows: laying out more takes longer than finding them
const pause = 200; // milliseconds without a key, after which the others follow
const suggested = 8;
let shown = null; // what was found last, and how many rows of it stand there
let rows = 0;
let wantedRows = step;
let showing = Promise.resolve();
let turn = 0;

function state() {
  const values = new FormData(form);
  return { ...Object.fromEntries(names.map((name) => [name, (values.get(name) ?? "").trim()])), traits: compared.askedOf() };
}

// Results

async function rowsOf({ hits, all, answer, columns: facets }, from, to) {
  const [cards, topics] = await asked(async (search) => [await search.cards(hits.slice(from, to)), search.topics]);
  const made = cards.map((card) => row(card, facets, topics));
  if (answer && from <= all && all < to && all < hits.length) made.splice(all - from, 0, someOfTheWords());
  return made;
}

function tellRows(to) {
  const { hits } = shown;
  rows = Math.min(to, hits.length);
  more.hidden = rows >= hits.length || rows < wantedRows;
  more.textContent = _("Show {n} more of {all}", { n: number(Math.min(step, hits.length - rows)), all: number(hits.length - rows) });
}

// Adds rows up to so many; nothing where something else has been found meanwhile.
async function addRows(told, to) {
  const made = await rowsOf(told, rows, to);
  if (told !== shown) return;
  list.append(...made);
  tellRows(to);
}

function showCounts({ counts: { topic, venue, version, code, numbers }, columns: facets, most }) {
  const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const upTo = (some) => Math.min(some ?? 0, most);
  facets.topics.forEach((id, at) => {
    const label = topicCounts.get(id);
    put(label, String(upTo(topic[at])));
    label.parentElement.classList.toggle("ls-none", topic[at] === 0);
  });
  const ofVenue = new Map(facets.venues.map((name, at) => [name, venue[at]]));
  for (const [group, options] of venueGroups) {
    for (const option of options) put(option, `${option.value} (${upTo(ofVenue.get(option.value))})`);
    const there = options.filter((option) => ofVenue.get(option.value) || option.selected);
    if (there.length !== group.children.length || there.some((option, at) => option !== group.children[at])) group.replaceChildren(...there);
    group.hidden = !there.length;
  }
  for (const option of fields.version.options) {
    if (option.value) put(option, `${option.dataset.label} (${upTo(version[option.value])})`);
  }
  put(by("ls-with-code"), String(upTo(code)));
  put(by("ls-with-numbers"), String(upTo(numbers)));
}

function showOrder({ text, keys, sort }) {
  orders[""].textContent = text ? _("Best match") : keys ? _("As listed") : _("Newest first");
  orders.date.hidden = orders.date.disabled = !text && !keys && sort !== "date";
}

function showFilters(wanted) {
  const told = [...filtersOf(wanted, fields), ...compared.chips()];
  const said = told.map(({ label }) => label).join("\n");
  if (by("ls-active").dataset.said === said) return; // a new button would not be the one in focus
  by("ls-active").dataset.said = said;
  const chips = told.map(({ label, names: ofFilter }) => {
    const chip = by("ls-filter").content.firstElementChild.cloneNode(true);
    const button = chip.querySelector("button");
    button.dataset.fields = ofFilter.join(" ");
    button.prepend(label);
    button.setAttribute("aria-label", _("Remove the filter {label}", { label }));
    return chip;
  });
  by("ls-active").replaceChildren(...chips);
  by("ls-active").parentElement.hidden = !chips.length;
}

function showTold(told, author) {
  const { said, instead } = forgivenIn(told, author);
  const buttons = instead.map(({ text, label }) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ls-link", textContent: label });
    button.dataset.text = text;
    return button;
  });
  by("ls-forgiven").replaceChildren(...(said ? [said, " ", ...buttons] : []));
  by("ls-forgiven").hidden = !said;
  const meant = meantBy(told);
  by("ls-means").replaceChildren(...meant.flatMap((line) => [line, " "]));
  by("ls-means").hidden = !meant.length;
}

// What is typed meanwhile asks again, and what was asked before is not shown any more.
async function ask(wanted, most) {
  const mine = ++turn;
  try {
    const told = await asked((search) => found(search, wanted));
    if (mine !== turn) return;
    const made = await rowsOf(told, 0, most);
    if (mine !== turn) return;
    shown = told;
    list.replaceChildren(...made);
    tellRows(most);
    if (most < wantedRows) setTimeout(() => { if (mine === turn) addRows(told, wantedRows).catch(console.error); }, pause);
    showCounts(told);
    compared.show(told, wanted.topic, JSON.stringify({ ...wanted, traits: null }));
    showFilters(wanted);
    showTold(told, wanted.author);
    count.textContent = countOf(told, !by("ls-active").parentElement.hidden);
    table.hidden = !told.hits.length;
    nameToggle();
    by("ls-all").hidden = !told.hits.length;
    if (missing) missing.hidden = told.hits.length > 0;
  } catch (error) {
    console.error(error);
    if (mine === turn) count.textContent = _("The papers could not be loaded. Reload the page to try again.");
  }
  for (const part of page.querySelectorAll("[data-ls-waits]")) delete part.dataset.lsWaits;
}

// On a phone what is chosen from lies above what is found: the button that folds it says how many papers that is.
const toggled = filters.textContent;
function nameToggle() {
  const { length } = shown?.hits ?? [];
  filters.textContent = form.hasAttribute("data-all") && shown ? many("Show {n} paper", "Show {n} papers", length) : toggled;
}

function show(most = wantedRows) {
  const wanted = state();
  showFilters(wanted);
  showOrder(wanted);
  by("ls-link").textContent = _("Copy link");
  const feed = by("ls-feed"); // a topic has one; no other filter does
  if (feed) Object.assign(feed, { hidden: !wanted.topic, href: new URL(`topics/${wanted.topic}/feed.xml`, files).href });
  showing = ask(wanted, most);
}

// Columns: what one has chosen last is what the next visit starts with.

const chosenColumns = () => columns.filter(({ checked }) => checked).map(({ value }) => value).join() || "none";
function showColumns(chosen) {
  const known = ["none", "title"].includes(chosen) || columns.some(({ value }) => chosen.split(",").includes(value));
  const names = (known ? chosen : usualColumns).split(",");
  for (const column of columns) column.checked = names.includes(column.value);
  table.dataset.without = columns.filter(({ checked }) => !checked).map(({ value }) => value).join(" ");
}
function lastColumns() {
  try {
    return localStorage.getItem(remembered) ?? usualColumns;
  } catch {
    return usualColumns; // private windows may refuse storage
  }
}

// The state in the address

function set(name, value) {
  if (compared.forget(name)) return;
  const field = fields[name];
  if (name === "venue") for (const [group, options] of venueGroups) group.replaceChildren(...options);
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (name === "topic") (form.querySelector(`[name=topic][value="${CSS.escape(value)}"]`) ?? field[0]).checked = true;
  else field.value = value;
  if (field.selectedIndex === -1) field.selectedIndex = 0;
}

function fill(columnsUnlessGiven) {
  const given = new URLSearchParams(location.search);
  const list = new URLSearchParams(location.hash.slice(1)).get("keys");
  if (list) given.set("keys", list);
  for (const name of names) set(name, given.get(name) ?? "");
  compared.read(given);
  wantedRows = Math.max(step, Number.parseInt(given.get("rows"), 10) || 0);
  showColumns(given.get("columns") ?? columnsUnlessGiven);
  show();
}

// Typing and showing more replace the address, choosing adds to the history, so that "back" undoes one choice at a time.
function remember(change) {
  const chosen = chosenColumns();
  const { traits, ...said } = state();
  const given = { ...said, ...Object.fromEntries(compared.fieldsOf()), columns: chosen === usualColumns ? "" : chosen, rows: wantedRows > step ? wantedRows : "" };
  const address = exploreAddress(Object.fromEntries(Object.entries(given).filter(([, value]) => value)));
  if (address !== location.href) history[change](null, "", address);
}
function search(change) {
  wantedRows = step;
  show(change === "replaceState" ? whileTyping : step);
  remember(change); // last, for a browser may refuse when somebody types fast
}

compared.watch(search);
const isTyped = ({ name }) => name === "text" || name === "author";
form.addEventListener("submit", (event) => event.preventDefault());
page.addEventListener("input", ({ target }) => { if (isTyped(target)) search("replaceState"); });
page.addEventListener("change", ({ target }) => { if (target.form === form && target.name && !isTyped(target)) search("pushState"); });
form.addEventListener("reset", () => setTimeout(() => {
  fields.keys.value = "";
  compared.read([]);
  search("pushState");
  fields.text.focus();
}));
// The tree is folded to the topic that was chosen, but not for keys, which go from one topic to the next.
tree.addEventListener("keydown", () => tree.toggleAttribute("data-whole", true));
tree.addEventListener("pointerdown", () => tree.toggleAttribute("data-whole", false));
tree.addEventListener("focusout", ({ relatedTarget }) => tree.toggleAttribute("data-whole", tree.contains(relatedTarget) && tree.hasAttribute("data-whole")));
filters.addEventListener("click", () => {
  const open = form.toggleAttribute("data-all");
  filters.setAttribute("aria-expanded", open);
  nameToggle();
  if (!open) count.scrollIntoView({ block: "nearest" });
});

by("ls-active").addEventListener("click", ({ target }) => {
  const chip = target.closest("button");
  if (!chip) return;
  const place = [...by("ls-active").querySelectorAll("button")].indexOf(chip);
  for (const name of chip.dataset.fields.split(" ")) set(name, "");
  search("pushState");
  const left = by("ls-active").querySelectorAll("button");
  (left[Math.min(place, left.length - 1)] ?? count).focus();
});
by("ls-forgiven").addEventListener("click", ({ target }) => {
  if (!target.dataset.text) return;
  set("text", target.dataset.text);
  search("pushState");
  fields.text.focus();
});

// As an author's name is typed, the people it may be.
fields.author.addEventListener("input", async () => {
  const typed = fields.author.value.trim();
  const people = typed.length < 2 ? [] : await asked((search) => search.people(typed, suggested)).catch(() => []);
  if (typed === fields.author.value.trim()) by("ls-authors").replaceChildren(...people.map(({ title }) => new Option("", title)));
});

// What to do with all that have the words

const takenKeys = async () => {
  await showing;
  return keysOf(shown.taken);
};
by("ls-export").addEventListener("click", async () => exportPapers(await takenKeys()));
by("ls-select").addEventListener("click", async () => add(await takenKeys()));
by("ls-link").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    by("ls-link").textContent = _("Link copied");
  } catch {
    prompt(_("The link to these papers"), location.href);
  }
});
more.addEventListener("click", async () => {
  const next = rows;
  wantedRows = rows + step;
  await addRows(shown, wantedRows);
  remember("replaceState");
  list.querySelectorAll(".ls-hit__title")[next].focus();
});
by("ls-columns").addEventListener("change", () => {
  showColumns(chosenColumns());
  remember("pushState");
  try {
    localStorage.setItem(remembered, chosenColumns());
  } catch {
    // Then the address alone says it.
  }
});

// Keys: / to the words, up and down between them and the papers. Selecting with s is selection.js.

async function move(event, lines) {
  event.preventDefault();
  await showing;
  const links = [...list.querySelectorAll(".ls-hit__title")];
  const here = links.indexOf(event.target.closest("tr")?.querySelector(".ls-hit__title"));
  const next = here < 0 ? 0 : here + lines;
  if (next < 0) fields.text.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  if (key === "/" && !typing) {
    event.stopPropagation(); // else the theme opens its search
    event.preventDefault();
    fields.text.focus();
    fields.text.select();
  } else if (key === "ArrowDown" && (target === fields.text || list.contains(target))) move(event, 1);
  else if (key === "ArrowUp" && list.contains(target)) move(event, -1);
}, true);

fill(lastColumns());
remember("replaceState");
addEventListener("popstate", () => fill(usualColumns));
