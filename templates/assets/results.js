// A table of results: its columns sort, rows of one block among themselves, and its chart shows what is chosen.
import { _, code, listed } from "./language.js";

const table = document.getElementById("ls-numbers");

// Sorting. What was not reported stands last whichever way one sorts; a third press gives the source's order back.

for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ls-sort";
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => sort(column, head));
}

const blocks = [...table.tBodies].map((body) => ({ body, rows: [...body.rows].filter(({ className }) => className !== "ls-block") }));

function sort(column, head) {
  const best = head.dataset.sort === "higher" ? "descending" : "ascending";
  const other = best === "ascending" ? "descending" : "ascending";
  const order = { [best]: other, [other]: "" }[head.ariaSort ?? ""] ?? best;
  for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
  if (order) head.setAttribute("aria-sort", order);
  const sign = order === "descending" ? -1 : 1;
  const isNumber = head.dataset.sort !== "text";
  const value = (row) => {
    const cell = row.cells[column];
    return isNumber ? cell.dataset.value && Number(cell.dataset.value) : cell.textContent.trim();
  };
  const compare = (one, two) => {
    const [first, second] = [value(one), value(two)];
    if (first === second) return 0;
    if (first === undefined || first === "") return 1;
    if (second === undefined || second === "") return -1;
    return sign * (isNumber ? first - second : first.localeCompare(second, code, { numeric: true }));
  };
  for (const { body, rows } of blocks) body.append(...(order ? rows.toSorted(compare) : rows));
}

// The chart

const drawing = document.getElementById("ls-chart");
if (drawing) {
  const figure = drawing.closest("figure");
  const start = () => {
    const script = document.createElement("script");
    script.src = figure.dataset.script;
    script.addEventListener("load", chart);
    script.addEventListener("error", () => { document.getElementById("ls-chart-form").hidden = true; });
    document.head.append(script);
  };
  const near = new IntersectionObserver((entries, observer) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    start();
  }, { rootMargin: "400px" });
  for (const part of [document.getElementById("ls-chart-form"), figure]) near.observe(part);
}

