// The papers a reader has ticked: kept in this browser, shown in a bar on every page, taken along from there.
import { _, files, many, pages } from "./language.js";

const stored = `livingsurvey ${files.pathname} selection`;
const longest = 6000; // what a server may be asked for; a longer address keeps its keys behind the #, to itself

let selected = new Set(read());

// Private windows may refuse storage: then the selection lasts as long as the page. What is found there may be anybody's.
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(stored));
    return Array.isArray(found) ? found.filter((key) => typeof key === "string" && /^[a-z]+[0-9]{4}[a-z0-9]+$/.test(key)) : [];
  } catch {
    return [];
  }
}

function changed() {
  try {
    localStorage.setItem(stored, JSON.stringify([...selected]));
  } catch {
    // Kept in memory.
  }
  show();
}

export const keys = () => [...selected];

export function add(more) {
  for (const key of more) selected.add(key);
  changed();
}

export function toggle(key, on = !selected.has(key)) {
  if (on) selected.add(key);
  else selected.delete(key);
  changed();
}

// The address of Explore with these parameters, a long list of keys behind the #.
export function exploreAddress(parameters) {
  const address = new URL("explore/", pages);
  address.search = new URLSearchParams(parameters);
  const list = parameters.keys;
  if (list && address.search.length > longest) {
    address.searchParams.delete("keys");
    address.hash = `keys=${list}`;
  }
  address.search = address.search.replaceAll("%2C", ",");
  return address.href;
}

// The address of the page that shows papers side by side: of so many as fit there.
export const mostCompared = 8;
export const compareAddress = (some) => new URL(`compare/?keys=${some.slice(0, mostCompared).join()}`, pages).href;

// A tick box for the paper with this key.
export function box(key, title) {
  const input = document.createElement("input");
  input.type = "checkbox";
  input.className = "ls-pick";
  input.dataset.pick = key;
  input.checked = selected.has(key);
  input.setAttribute("aria-label", _("Select {title}", { title }));
  return input;
}

// Offers these papers in every format; what that takes is fetched when it is first asked for.
export async function exportPapers(wanted) {
  const { offer } = await import("./exports.js");
  await offer(wanted);
}

const bar = document.createElement("section");
bar.className = "ls-basket md-typeset";
bar.setAttribute("aria-label", _("Selected papers"));
bar.hidden = true;
bar.innerHTML = `
  <p class="ls-basket__count" role="status"></p>
  <a class="ls-button" data-does="show"></a>
  <a class="ls-button" data-does="compare" hidden></a>
  <button class="ls-button ls-button--best" type="button" data-does="export"></button>
  <button class="ls-button" type="button" data-does="share"></button>
  <button class="ls-button" type="button" data-does="clear"></button>`;
const part = (does) => bar.querySelector(`[data-does=${does}]`);
part("show").textContent = _("Show");
part("export").textContent = _("Cite or export");
part("clear").textContent = _("Clear");

function show() {
  const count = selected.size;
  bar.hidden = count === 0;
  document.documentElement.classList.toggle("ls-has-basket", count > 0);
  bar.querySelector("p").textContent = many("{n} paper selected", "{n} papers selected", count);
  part("show").href = exploreAddress({ keys: keys().join(",") });
  part("compare").hidden = count < 2 || !document.querySelector("[data-ls-compares]");
  part("compare").href = compareAddress(keys());
  part("compare").textContent = count > mostCompared ? _("Compare the first {n}", { n: mostCompared }) : _("Compare");
  part("share").textContent = _("Copy link");
  for (const input of document.querySelectorAll("[data-pick]")) input.checked = selected.has(input.dataset.pick);
  const button = document.querySelector(".ls-select");
  if (button) {
    const on = selected.has(button.dataset.key);
    button.setAttribute("aria-pressed", on);
    button.textContent = on ? _("Selected") : _("Select");
  }
}

part("export").addEventListener("click", () => exportPapers(keys()));
part("share").addEventListener("click", async () => {
  const address = part("show").href;
  try {
    await navigator.clipboard.writeText(address);
    part("share").textContent = _("Link copied");
  } catch {
    prompt(_("The link to these papers"), address);
  }
});
part("clear").addEventListener("click", () => {
  selected.clear();
  changed();
  document.querySelector("h1").tabIndex = -1;
  document.querySelector("h1").focus();
});

// Lists of papers get a box on every line, some hundreds at a time so that a long page stays quick.
const lines = [...document.querySelectorAll(".ls-rows > li, .ls-plain > li")];
const keyOf = (line) => line.querySelector("a[href]")?.getAttribute("href").match(/papers\/([a-z0-9]+)\/$/)?.[1];
function addBoxes() {
  for (const line of lines.splice(0, 300)) {
    const key = keyOf(line);
    if (!key) continue;
    line.classList.add("ls-pickable");
    line.dataset.key = key;
    line.prepend(box(key, line.querySelector("a[href]").textContent));
  }
  if (lines.length) setTimeout(addBoxes);
}

// The page of a paper gets a button beside its links.
function addButton() {
  const [, key] = location.pathname.match(/\/papers\/([a-z]+[0-9]{4}[a-z0-9]+)\/(?:index\.html)?$/) ?? [];
  const links = document.querySelector(".ls-paper .ls-ways");
  if (!key || !links) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ls-button ls-select";
  button.dataset.key = key;
  button.addEventListener("click", () => toggle(key));
  links.append(button);
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-pick]")) toggle(target.dataset.pick, target.checked);
});
// The theme would take the letter as a call for its search, so it is caught before.
document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.("[data-key]:not(button)");
  if (event.key !== "s" || !line || event.ctrlKey || event.metaKey || event.altKey) return;
  event.stopPropagation();
  event.preventDefault();
  toggle(line.dataset.key);
}, true);
addEventListener("storage", ({ key }) => {
  if (key !== stored) return;
  selected = new Set(read());
  show();
});

// Where a page has no file of references of its own, the papers that it lists are exported from those of all.
const listed = lines.map(keyOf).filter(Boolean);
for (const button of document.querySelectorAll("[data-ls-export]")) {
  delete button.dataset.lsWaits;
  button.addEventListener("click", () => exportPapers(listed));
}

addButton();
addBoxes();
document.body.append(bar);
show();
