// Choose: the form narrows the rows to those that fit, and the address says what the form says. Whether a row fits an
// answer was found out when the site was built: y (it does), n (it does not) or u (no source tells).

const PART = 8; // tables drawn at once
const MOST_OUT = 60; // rows listed by name among those that fell out

const by = (id) => document.getElementById(id);
const form = by("ls-choose");
const base = new URL("../", import.meta.url).href;
const { questions, blocks, words, engines } = JSON.parse(by("ls-data").textContent);
const tables = new Map([...document.querySelectorAll("#ls-tables [data-table]")].map((item) => [item.dataset.table, item]));
const metrics = new Map([...form.elements.first.options].map((option) => [option.value, option.dataset]));
const names = new Map(engines.map(({ id, name }) => [id, name]));
let waiting = []; // drawings of tables that are not shown yet

function made(tag, given = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...inside.filter((each) => each !== null));
  return element;
}

let count = 0;
for (const block of blocks) {
  block.rows = block.rows.map(([number, label, method, paper, engine, isOwn, settings, cells]) => ({
    at: count++, number, label, isOwn, method: words[method], paper: words[paper], engine: words[engine],
    settings: settings.map((value) => words[value]),
    cells: cells.map((cell) => (cell === null ? {} : Array.isArray(cell)
      ? { printed: cell[0], value: cell[1], note: cell[2] } : { printed: cell, value: Number(cell) })),
  }));
}

for (const question of Object.values(questions)) {
  question.rows = question.rows.flatMap(([state, times]) => Array(times).fill(state));
}

function chosen() {
  return Object.entries(questions).flatMap(([question, { answers, states, rows }]) => {
    const { value, dataset, selectedOptions } = form.elements[question];
    const place = answers.indexOf(value);
    return place === -1 ? [] : [{ question, value, place, states, rows, name: dataset.name, label: selectedOptions[0].textContent }];
  });
}

function judged(row, wanted) {
  const found = { row, against: [], untold: [] };
  for (const { place, states, rows, name, label } of wanted) {
    const [fits, because] = states[rows[row.at]];
    const reason = { name, label, because: Array.isArray(because) ? because[place] : because };
    if (fits[place] === "n") found.against.push(reason);
    if (fits[place] === "u") found.untold.push(reason);
  }
  return found;
}

const said = ({ name, label, because }) => `${name}: ${because} (asked for: ${label})`;
const unknown = ({ name, label, because }) => `${name}: ${label}${because ? ` (${because})` : ""}`;

function head(metric, first) {
  const { name, unit, better } = metrics.get(metric);
  return made("th", { scope: "col", className: `ls-number${metric === first ? " ls-first" : ""}` }, `${name}${unit ? ` (${unit})` : ""} ${better === "lower" ? "↓" : "↑"}`);
}

function line({ row, untold }, table) {
  const title = made("th", { scope: "row" }, made("a", { href: `${base}results/${table}/#row-${row.number}`, textContent: row.label }),
    row.isOwn ? made("small", { className: "ls-own", textContent: "measured by its makers" }) : null,
    untold.length ? made("small", { className: "ls-choose__untold", textContent: `Not known: ${untold.map(unknown).join("; ")}` }) : null);
  const method = row.paper ? made("a", { href: `${base}papers/${row.paper}/`, textContent: row.method ?? row.label }) : row.method ?? "not named";
  const engine = names.has(row.engine) ? made("a", { href: `${base}frameworks/${row.engine}/`, textContent: names.get(row.engine) }) : row.engine ?? "not reported";
  return made("tr", { className: untold.length ? "ls-untold" : "" }, title, made("td", {}, method), made("td", {}, engine),
    ...row.settings.map((value) => made("td", { textContent: value ?? "" })),
    ...row.cells.map(({ printed, note }) => made("td", { className: "ls-number", textContent: printed ?? "" }, note ? made("small", { textContent: ` ${note}` }) : null)));
}