function chart() {
  const specification = JSON.parse(document.getElementById("ls-specification").textContent);
  const { metrics, kinds, palette, scales } = specification.usermeta;
  const rows = specification.data.values;
  const form = document.getElementById("ls-chart-form");
  const fields = form.elements;
  const shownBoxes = document.getElementById("ls-show");
  const [line, points, edges] = specification.layer;
  const figure = drawing.closest("figure");
  const blockNames = [...new Set(rows.map(({ block }) => block))];

  const first = Object.fromEntries(["x", "y", "colour", "size"].map((name) => [name, fields[name].value]));

  const signs = (channel, kind) => kinds[kind].values.map((_, at) => palette[channel][at % palette[channel].length]);
  const hidden = new Set();
  const chosen = new Set();

  // The legend: what is not ticked is neither drawn nor on a front. It has what the axes have numbers for.
  function showLegend() {
    const kind = fields.colour.value;
    const [colours, shapes] = ["color", "shape"].map((channel) => signs(channel, kind));
    const there = new Set(rows.filter(canBeDrawn).map((row) => row[kind]));
    shownBoxes.replaceChildren(...kinds[kind].values.flatMap((value, at) => {
      if (!there.has(value)) return [];
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "show", value, checked: !hidden.has(value) });
      const sign = document.getElementById("ls-sign").content.firstElementChild.cloneNode(true);
      sign.firstElementChild.setAttribute("d", shapes[at]);
      sign.firstElementChild.setAttribute("fill", colours[at]);
      label.append(box, sign, ` ${value}`);
      return [label];
    }));
  }

  const scaleOf = (axis) => (fields[`log${axis}`].checked ? "log" : "linear");
  const canBeDrawn = (row) => ["x", "y", "size"].every((name) => {
    const number = fields[name].value ? row[fields[name].value] : 1;
    return number !== null && (number > 0 || name === "size" || scaleOf(name) === "linear");
  });

  // The ends of an axis where some of the rows are beyond its fences; `content/chart.py` draws the first view alike.
  function ends(axis, shown) {
    const metric = fields[axis].value;
    const limits = metrics[metric].fences?.[scaleOf(axis)];
    if (!limits || fields.all.checked) return null;
    const inside = shown.map((row) => row[metric]).filter((number) => number >= limits[0] && number <= limits[1]);
    const [least, most] = [Math.min(...inside), Math.max(...inside)];
    return inside.length < shown.length && least < most ? [least, most] : null;
  }

  // Rows that no other row of their block beats in one metric while it is as good in the other.
  function frontOf(shown, x, y) {
    const sign = (metric) => (metrics[metric].better === "lower" ? 1 : -1);
    const points = shown.filter((row) => row.ranked && row[x] !== null && row[y] !== null)
      .map((row) => ({ row, cost: sign(x) * row[x], loss: sign(y) * row[y] }));
    const beats = (one, other) => one.cost <= other.cost && one.loss <= other.loss && (one.cost < other.cost || one.loss < other.loss);
    return points.filter((point) => !points.some((other) => beats(other, point)))
      .sort((one, other) => one.cost - other.cost).map(({ row }) => row);
  }

  async function draw() {
    const { x: { value: x }, y: { value: y }, colour: { value: kind }, size: { value: size } } = fields;
    const shown = rows.filter((row) => !hidden.has(row[kind]) && canBeDrawn(row));
    const fronts = blockNames.map((title) => ({ title, rows: frontOf(shown.filter(({ block }) => block === title), x, y) }));
    const onFront = new Set(fronts.flatMap(({ rows: front }) => front));
    const axes = ["x", "y"].map((axis) => {
      const inside = ends(axis, shown);
      const beyond = (row) => (inside ? (row[fields[axis].value] > inside[1]) - (row[fields[axis].value] < inside[0]) : 0);
      return { axis, metric: fields[axis].value, inside, beyond };
    });
    const far = new Map();
    for (const row of shown) {
      const beyond = axes.filter((axis) => axis.beyond(row)).map(({ metric }) => ({ metric, printed: metrics[metric].far[row.number] }));
      if (beyond.length) far.set(row, beyond);
    }
    tell(fronts, far);
    for (const [at, { axis, metric, inside }] of axes.entries()) {
      const scale = { ...scales[scaleOf(axis)], padding: 14, ...(inside ? { domain: inside, clamp: true } : {}) };
      const isMoved = shown.some((row) => axes[1 - at].beyond(row) < 0);
      for (const { encoding } of [line, points, edges]) {
        Object.assign(encoding[axis], { field: metric, title: metrics[metric].title, scale, axis: isMoved ? { offset: 20 } : {} });
      }
    }
    line.encoding.order.field = x;
    const lines = fronts.filter(({ rows: front }) => front.length > 1).map(({ title }) => title);
    const dashes = line.encoding.strokeDash;
    dashes.scale = { domain: lines, range: lines.map((_, at) => palette.dash[at % palette.dash.length]) };
    dashes.legend = lines.length && blockNames.length > 1 ? { symbolType: "stroke", symbolStrokeColor: "currentColor", symbolSize: 300 } : null;
    for (const channel of ["color", "shape"]) {
      Object.assign(points.encoding[channel], {
        field: kind, legend: null, scale: { domain: kinds[kind].values, range: signs(channel, kind) },
      });
    }
    points.encoding.size = size
      ? { field: size, type: "quantitative", title: metrics[size].name, legend: { symbolFillColor: "transparent" }, scale: { range: [40, 600], zero: false } }
      : { value: 110 };
    const isNarrow = drawing.clientWidth < 560;
    const legend = { ...specification.config.legend, ...(isNarrow ? { orient: "bottom", columns: 1, labelLimit: drawing.clientWidth - 60, layout: { bottom: { direction: "vertical", anchor: "start" } } } : {}) };
    const values = shown.map((row) => {
      const [across, up] = axes.map(({ beyond }) => beyond(row));
      const numbers = far.get(row)?.map(({ printed }) => printed).join(", ");
      const isNamed = chosen.has(row.number) || numbers || onFront.has(row);
      return {
        ...row,
        front: onFront.has(row),
        edge: across || up ? Math.round(Math.atan2(across, up) * 180 / Math.PI) : null,
        label: isNamed ? numbers ? _("{row} ({numbers})", { row: row.row, numbers }) : row.row : "",
        rank: chosen.has(row.number) ? 0 : numbers ? 1 : 2,
      };
    });
    figure.numbers = [
      [_("row"), _("block"), kinds[kind].title, ...[x, y, ...(size ? [size] : [])].map((metric) => metrics[metric].name), _("on the front")],
      ...shown.map((row) => [row.row, row.block, row[kind], row[x], row[y], ...(size ? [row[size]] : []), onFront.has(row) ? _("yes") : _("no")]),
    ];
    figure.legend = [...shownBoxes.querySelectorAll("label:has(:checked)")].map((label) => ({ name: label.textContent.trim(), sign: label.querySelector("path") }));
    const { view } = await window.vegaEmbed(drawing, {
      ...specification,
      width: "container",
      autosize: { type: "fit-x", contains: "padding" },
      data: { values },
      transform: [],
      layer: [line, points, ...(far.size ? [edges] : [])],
      config: { ...specification.config, legend, font: getComputedStyle(drawing).fontFamily },
    }, { actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: { disableDefaultStyle: true }, patch: (vega) => withLabels(vega, ["points_marks", ...(far.size ? ["edges_marks"] : []), ...(lines.length ? ["front_pathgroup"] : [])]) });
    view.addEventListener("click", (_, item) => { if (item?.datum?.number) choose(item.datum.number); });
  }

  // Vega-Lite has no labels that keep out of each other's way, Vega has.
  function withLabels(vega, avoidMarks) {
    const encoded = { text: { field: "datum.label" }, fill: { value: "currentColor" }, fontSize: { value: 11 } };
    vega.marks.push({
      type: "text", name: "labels", aria: false, interactive: false, from: { data: "points_marks" },
      encode: { enter: encoded, update: { ...encoded, opacity: { signal: "datum.datum.label ? 1 : 0" } } },
      transform: [{
        type: "label", size: { signal: "[max(width, 50), height]" }, padding: 12, avoidMarks,
        sort: { field: "datum.datum.rank" }, anchor: ["right", "left", "top", "bottom", "top-right", "top-left", "bottom-right", "bottom-left"], offset: [4],
      }],
    });
    return vega;
  }

  // What the drawing shows, in words.
  function tell(fronts, far) {
    document.getElementById("ls-fronts").replaceChildren(...fronts.filter(({ rows: front }) => front.length > 1).map(({ title, rows: front }) => {
      const item = document.createElement("li");
      const names = document.createElement("span");
      names.textContent = listed(front.map(({ row }) => row));
      const name = title || _("On the front");
      item.append(_("{name}: {value}", { name, value: "" }), names);
      return item;
    }));
    const alone = fronts.filter(({ rows: front }) => front.length === 1).map(({ rows: [{ row }] }) => row);
    say("ls-alone", alone.length && (blockNames.length > 1 ? _("{n} of {all} blocks", { n: alone.length, all: blockNames.length }) : listed(alone)));
    const spoken = ([{ row }, beyond]) => _("{row} ({numbers})", { row, numbers: listed(beyond.map(({ metric, printed }) => `${metrics[metric].name} ${printed}`)) });
    say("ls-far", far.size && listed([...far].map(spoken)));
    document.getElementById("ls-all").hidden = !fields.all.checked && !far.size;
  }

  function say(id, text) {
    const paragraph = document.getElementById(id);
    paragraph.hidden = !text;
    paragraph.querySelector("span").textContent = text || "";
  }

  // Rows that a reader chooses have their name in the drawing.
  function choose(number) {
    if (!chosen.delete(number)) chosen.add(number);
    showChosen();
    remember();
    draw();
  }

  function showChosen() {
    for (const button of table.querySelectorAll(".ls-choose-row")) {
      const isChosen = chosen.has(Number(button.value));
      button.ariaPressed = isChosen;
      button.closest("tr").classList.toggle("ls-chosen", isChosen);
    }
  }

  for (const { number } of rows) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ls-choose-row", value: number, title: _("Name it in the chart"), ariaLabel: _("Name it in the chart") });
    button.addEventListener("click", () => choose(number));
    document.getElementById(`row-${number}`).querySelector("th").prepend(button);
  }

  // The address says what differs from the chart as it is shown at first.
  function fill() {
    const given = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(first)) {
      fields[name].value = given.get(name) ?? value;
      if (fields[name].selectedIndex === -1) fields[name].value = value;
    }
    for (const axis of ["x", "y"]) {
      fields[`log${axis}`].checked = given.has(`log${axis}`) ? given.get(`log${axis}`) === "1" : metrics[fields[axis].value].isWide;
    }
    fields.all.checked = given.get("all") === "1";
    for (const [set, found] of [[hidden, given.getAll("hide")], [chosen, given.getAll("row").map(Number)]]) {
      set.clear();
      for (const each of found) set.add(each);
    }
    showLegend();
    showChosen();
    draw();
  }

  function remember() {
    const address = new URL(location.href);
    const changed = Object.keys(first).filter((name) => fields[name].value !== first[name]).map((name) => [name, fields[name].value]);
    for (const axis of ["x", "y"]) {
      const { checked } = fields[`log${axis}`];
      if (checked !== metrics[fields[axis].value].isWide) changed.push([`log${axis}`, checked ? "1" : "0"]);
    }
    if (fields.all.checked) changed.push(["all", "1"]);
    for (const value of hidden) changed.push(["hide", value]);
    for (const number of chosen) changed.push(["row", number]);
    address.search = new URLSearchParams(changed).toString();
    if (address.href !== location.href) history.pushState(null, "", address);
  }

  delete form.dataset.lsWaits;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "x" || target.name === "y") fields[`log${target.name}`].checked = metrics[target.value].isWide;
    if (target.name === "show") hidden[target.checked ? "delete" : "add"](target.value);
    else {
      if (target.name === "colour") hidden.clear();
      showLegend();
    }
    remember();
    draw();
  });
  addEventListener("popstate", fill);
  fill();
}
