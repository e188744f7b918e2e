// Explore: the form says what is shown, and the address says what the form says.
import { Papers } from "./papers.js";
import { add, box, exploreAddress, exportPapers } from "./selection.js";

const by = (id) => document.getElementById(id);
const page = by("ls-explore");
const form = by("ls-filters");
const fields = form.elements;
const table = by("ls-results");
const list = table.tBodies[0];
const found = by("ls-found");
const more = by("ls-more");
const filters = by("ls-toggle");
const missing = by("ls-missing");
const shape = by("ls-hit").content.firstElementChild;
const names = ["text", "author", "topic", "from", "to", "venue", "version", "code", "numbers", "sort", "keys"];
const topicCounts = new Map([...page.querySelectorAll("[data-topic]")].map((label) => [label.dataset.topic, label]));
const columns = [...by("ls-columns").querySelectorAll("input")];
const usualColumns = columns.filter(({ defaultChecked }) => defaultChecked).map(({ value }) => value).join();
const remembered = `livingsurvey ${new URL("..", import.meta.url).pathname} columns`;
const step = 60;
const suggested = 12;
let papers;
let hits = [];
let shown = 0;
let wantedRows = step;

function state() {
  const values = new FormData(form);
  return Object.fromEntries(names.map((name) => [name, (values.get(name) ?? "").trim()]));
}

// Results

function row(at) {
  const item = shape.cloneNode(true);
  const part = (name) => item.querySelector(`.ls-hit__${name}`);
  const key = papers.key[at];
  const title = papers.name[at] && !papers.title[at].includes(papers.name[at])
    ? `${papers.name[at]} · ${papers.title[at]}` : papers.title[at];
  const authors = papers.authors[at].split("\n");
  const topic = papers.topics[papers.topic[at][0]];
  const kind = papers.kinds[papers.venue[at]];
  item.dataset.key = key;
  part("pick").append(box(key, title));
  part("title").href = `${page.dataset.base}papers/${key}/`;
  part("title").textContent = title;
  const others = authors.length > 3 || papers.others.has(at);
  part("authors").textContent = `${authors.slice(0, 3).join(", ")}${others ? " et al." : ""}`;
  part("chip").textContent = papers.venues[papers.venue[at]];
  part("chip").classList.add(`ls-chip--${papers.isPublished(at) ? "published" : kind}`);
  part("year").textContent = papers.year[at];
  if (papers.code[at]) part("link").href = papers.code[at];
  else part("link").remove();
  part("place").href = `${page.dataset.base}topics/${topic.id}/`;
  part("place").textContent = topic.en;
  part("added").textContent = papers.added[at];
  part("key").textContent = key;
  return item;
}

function showRows() {
  list.append(...hits.slice(shown, wantedRows).map(row));
  shown = Math.min(wantedRows, hits.length);
  more.hidden = shown >= hits.length;
  more.textContent = `Show ${Math.min(step, hits.length - shown)} more of ${hits.length - shown}`;
}

function showCounts({ topic, venue, version, code, numbers }) {
  const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  papers.topics.forEach(({ id }, at) => {
    const label = topicCounts.get(id);
    put(label, String(topic[at]));
    label.parentElement.classList.toggle("ls-none", topic[at] === 0);
  });
  for (const option of fields.venue.options) {
    if (option.value) put(option, `${option.value} (${venue[papers.venues.indexOf(option.value)] ?? 0})`);
  }
  for (const option of fields.version.options) {
    if (option.value) put(option, `${option.dataset.label} (${version[option.value]})`);
  }
  put(by("ls-with-code"), String(code));
  put(by("ls-with-numbers"), String(numbers));
}

