// Choose: the form narrows the rows to those that fit, and the address says what the form says. Whether a row fits an
// answer was found out when the site was built: y (it does), n (it does not) or u (no source tells).

const by = (id) => document.getElementById(id);
const form = by("ls-choose");
const found = by("ls-found");
const outList = by("ls-out-list");
const { questions, words } = JSON.parse(by("ls-verdicts").textContent);
const sections = [...document.querySelectorAll(".ls-choose__block")].map((section) => ({
  section,
  body: section.querySelector("tbody"),
  heads: [...section.querySelectorAll("thead th")],
  rows: [...section.querySelectorAll("tbody tr")],
}));

function chosen() {
  return Object.entries(questions).flatMap(([question, answers]) => {
    const { value, dataset, selectedOptions } = form.elements[question];
    return value ? [{ name: dataset.name, label: selectedOptions[0].textContent, ...answers[value] }] : [];
  });
}

function judged(row, wanted) {
  const at = Number(row.dataset.row);
  const reasons = (letter) => wanted.filter(({ fit }) => fit[at] === letter)
    .map(({ name, label, because }) => ({ name, label, because: words[because[at]] }));
  return { row, against: reasons("n"), untold: reasons("u") };
}

function said({ name, label, because }) {
  return `${name}: ${because} (asked for: ${label})`;
}

function show() {
  const wanted = chosen();
  const first = form.elements.first.value;
  const counts = { fit: 0, untold: 0, out: 0 };
  outList.replaceChildren();
  for (const { section, body, heads, rows } of sections) {
    const verdicts = rows.map((row) => judged(row, wanted));
    for (const { row, against, untold } of verdicts) {
      row.hidden = against.length > 0;
      row.classList.toggle("ls-untold", untold.length > 0);
      row.querySelector(".ls-choose__untold")?.remove();
      if (against.length) {
        counts.out += 1;
        const item = document.createElement("li");
        item.append(Object.assign(document.createElement("b"), { textContent: row.querySelector("th a").textContent }),
          `: ${against.map(said).join("; ")}`);
        outList.append(item);
      } else if (untold.length) {
        counts.untold += 1;
        const note = Object.assign(document.createElement("small"), {
          className: "ls-choose__untold",
          textContent: `Not known: ${untold.map(({ label }) => label).join("; ")}`,
        });
        row.querySelector("th").append(note);
      } else counts.fit += 1;
    }
    const column = heads.findIndex(({ dataset }) => dataset.metric === first);
    for (const [at, head] of heads.entries()) head.classList.toggle("ls-first", at === column);
    const sign = heads[column]?.dataset.better === "higher" ? -1 : 1;
    const value = (row) => row.cells[column]?.dataset.value ?? (sign * Infinity);
    const order = ({ row, untold }, other) => Math.sign(untold.length) - Math.sign(other.untold.length)
      || (column === -1 ? 0 : sign * (Number(value(row)) - Number(value(other.row))) || 0);
    body.append(...verdicts.toSorted(order).map(({ row }) => row));
    section.hidden = verdicts.every(({ row }) => row.hidden);
  }
  by("ls-out").hidden = !counts.out;
  const rows = (count) => `${count} row${count === 1 ? "" : "s"}`;
  found.textContent = wanted.length
    ? `${counts.fit ? rows(counts.fit) : "No row"} fit${counts.fit === 1 || !counts.fit ? "s" : ""} for certain. `
      + (counts.untold ? `For ${counts.untold} more it is not known whether they do; they stand below in grey. ` : "")
      + `${counts.out} fell out.`
    : "";
}

function fill() {
  const given = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("select")) {
    field.value = given.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
  show();
}

function remember() {
  const given = [...new FormData(form)].filter(([, value]) => value);
  const address = new URL(location.href);
  address.search = new URLSearchParams(given).toString();
  if (address.href !== location.href) history.pushState(null, "", address);
  show();
}

form.hidden = false;
form.addEventListener("change", remember);
form.addEventListener("reset", () => setTimeout(remember));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", fill);
fill();
