// A leaderboard of chosen rows: those that are left out are hidden, and the others are ranked anew.
import { _ } from "./language.js";
import { fits, narrowed, toldOf } from "./narrowing.js";

const form = document.getElementById("ls-leaders-form");
const rows = [...document.getElementById("ls-leaders").tBodies[0].rows];

// As insight/leaderboards.py does: the best rank that a row can have, and the worst.
function rankOf(row, shown) {
  const [low, high] = [Number(row.dataset.low), Number(row.dataset.high)];
  const others = shown.filter((other) => other !== row && other.dataset.low !== undefined);
  const first = 1 + others.filter(({ dataset }) => Number(dataset.high) < low).length;
  const last = 1 + others.filter(({ dataset }) => Number(dataset.low) < high).length;
  return first === last ? String(first) : `${first}–${last}`;
}

narrowed(form, () => {
  const { others } = form.elements;
  for (const row of rows) row.hidden = !fits(toldOf(row), form) || Boolean(others?.checked && row.dataset.own !== undefined);
  const shown = rows.filter(({ hidden }) => !hidden);
  for (const row of shown) {
    if (row.dataset.low !== undefined) row.cells[0].textContent = rankOf(row, shown);
  }
  document.getElementById("ls-leaders-found").textContent = shown.length === rows.length ? "" : _("{n} of {all} rows", { n: shown.length, all: rows.length });
});
