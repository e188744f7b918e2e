// "Compared by": a filter for each trait that is known of some of what was found. What is asked of traits is kept as the
// address has it, trait.draft=self,heads, so that it stands before the traits themselves are there.

import { _, listed, number } from "../language.js";
import { asked as folded, nameOf } from "../search/criteria.js";

const box = document.getElementById("ls-compared"); // none where the survey has no traits
const list = box?.querySelector("ul");
const more = box?.querySelector("button");
const shape = document.getElementById("ls-trait");
const valueShape = document.getElementById("ls-trait-value");
const prefix = "trait.";
const few = 5; // filters that stand there before more are asked for
const usual = { number: 8, text: 20 }; // values to choose from: of a number beside the ends of a range, of what is free the most used
const isField = (name) => name.startsWith(prefix);
let wanted = new Map();
let filters = new Map(); // by the id of the trait
let known; // the traits and their values
let others; // for which other filters the traits stand in their order

// What is asked of traits by their ids; null where there are none.
export const askedOf = () => box && Object.fromEntries(wanted);

// The same as fields of the address.
export const fieldsOf = () => [...wanted].map(([id, text]) => [`${prefix}${id}`, text]);

// Takes what an address asks.
export function read(given) {
  wanted = new Map([...given].filter(([name, text]) => box && isField(name) && text.trim()).map(([name, text]) => [name.slice(prefix.length), text.trim()]));
}

// Takes one away by the name of its field; whether it was one.
export function forget(name) {
  if (isField(name)) wanted.delete(name.slice(prefix.length));
  return isField(name);
}

// Each with the name of its field, once the traits are there.
export function chips() {
  return [...wanted].flatMap(([id, text]) => {
    const trait = known?.byId.get(id);
    return trait ? [{ label: _("{name}: {value}", { name: trait.name, value: words(trait, text) }), names: [`${prefix}${id}`] }] : [];
  });
}

const either = ([first = "", ...others]) => others.reduce((before, after) => _("{before} or {after}", { before, after }), first);

const isFree = ({ kind, meanings }) => kind !== "number" && kind !== "yes-no" && !meanings.length;

function words(trait, text) {
  const { kind, ids, unit } = trait;
  if (kind !== "number") return either(text.split(",").map((part) => nameOf(trait, ids.indexOf(folded(part)))).filter(Boolean));
  const said = text.split(",").map((part) => {
    const [least, most] = part.trim().split("..");
    if (most === undefined || (least && most)) return part.trim().replace("..", "–");
    return least ? _("at least {amount}", { amount: least }) : _("at most {amount}", { amount: most });
  });
  return `${either(said)}${unit ? ` ${unit}` : ""}`;
}

function valueOf(trait, place) {
  const item = valueShape.content.firstElementChild.cloneNode(true);
  item.querySelector("input").value = trait.ids[place];
  item.querySelector(".ls-branch__name").textContent = nameOf(trait, place);
  if (trait.meanings[place]) item.title = trait.meanings[place];
  return item;
}

function filterOf(trait) {
  const item = shape.content.firstElementChild.cloneNode(true);
  item.dataset.trait = trait.id;
  item.querySelector(".ls-trait__name").textContent = trait.name;
  const means = item.querySelector(".ls-trait__means");
  means.textContent = trait.means ?? "";
  means.hidden = !trait.means;
  item.querySelector("ul").append(...trait.values.map((_, place) => valueOf(trait, place)));
  item.querySelector("ul").setAttribute("aria-label", trait.name);
  item.querySelector(".ls-trait__range").hidden = trait.kind !== "number";
  if (trait.kind === "number") for (const end of item.querySelectorAll("[type=number]")) end.setAttribute("aria-label", listed([trait.name, end.placeholder]));
  return item;
}

// Values that are ticked are asked for in place of a range, and a range in place of those.
function asked(filter, changed) {
  const ticked = [...filter.querySelectorAll(":checked")];
  const [least, most] = [...filter.querySelectorAll("[type=number]")].map(({ value }) => value);
  if (changed.type === "number" && (least || most)) return `${least}..${most}`;
  return ticked.map(({ value }) => value).join();
}

