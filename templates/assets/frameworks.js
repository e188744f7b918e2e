// The matrix: what one needs is ticked, the frameworks that have it stay, and the address says what is ticked.
import { _, sentences } from "./language.js";

const form = document.getElementById("ls-matrix-form");
const matrix = document.getElementById("ls-matrix");
const found = document.getElementById("ls-matrix-found");
const lines = [...matrix.querySelectorAll("[data-framework]")];
const ids = [...new Set(lines.map(({ dataset }) => dataset.framework))];
const answers = new Map(ids.map((id) => [id, new Map()]));
const columns = [];
for (const table of matrix.querySelectorAll("table")) {
  for (const head of table.querySelectorAll("[data-capability]")) {
    const cells = [...table.rows].map(({ cells }) => cells[head.cellIndex]);
    columns.push({ capability: head.dataset.capability, cells });
    for (const cell of cells.slice(1)) answers.get(cell.parentElement.dataset.framework).set(head.dataset.capability, cell.dataset.answer);
  }
}

function show() {
  const values = new FormData(form);
  const needs = values.getAll("needs");
  const keepsUnknown = values.has("unknown");
  const has = (id, need) => answers.get(id).get(need) ?? "unknown";
  const sure = ids.filter((id) => needs.every((need) => ["yes", "partial"].includes(has(id, need))));
  const possible = ids.filter((id) => !sure.includes(id) && needs.every((need) => has(id, need) !== "no"));
  const kept = new Set(keepsUnknown ? [...sure, ...possible] : sure);
  for (const line of lines) line.hidden = !kept.has(line.dataset.framework);
  for (const part of matrix.querySelectorAll(".ls-scroll, .ls-silent")) {
    part.hidden = [...part.querySelectorAll("[data-framework]")].every(({ hidden }) => hidden);
  }
  for (const { capability, cells } of columns) {
    for (const cell of cells) cell.classList.toggle("ls-needed", needs.includes(capability));
  }
  found.textContent = needs.length ? sentences([
    _("{n} of {all} frameworks do all of this, according to their sources.", { n: sure.length, all: ids.length }),
    possible.length ? _("{n} more may do so (unknown).", { n: possible.length }) : "",
  ]) : _("All {n} frameworks", { n: ids.length });
}

function fill() {
  const given = new URLSearchParams(location.search);
  const needs = (given.get("needs") ?? "").split(",");
  for (const box of form.elements) {
    if (box.name === "needs") box.checked = needs.includes(box.value);
    else if (box.name === "unknown") box.checked = given.has("unknown");
  }
  if (given.has("needs")) form.closest("details").open = true;
  show();
}

function remember() {
  const values = new FormData(form);
  const needs = values.getAll("needs").join(",");
  const address = new URL(location.pathname, location.href);
  if (needs) address.searchParams.set("needs", needs);
  if (values.has("unknown")) address.searchParams.set("unknown", "1");
  address.search = address.search.replaceAll("%2C", ",");
  if (address.href !== location.href) history.pushState(null, "", address);
  show();
}

// Columns in which few are known are folded by the style sheet where there are scripts.
for (const button of matrix.querySelectorAll(".ls-fold button")) {
  button.addEventListener("click", () => {
    const open = button.parentElement.previousElementSibling.classList.toggle("ls-open");
    button.setAttribute("aria-expanded", open);
  });
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", remember);
form.addEventListener("reset", () => setTimeout(remember));
addEventListener("popstate", fill);
fill();
