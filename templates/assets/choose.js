// Choose: the form narrows the rows to those that fit, and the address says what the form says. Whether a row fits an
// answer was found out when the site was built: y (it does), n (it does not), u (no source tells) or b (it does not, and
// is a baseline to compare with). So were the answers that come nearest to each.
import { _, listed, many, pages, placed, sentences } from "./language.js";

const PART = 8; // tables drawn at once
const MOST_OUT = 60; // rows listed by name among those that are ruled out
const MOST_NEAR = 4; // answers offered for one that nothing fits
const MOST_TOPICS = 8;

const by = (id) => document.getElementById(id);
const form = by("ls-choose");
const rest = by("ls-rest");

// What was measured is fetched when somebody asks, or an address does; until then the page stands as it is.
if (!location.search) {
  rest.classList.remove("ls-choose__rest");
  await new Promise((begin) => { for (const type of ["pointerover", "focusin", "change"]) form.addEventListener(type, begin, { once: true }); });
}
const { questions, blocks, words, engines, capabilities, filed } = await read();
const tables = new Map([...document.querySelectorAll("#ls-tables [data-table]")].map((item) => [item.dataset.table, item]));
const metrics = new Map([...form.elements.first.options].map((option) => [option.value, option.dataset]));
const names = new Map(engines.map(({ id, name }) => [id, name]));
let waiting = []; // drawings of tables that are not shown yet

async function read() {
  try {
    return await (await fetch(new URL("data/choose.json", pages))).json();
  } catch (error) {
    rest.classList.remove("ls-choose__rest");
    by("ls-found").textContent = _("What was measured could not be loaded. Reload the page to try again.");
    throw error;
  }
}

function made(tag, given = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), given);
  element.append(...inside.filter((each) => each !== null));
  return element;
}

function grouped(items, by) {
  const groups = new Map();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
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
  return Object.entries(questions).flatMap(([question, { answers, ...verdicts }]) => {
    const { value, dataset, selectedOptions } = form.elements[question];
    const place = answers.indexOf(value);
    if (place === -1) return [];
    const [{ textContent, dataset: { unmeasured } }] = selectedOptions;
    return [{ question, answers, place, ...verdicts, name: dataset.name, label: unmeasured ?? textContent, isUnmeasured: unmeasured !== undefined }];
  });
}

function judged(row, wanted) {
  const found = { row, against: [], untold: [], baseline: [] };
  const kinds = { n: found.against, u: found.untold, b: found.baseline };
  for (const { place, states, rows, name, label } of wanted) {
    const [fits, because] = states[rows[row.at]];
    kinds[fits[place]]?.push({ name, label, because: Array.isArray(because) ? because[place] : because });
  }
  return found;
}

const isFit = (row, wanted) => wanted.every(({ place, states, rows }) => states[rows[row.at]][0][place] === "y");
const counted = (wanted) => blocks.reduce((sum, { rows }) => sum + rows.filter((row) => isFit(row, wanted)).length, 0);

// What the row has is told with its name, which may be that of the question.
function said({ name, label, because }) {
  const again = _("{name}: {label}", { name, label: "" });
  return _("{name}: {because} (asked for: {label})", { name, label, because: because.startsWith(again) ? because.slice(again.length) : because });
}

const unknown = (verdict) => (verdict.because ? _("{name}: {label} ({because})", verdict) : _("{name}: {label}", verdict));

function head(metric, first) {
  const { name, unit, better } = metrics.get(metric);
  const full = unit && ![`(${unit})`, `（${unit}）`].some((said) => name.includes(said)) ? _("{name} ({unit})", { name, unit }) : name;
  return made("th", { scope: "col", className: `ls-number${metric === first ? " ls-first" : ""}` }, `${full} ${better === "lower" ? "↓" : "↑"}`);
}

const cell = ({ printed, note }) => made("td", { className: "ls-number", textContent: printed ?? "" }, note ? made("small", { textContent: ` ${note}` }) : null);