function show() {
  if (!papers) return; // what is typed before they are read stands in the address until then
  const wanted = state();
  const { hits: matching, counts } = papers.matching(wanted);
  hits = matching;
  shown = 0;
  list.replaceChildren();
  showRows();
  showCounts(counts);
  const [fitting, all] = [hits.length, papers.count].map((number) => number.toLocaleString("en"));
  found.textContent = hits.length === papers.count ? `All ${all} papers` : hits.length
    ? `${fitting} of ${all} papers`
    : "No paper fits. Take a filter away, or search with fewer words.";
  table.hidden = !hits.length;
  by("ls-all").hidden = !hits.length;
  if (missing) missing.hidden = hits.length > 0;
  by("ls-list").hidden = !wanted.keys;
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

function fill(columnsUnlessGiven) {
  const given = new URLSearchParams(location.search);
  const list = new URLSearchParams(location.hash.slice(1)).get("keys");
  if (list) given.set("keys", list);
  for (const name of names) {
    const field = fields[name];
    const value = given.get(name) ?? "";
    if (field.type === "checkbox") field.checked = Boolean(value);
    else if (name === "topic") (form.querySelector(`[name=topic][value="${CSS.escape(value)}"]`) ?? field[0]).checked = true;
    else field.value = value;
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
  wantedRows = Math.max(step, Number.parseInt(given.get("rows"), 10) || 0);
  showColumns(given.get("columns") ?? columnsUnlessGiven);
  show();
}

// Typing and showing more replace the address, choosing adds to the history, so that "back" undoes one choice at a time.
function remember(change) {
  const chosen = chosenColumns();
  const given = { ...state(), columns: chosen === usualColumns ? "" : chosen, rows: wantedRows > step ? wantedRows : "" };
  const address = exploreAddress(Object.fromEntries(Object.entries(given).filter(([, value]) => value)));
  if (address !== location.href) history[change](null, "", address);
}
function search(change) {
  wantedRows = step;
  show();
  remember(change); // last, for a browser may refuse when somebody types fast
}

const isTyped = ({ name }) => name === "text" || name === "author";
form.addEventListener("submit", (event) => event.preventDefault());
page.addEventListener("input", ({ target }) => { if (isTyped(target)) search("replaceState"); });
page.addEventListener("change", ({ target }) => { if (target.form === form && !isTyped(target)) search("pushState"); });
form.addEventListener("reset", () => setTimeout(() => {
  fields.keys.value = "";
  search("pushState");
  fields.text.focus();
}));
filters.addEventListener("click", () => {
  const open = form.toggleAttribute("data-all");
  filters.setAttribute("aria-expanded", open);
});

// As an author's name is typed, the people it may be.
fields.author.addEventListener("input", () => {
  const typed = fields.author.value.trim();
  by("ls-authors").replaceChildren(...(typed.length < 2 || !papers ? [] : papers.authorsLike(typed, suggested)).map(([name]) =>
    new Option("", name)));
});

// What to do with all that match

const matchingKeys = () => hits.map((at) => papers.key[at]);
by("ls-export").addEventListener("click", () => exportPapers(matchingKeys()));
by("ls-select").addEventListener("click", () => add(matchingKeys()));
by("ls-unlist").addEventListener("click", () => {
  fields.keys.value = "";
  search("pushState");
  fields.text.focus();
});
more.addEventListener("click", () => {
  const next = shown;
  wantedRows = shown + step;
  showRows();
  remember("replaceState");
  list.rows[next].querySelector(".ls-hit__title").focus();
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

function move(event, lines) {
  const links = [...list.querySelectorAll(".ls-hit__title")];
  const here = event.target.closest("tr")?.rowIndex - 1;
  const next = Number.isNaN(here) ? 0 : here + lines;
  if (next < 0) fields.text.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
  event.preventDefault();
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
try {
  const answer = await fetch(`${page.dataset.base}data/explore.json`);
  if (!answer.ok) throw new Error(answer.status);
  papers = new Papers(await answer.json());
  show();
} catch (error) {
  console.error(error);
  found.textContent = "The papers could not be read. Reload the page to try again.";
}
