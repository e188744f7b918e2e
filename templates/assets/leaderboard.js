// A leaderboard of chosen rows: those that are left out are hidden, and the others are ranked anew.

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

function show() {
  const { bits, others } = form.elements;
  for (const row of rows) {
    row.hidden = Boolean((bits?.value && row.dataset.bits !== bits.value) || (others?.checked && row.dataset.own !== undefined));
  }
  const shown = rows.filter(({ hidden }) => !hidden);
  for (const row of shown) {
    if (row.dataset.low !== undefined) row.cells[0].textContent = rankOf(row, shown);
  }
  document.getElementById("ls-leaders-found").textContent = shown.length === rows.length ? "" : `${shown.length} of ${rows.length} rows`;
}

// The address says what was chosen.
function fill() {
  const given = new URLSearchParams(location.search);
  const { bits, others } = form.elements;
  if (bits) {
    bits.value = given.get("bits") ?? "";
    if (bits.selectedIndex === -1) bits.value = "";
  }
  if (others) others.checked = given.has("others");
  show();
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", () => {
  const address = new URL(location.href);
  address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
  if (address.href !== location.href) history.pushState(null, "", address);
  show();
});
addEventListener("popstate", fill);
fill();