function line({ row, untold, baseline }, { table }, column) {
  const title = made("th", { scope: "row" }, made("a", { href: `${pages}results/${table}/#row-${row.number}`, textContent: row.label }),
    row.isOwn ? made("small", { className: "ls-own", textContent: _("measured by its makers") }) : null,
    baseline.length ? made("small", { className: "ls-choose__untold", textContent: _("Baseline to compare with: {reasons}", { reasons: baseline.map(({ because }) => because).join(_("; ")) }) }) : null,
    untold.length ? made("small", { className: "ls-choose__untold", textContent: _("Unknown: {reasons}", { reasons: untold.map(unknown).join(_("; ")) }) }) : null);
  const method = row.paper ? made("a", { href: `${pages}papers/${row.paper}/`, textContent: row.method ?? row.label }) : row.method ?? _("not named");
  const engine = names.has(row.engine) ? made("a", { href: `${pages}frameworks/${row.engine}/`, textContent: names.get(row.engine) }) : row.engine ?? _("not reported");
  const [first, others] = [row.cells.filter((_, place) => place === column), row.cells.filter((_, place) => place !== column)];
  return made("tr", { className: baseline.length ? "ls-baseline" : untold.length ? "ls-untold" : "" }, title, ...first.map(cell), ...others.map(cell),
    made("td", {}, method), made("td", {}, engine), ...row.settings.map((value) => made("td", { textContent: value ?? "" })));
}

function drawn({ block, shown, column, isFirst }, first, place) {
  const item = tables.get(block.table);
  const id = `fits-${place}`;
  const [source, common] = item.querySelectorAll("span");
  const about = (span) => (span ? made("p", { className: "ls-table__about" }, ...span.cloneNode(true).childNodes) : null);
  const headings = isFirst ? [made("h2", {}, item.querySelector("a").cloneNode(true)), about(source), about(common)] : [];
  const title = block.title ? made("h3", { textContent: block.title }) : null;
  (title ?? headings[0] ?? item).id = id;
  const heads = [...block.metrics.filter((metric) => metric === first), ...block.metrics.filter((metric) => metric !== first)];
  const told = (names) => names.map((name) => made("th", { scope: "col", textContent: name }));
  const table = made("table", { className: "ls-table ls-table--numbers" },
    made("thead", {}, made("tr", {}, ...told([_("Row")]), ...heads.map((metric) => head(metric, first)), ...told([_("Method"), _("Framework"), ...block.settings]))),
    made("tbody", {}, ...shown.map((each) => line(each, block, column))));
  const scroll = made("div", { className: "ls-scroll", tabIndex: 0, role: "region" }, table);
  scroll.setAttribute("aria-labelledby", id);
  const section = made("section", { className: "ls-choose__block" }, ...headings, title, scroll);
  section.setAttribute("aria-labelledby", id);
  return section;
}

function ordered(verdicts, column, sign) {
  const value = ({ row }) => {
    const found = row.cells[column]?.value;
    return Number.isFinite(found) ? sign * found : Infinity;
  };
  return verdicts.toSorted((one, other) => Math.sign(one.baseline.length) - Math.sign(other.baseline.length)
    || Math.sign(one.untold.length) - Math.sign(other.untold.length)
    || (column === -1 ? 0 : value(one) - value(other) || 0));
}

function more(part = PART) {
  by("ls-fits").append(...waiting.splice(0, part).map((draw) => draw()));
  by("ls-more").hidden = !waiting.length;
  by("ls-more").firstElementChild.textContent = _("Show more ({n} left)", { n: waiting.length });
}

function showEngines(asked) {
  const needed = [...new Set(asked.map(({ needs, place }) => needs[place]).filter(Boolean))];
  const able = needed.length ? engines.filter(({ says }) => needed.every((name) => says[name] && says[name][0] !== "no")) : [];
  by("ls-said").hidden = !needed.length;
  const wished = { capabilities: needed.map((name) => capabilities[name]).join(_(" and ")) };
  by("ls-said").querySelector("summary").textContent = able.length
    ? many("{n} engine with {capabilities}", "{n} engines with {capabilities}", able.length, wished) : _("No engines with {capabilities}", wished);
  by("ls-said-list").replaceChildren(...able.map(({ id, name, rows, says }) => {
    const engine = made("a", { href: `${pages}frameworks/${id}/`, textContent: name });
    const said = needed.map((capability) => {
      const [answer, version, date] = says[capability];
      const told = { capability: capabilities[capability], when: listed([version, date ?? _("date unknown")].filter(Boolean)) };
      return answer === "partial" ? _("{capability} in part ({when})", told) : _("{capability} ({when})", told);
    }).join(_("; "));
    return made("li", {}, ...placed(sentences([_("{engine}: {said}."), rows ? many("{n} measured row.", "{n} measured rows.", rows) : _("Not measured in any table here.")]), { engine, said }));
  }));
}

