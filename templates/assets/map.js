// The map opens where it is pressed: a topic that has others below it fills the picture, and the address says which one.
// What it shows then is the topic's own picture, topics/ID/map.svg. Without this script each part leads to its page.

import { _ } from "./language.js";

const figure = document.getElementById("ls-map");
const [sheet, path, told] = ["sheet", "path", "told"].map((name) => figure.querySelector(`.ls-field__${name}`));
const rows = [...document.getElementById("ls-map-table").tBodies[0].rows].map((row) => ({
  id: row.querySelector("a").getAttribute("href").split("/").at(-2),
  name: row.cells[0].textContent,
  depth: Number(row.style.getPropertyValue("--depth")),
}));
const base = new URL(figure.dataset.base, location.href);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const whole = sheet.firstElementChild;
const views = new Map([["", Promise.resolve(whole)]]);
const { title } = figure.dataset;
let shown = "";
let current = whole;

const asked = () => rows.find(({ id }) => id === location.hash.slice(1))?.id ?? "";
const linkTo = (id, view) => [...view.querySelectorAll("a[data-id]")].find((link) => link.dataset.id === id && link.checkVisibility());

// The topics from the root to this one, as the table of numbers tells them.
function pathTo(id) {
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) return [];
  const above = rows.slice(0, at).findLast(({ depth }) => depth < rows[at].depth);
  return [...(above ? pathTo(above.id) : []), rows[at]];
}

// What the picture's colours mean, for whoever saves it.
const shades = [...figure.querySelectorAll(".ls-field__shade")];
Object.defineProperty(figure, "legend", {
  get: () => shades.map((shade, at) => {
    const sign = document.createElementNS("http://www.w3.org/2000/svg", "path");
    sign.setAttribute("d", "M-.6-.5h1.2v1h-1.2z");
    sign.setAttribute("fill", getComputedStyle(shade).backgroundColor);
    return { name: at ? shade.parentElement.textContent : _("New papers: {share}", { share: shade.parentElement.textContent }), sign };
  }),
});

// Both drawings of a topic, for wide and for tall screens.
function viewOf(id) {
  if (!views.has(id)) {
    const made = Promise.all(["map.svg", "map-tall.svg"].map((name) => drawingAt(new URL(`topics/${id}/${name}`, base))));
    views.set(id, made.then((drawings) => {
      const view = document.createElement("div");
      view.append(...drawings);
      return view;
    }));
    made.catch(() => views.delete(id));
  }
  return views.get(id);
}

async function drawingAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const picture = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const drawing = document.importNode(picture.querySelector(".ls-field__map"), true);
  for (const name of ["x", "y", "width", "height"]) drawing.removeAttribute(name);
  for (const link of drawing.querySelectorAll("a")) {
    link.removeAttribute("target");
    link.setAttribute("href", new URL(link.getAttribute("href"), address).href);
  }
  return drawing;
}

async function show(id, { focus = false } = {}) {
  const from = shown;
  shown = id;
  let view;
  try {
    view = await viewOf(id);
  } catch {
    location.assign(new URL(`topics/${id}/`, base)); // nothing to show: its page says the same
    return;
  }
  if (shown !== id) return;
  const old = current;
  current = view;
  view.inert = false;
  sheet.replaceChildren(view);
  if (view !== old) move(old, view, from, id);
  tell(id, focus);
  if (focus && from) linkTo(from, view)?.focus({ preventScroll: true });
}

// What is opened grows out of its place, and what is left goes back there.
function move(old, view, from, id) {
  if (still.matches) return;
  const room = sheet.getBoundingClientRect();
  const timing = { duration: 320, easing: "cubic-bezier(.2, .7, .2, 1)" };
  const placed = (link) => {
    const box = link.querySelector("rect").getBoundingClientRect();
    const [across, down] = [box.width / room.width, box.height / room.height];
    return { transform: `translate(${box.x - room.x}px, ${box.y - room.y}px) scale(${across}, ${down})`, opacity: 0.3 };
  };
  sheet.prepend(old);
  const [into, back] = [linkTo(id, old), linkTo(from, view)];
  old.inert = true;
  if (into) {
    view.animate([placed(into), { transform: "none", opacity: 1 }], timing).finished.finally(leave);
  } else if (back) {
    sheet.append(old);
    old.animate([{ transform: "none", opacity: 1 }, { ...placed(back), opacity: 0 }], timing).finished.finally(leave);
  } else {
    leave();
  }
  function leave() {
    if (old !== current) old.remove();
  }
}

// Where the map is, and the ways up and to the topic's page.
function tell(id, focus) {
  const steps = [{ id: "", name: _("The whole field") }, ...pathTo(id)];
  const parts = steps.map((step) => {
    const part = document.createElement(step.id === id ? "strong" : "a");
    part.textContent = step.name;
    if (step.id !== id) {
      part.href = step.id ? `#${step.id}` : location.pathname + location.search;
      part.dataset.id = step.id;
    }
    return part;
  });
  if (id) {
    const link = document.createElement("a");
    link.className = "ls-field__page";
    link.href = new URL(`topics/${id}/`, base).href;
    link.textContent = _("Its page");
    parts.push(link);
  }
  path.replaceChildren(...parts);
  figure.dataset.title = id ? steps.at(-1).name : title;
  if (!focus) return;
  const here = path.querySelector("strong");
  here.tabIndex = -1;
  here.focus({ preventScroll: true });
}

function go(id) {
  history.pushState(null, "", id ? `#${id}` : location.pathname + location.search);
  show(id, { focus: true });
}

figure.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-id]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.dataset.id);
});
figure.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown) return;
  event.preventDefault();
  go(pathTo(shown).at(-2)?.id ?? "");
});
for (const kind of ["pointerover", "focusin"]) {
  sheet.addEventListener(kind, ({ target }) => {
    const link = target.closest("a");
    told.textContent = link ? link.querySelector("title").textContent : "";
  });
}
sheet.addEventListener("pointerleave", () => { told.textContent = ""; });
addEventListener("popstate", () => { if (asked() !== shown) show(asked()); });
if (asked()) show(asked());