function drawn({ block, kept }, first, place) {
  const item = tables.get(block.table);
  const id = `fits-${place}`;
  const heading = made("h2", { id }, item.querySelector("a").cloneNode(true), block.title ? made("small", { textContent: ` ${block.title}` }) : null);
  const about = made("p", { className: "ls-table__about" }, ...item.querySelector("span").cloneNode(true).childNodes);
  const heads = ["Row", "Method", "Framework", ...block.settings].map((name) => made("th", { scope: "col", textContent: name }));
  const table = made("table", { className: "ls-table ls-table--numbers" },
    made("thead", {}, made("tr", {}, ...heads, ...block.metrics.map((metric) => head(metric, first)))),
    made("tbody", {}, ...kept.map((each) => line(each, block.table))));
  const scroll = made("div", { className: "ls-scroll", tabIndex: 0, role: "region" }, table);
  scroll.setAttribute("aria-labelledby", id);
  const section = made("section", { className: "ls-choose__block" }, heading, about, scroll);
  section.setAttribute("aria-labelledby", id);
  return section;
}

function ordered(verdicts, column, sign) {
  const value = ({ row }) => {
    const found = row.cells[column]?.value;
    return Number.isFinite(found) ? sign * found : Infinity;
  };
  return verdicts.toSorted((one, other) => Math.sign(one.untold.length) - Math.sign(other.untold.length)
    || (column === -1 ? 0 : value(one) - value(other) || 0));
}

function more() {
  by("ls-fits").append(...waiting.splice(0, PART).map((draw) => draw()));
  by("ls-more").hidden = !waiting.length;
  by("ls-more").firstElementChild.textContent = `Show more tables (${waiting.length} left)`;
}

function showEngines() {
  const asked = [...form.querySelectorAll("select")].filter(({ name, value }) => value && engines.some(({ says }) => value in says) && name !== "first");
  const able = asked.length ? engines.filter(({ says }) => asked.every(({ value }) => says[value] && says[value][0] !== "no")) : [];
  by("ls-said").hidden = !asked.length;
  by("ls-said-list").replaceChildren(...able.map(({ id, name, rows, says }) => made("li", {}, made("a", { href: `${base}frameworks/${id}/`, textContent: name }),
    ": ", asked.map(({ value, selectedOptions }) => {
      const [answer, version, date] = says[value];
      return `${selectedOptions[0].textContent}${answer === "partial" ? " in part" : ""} (${[version, date ?? "no date told"].filter(Boolean).join(", ")})`;
    }).join("; "), rows ? `. ${rows} measured rows.` : ". Not measured in any table here.")));
}

function show() {
  const wanted = chosen();
  const first = form.elements.first.value;
  const counts = { fit: 0, untold: 0, out: 0 };
  const fell = [];
  const found = [];
  for (const block of blocks) {
    const verdicts = block.rows.map((row) => judged(row, wanted));
    const kept = verdicts.filter(({ against }) => !against.length);
    const fit = kept.filter(({ untold }) => !untold.length).length;
    fell.push(...verdicts.filter(({ against }) => against.length));
    counts.fit += fit;
    counts.untold += kept.length - fit;
    const column = block.metrics.indexOf(first);
    const sign = metrics.get(first).better === "higher" ? -1 : 1;
    const least = kept.length ? Math.min(...kept.map(({ untold }) => untold.length)) : 0;
    if (kept.length) found.push({ block, least, has: column !== -1, kept: ordered(kept, column === -1 ? -1 : column, sign) });
  }
  counts.out = fell.length;
  const isAsked = wanted.length > 0 || first !== "";
  found.sort((one, other) => one.least - other.least || other.has - one.has);
  waiting = isAsked ? found.map((each, place) => () => drawn(each, first, place)) : [];
  by("ls-fits").replaceChildren();
  more();
  by("ls-tables").hidden = isAsked && found.length > 0;
  showEngines();
  by("ls-out").hidden = !counts.out;
  const alone = wanted.map(({ name, label }) => {
    const lone = fell.filter(({ against }) => against.length === 1 && against[0].name === name).length;
    return lone ? made("li", {}, made("b", { textContent: `${name}, ${label}` }), `: without this answer ${lone} more would stay`) : null;
  });
  by("ls-out-list").replaceChildren(...alone.filter(Boolean),
    ...fell.slice(0, MOST_OUT).map(({ row, against }) => made("li", {}, made("b", { textContent: row.label }), `: ${against.map(said).join("; ")}`)),
    ...(fell.length > MOST_OUT ? [made("li", {}, `and ${fell.length - MOST_OUT} more rows`)] : []));
  const rows = (number) => `${number} row${number === 1 ? "" : "s"}`;
  by("ls-found").textContent = wanted.length
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
by("ls-more").addEventListener("click", more);
addEventListener("popstate", fill);
fill();