// Blocks of one table stay together. Tables that measured what matters most come first, then those with rows that fit for
// certain, then those whose rows differ in the fewest things: they are the easiest to compare.
function sortedOut(found) {
  const least = (group) => Math.min(...group.map((each) => each.least));
  const has = (group) => group.some(({ column }) => column !== -1);
  const left = (group) => Math.max(...group.map(({ shown }) => shown.length));
  return [...grouped(found, ({ block }) => block.table).values()]
    .toSorted((one, other) => has(other) - has(one) || least(one) - least(other) || one[0].block.varies - other[0].block.varies || left(other) - left(one))
    .flatMap((group) => group.toSorted((one, other) => (one.column === -1) - (other.column === -1) || one.least - other.least)
      .map((each, place) => ({ ...each, isFirst: !place })));
}

// What to ask instead, where nothing fits or nothing was ever measured: for each answer, those nearest that rows fit.
function showNear(wanted, aside, fits) {
  const first = form.elements.first.value;
  const offered = [...wanted, ...aside].filter(({ isUnmeasured }) => isUnmeasured || !fits).flatMap((each) => {
    const isAside = aside.includes(each);
    const options = each.near[each.place].map((place) => ({ value: each.answers[place], label: form.elements[each.question].querySelector(`[value="${each.answers[place]}"]`).textContent, place }));
    const others = [...wanted, ...(isAside ? aside : [])].filter((other) => other !== each);
    const ways = [...options, { value: "", label: _("any") }]
      .map((way) => ({ ...way, rows: counted(way.value ? [...others, { ...each, place: way.place }] : others) }))
      .filter(({ rows, value }) => rows && (value || !fits));
    const near = [...ways.filter(({ value }) => value).slice(0, MOST_NEAR), ...ways.filter(({ value }) => !value)];
    if (!near.length && !each.isUnmeasured) return [];
    const links = made("span", {}, ...near.flatMap(({ value, label, rows }, place) => {
      const given = new URLSearchParams(location.search);
      given.set(each.question, value);
      if (!value) given.delete(each.question);
      if (isAside) given.delete("first");
      return [place ? _(", ") : "", ...placed(many("{answer} ({n} row)", "{answer} ({n} rows)", rows), { answer: made("a", { href: `?${given}`, textContent: label }) })];
    }));
    const none = each.isUnmeasured ? _("There is no row for {label}.", each) : "";
    if (!near.length) return [made("p", {}, none)];
    return [made("p", {}, ...each.isUnmeasured ? placed(sentences([none, _("Nearest: {nearest}.")]), { nearest: links })
      : placed(_("Instead of {name}, {label}: {nearest}.", each), { nearest: links }))];
  });
  const free = aside.map(({ name }) => made("p", { textContent: _("{name} rules nothing out: {metric} does not depend on it.", { name, metric: metrics.get(first).name }) }));
  by("ls-near").replaceChildren(...free, ...offered);
}

function showTopics(kept) {
  const papers = kept.flatMap(({ row }) => filed[row.paper] ?? []);
  const counts = grouped(papers, (topic) => topic);
  const rows = ({ dataset }) => (counts.size ? counts.get(dataset.topic)?.length ?? 0 : Number(dataset.rows));
  const items = [...by("ls-topics").children].toSorted((one, other) => rows(other) - rows(one));
  for (const [place, item] of items.entries()) {
    item.lastElementChild.textContent = rows(item);
    item.hidden = place >= MOST_TOPICS || !rows(item);
  }
  by("ls-topics").append(...items);
}