function fill(filter, trait) {
  const text = wanted.get(trait.id) ?? "";
  const parts = text.split(",").map(folded);
  const [least = "", most = ""] = parts.length === 1 && text.includes("..") ? text.split("..") : [];
  for (const input of filter.querySelectorAll("[type=checkbox]")) input.checked = parts.includes(input.value);
  const ends = filter.querySelectorAll("[type=number]");
  [least, most].forEach((end, place) => { if (ends[place] !== document.activeElement) ends[place].value = end.trim(); });
}

function count(filter, trait, counts, all) {
  const upTo = (some) => String(Math.min(some, all));
  filter.querySelector(".ls-trait__known").textContent = upTo(counts.known);
  const most = usual[isFree(trait) ? "text" : trait.kind]; // none of choices, which are few
  const shown = most ? [...counts.values].sort((one, other) => other - one)[most - 1] ?? 1 : 0;
  let left = most;
  [...filter.querySelectorAll("ul > li")].forEach((item, place) => {
    const some = counts.values[place];
    item.querySelector(".ls-branch__count").textContent = upTo(some);
    item.querySelector("label").classList.toggle("ls-none", !some);
    const isShown = !most || (some >= Math.max(1, shown) && left-- > 0);
    item.hidden = !isShown && !item.querySelector("input").checked;
  });
  const unknown = filter.querySelector(".ls-trait__unknown");
  unknown.textContent = _("Unknown for {n}", { n: number(counts.unknown) });
  unknown.hidden = !counts.unknown;
}

// The traits in the order of their filters: those that are asked first, then those of the chosen topic, the nearest to it
// first, then those that most of the papers are known of. While only traits are chosen, they stay where they are.
function ordered({ columns, counts: { traits } }, topic) {
  const place = (trait) => {
    const distance = columns.distance(trait, topic);
    return [wanted.has(trait.id) ? 0 : 1, distance < 0 ? Infinity : distance, -traits.get(trait.id).known];
  };
  const places = new Map(columns.traits.all.map((trait) => [trait, place(trait)]));
  return [...columns.traits.all].sort((one, other) => {
    const [mine, theirs] = [places.get(one), places.get(other)];
    const at = mine.findIndex((each, step) => each !== theirs[step]);
    return at < 0 ? 0 : mine[at] < theirs[at] ? -1 : 1;
  });
}

// Shows what else could be asked of what was found; `topic` and `otherwise` say which filters led there.
export function show(found, topic, otherwise) {
  if (!box) return;
  const { traits } = found.columns;
  if (known !== traits) {
    known = traits;
    filters = new Map(traits.all.map((trait) => [trait.id, filterOf(trait)]));
    others = undefined;
  }
  for (const [id, text] of wanted) {
    const trait = traits.byId.get(id);
    if (!trait || !traits.wanted(trait, text)) wanted.delete(id); // what no trait can say is not asked
  }
  if (others !== otherwise) list.replaceChildren(...ordered(found, topic).map(({ id }) => filters.get(id)));
  for (const trait of traits.all) {
    const filter = filters.get(trait.id);
    const counts = found.counts.traits.get(trait.id);
    fill(filter, trait);
    count(filter, trait, counts, found.most);
    filter.dataset.offered = counts.known > 0 || wanted.has(trait.id) ? "yes" : "no";
    if (others !== otherwise && wanted.has(trait.id)) filter.querySelector("details").open = true;
  }
  others = otherwise;
  arrange();
}

function arrange() {
  const offered = [...list.children].filter(({ dataset }) => dataset.offered === "yes");
  const isAll = more.getAttribute("aria-expanded") === "true";
  for (const filter of list.children) filter.hidden = !offered.includes(filter) || (!isAll && offered.indexOf(filter) >= few && !wanted.has(filter.dataset.trait));
  more.hidden = offered.length <= few;
  more.textContent = isAll ? _("Fewer") : _("{n} more", { n: offered.length - few });
  box.hidden = !offered.length;
}

// `search` is called when something else is asked.
export function watch(search) {
  more?.addEventListener("click", () => {
    more.setAttribute("aria-expanded", more.getAttribute("aria-expanded") !== "true");
    arrange();
  });
  list?.addEventListener("change", ({ target }) => {
    const filter = target.closest("[data-trait]");
    const text = asked(filter, target);
    if (text) wanted.set(filter.dataset.trait, text);
    else wanted.delete(filter.dataset.trait);
    search("pushState");
  });
}