function show() {
  const first = form.elements.first.value;
  const wanted = chosen().filter(({ aside }) => !aside.includes(first));
  const aside = chosen().filter((each) => each.aside.includes(first));
  const counts = { fit: 0, untold: 0, baseline: 0 };
  const out = [];
  const found = [];
  for (const block of blocks) {
    const verdicts = block.rows.map((row) => judged(row, wanted));
    const kept = verdicts.filter(({ against, baseline }) => !against.length && !baseline.length);
    const beside = kept.length ? verdicts.filter(({ against, baseline }) => !against.length && baseline.length) : [];
    out.push(...verdicts.filter((each) => !kept.includes(each) && !beside.includes(each)));
    const fit = kept.filter(({ untold }) => !untold.length).length;
    counts.fit += fit;
    counts.untold += kept.length - fit;
    counts.baseline += beside.length;
    const column = first ? block.metrics.indexOf(first) : -1;
    const sign = metrics.get(first).better === "higher" ? -1 : 1;
    if (kept.length) found.push({ block, column, least: Math.min(...kept.map(({ untold }) => untold.length)), kept, shown: ordered([...kept, ...beside], column, sign) });
  }
  const isAsked = wanted.length > 0 || first !== "";
  waiting = isAsked ? sortedOut(found).map((each, place) => () => drawn(each, first, place)) : [];
  by("ls-fits").replaceChildren();
  const measured = found.filter(({ column }) => column !== -1).length;
  more(measured ? Math.min(measured, PART) : PART);
  by("ls-tables").hidden = isAsked && found.length > 0;
  showEngines([...wanted, ...aside]);
  showNear(wanted, aside, counts.fit);
  showTopics(found.flatMap(({ kept }) => kept));
  by("ls-out").hidden = !out.length;
  const reasons = ({ against, baseline }) => [...against, ...baseline];
  const alone = wanted.map(({ name, label }) => {
    const lone = out.filter((each) => reasons(each).length === 1 && reasons(each)[0].name === name).length;
    return lone ? made("li", {}, ...placed(_("{answer}: without this answer, {n} more would fit", { n: lone }), { answer: made("b", { textContent: _("{name}, {label}", { name, label }) }) })) : null;
  });
  by("ls-out-list").replaceChildren(...alone.filter(Boolean),
    ...out.slice(0, MOST_OUT).map((each) => made("li", {}, ...placed(_("{row}: {reasons}"), { row: made("b", { textContent: each.row.label }), reasons: reasons(each).map(said).join(_("; ")) }))),
    ...(out.length > MOST_OUT ? [made("li", {}, many("and {n} more row", "and {n} more rows", out.length - MOST_OUT))] : []));
  by("ls-found").textContent = wanted.length ? sentences([
    counts.fit ? many("{n} row fits.", "{n} rows fit.", counts.fit) : _("No rows fit."),
    counts.untold ? _("{n} may fit.", { n: counts.untold }) : "",
    counts.baseline ? many("{n} more is a baseline.", "{n} more are baselines.", counts.baseline) : "",
    many("{n} does not.", "{n} do not.", out.length),
  ]) : "";
}

function fill() {
  const given = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("select")) {
    field.value = given.get(field.name) ?? "";
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
  const folded = by("ls-questions");
  if (folded && [...folded.querySelectorAll("select")].some(({ value }) => value)) folded.open = true;
  show();
}

function remember() {
  const given = [...new FormData(form)].filter(([, value]) => value);
  const address = new URL(location.href);
  address.search = new URLSearchParams(given).toString();
  if (address.href !== location.href) history.pushState(null, "", address);
  show();
}

form.addEventListener("change", remember);
form.addEventListener("reset", () => setTimeout(remember));
form.addEventListener("submit", (event) => event.preventDefault());
by("ls-more").addEventListener("click", () => more());
addEventListener("popstate", fill);
if (location.search) fill();
else remember(); // what was chosen while the rows were on their way
rest.classList.remove("ls-choose__rest");
for (const part of form.querySelectorAll("[data-ls-waits]")) delete part.dataset.lsWaits;
