// A table of results: its columns sort, rows of one block among themselves, and its chart shows what is chosen.

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
    return sign * (isNumber ? first - second : first.localeCompare(second, "en", { numeric: true }));
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
    document.head.append(script);
  };
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    start();
  }, { rootMargin: "400px" }).observe(figure);
}

function chart() {
  const specification = JSON.parse(document.getElementById("ls-specification").textContent);
  const { metrics, kinds, palette, scales } = specification.usermeta;
  const rows = specification.data.values;
  const form = document.getElementById("ls-chart-form");
  const fields = form.elements;
  const shownBoxes = document.getElementById("ls-show");
  const fronts = [...document.querySelectorAll("#ls-fronts span")];
  const [line, points] = specification.layer;
  const blockNames = [...new Set(rows.map(({ block }) => block))];

  for (const [name, { title }] of Object.entries(kinds)) fields.colour.append(new Option(title, name));
  const first = Object.fromEntries(["x", "y", "colour", "size"].map((name) => [name, fields[name].value]));

  const signs = (channel, kind) => kinds[kind].values.map((_, at) => palette[channel][at % palette[channel].length]);
  const hidden = () => new Set([...shownBoxes.querySelectorAll("input:not(:checked)")].map(({ value }) => value));

  // The legend: what is not ticked is neither drawn nor on a front.
  function showLegend(unticked = []) {
    const kind = fields.colour.value;
    const [colours, shapes] = ["color", "shape"].map((channel) => signs(channel, kind));
    shownBoxes.replaceChildren(...kinds[kind].values.map((value, at) => {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "show", value, checked: !unticked.includes(value) });
      const sign = document.getElementById("ls-sign").content.firstElementChild.cloneNode(true);
      sign.firstElementChild.setAttribute("d", shapes[at]);
      sign.firstElementChild.setAttribute("fill", colours[at]);
      label.append(box, sign, ` ${value}`);
      return label;
    }));
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
    const unticked = hidden();
    const shown = rows.filter((row) => !unticked.has(row[kind]));
    const onFront = new Set();
    for (const [at, block] of blockNames.entries()) {
      const front = frontOf(shown.filter((row) => row.block === block), x, y);
      for (const row of front) onFront.add(row);
      fronts[at].textContent = front.map(({ row }) => row).join(", ") || "no row has both numbers";
    }
    for (const [axis, metric] of [["x", x], ["y", y]]) {
      for (const { encoding } of [line, points]) {
        Object.assign(encoding[axis], { field: metric, title: metrics[metric].title });
        encoding[axis].scale = { ...scales[fields[`log${axis}`].checked ? "log" : "linear"], padding: 14 };
      }
    }
    line.encoding.order.field = x;
    for (const channel of ["color", "shape"]) {
      Object.assign(points.encoding[channel], {
        field: kind, legend: null, scale: { domain: kinds[kind].values, range: signs(channel, kind) },
      });
    }
    points.encoding.size = size
      ? { field: size, type: "quantitative", title: metrics[size].name, legend: { symbolFillColor: "transparent" }, scale: { range: [40, 600], zero: false } }
      : { value: 110 };
    const isNarrow = drawing.clientWidth < 560;
    const legend = { ...specification.config.legend, ...(isNarrow ? { orient: "bottom", columns: 2, layout: { bottom: { direction: "vertical", anchor: "start" } } } : {}) };
    await window.vegaEmbed(drawing, {
      ...specification,
      width: "container",
      autosize: { type: "fit-x", contains: "padding" },
      data: { values: shown.map((row) => ({ ...row, front: onFront.has(row) })) },
      transform: [{ filter: [x, y, ...(size ? [size] : [])].map((metric) => `isValid(datum['${metric}'])`).join(" && ") }],
      config: { ...specification.config, legend },
    }, { actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: { disableDefaultStyle: true } });
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
    showLegend(given.getAll("hide"));
    draw();
  }

  function remember() {
    const address = new URL(location.href);
    const chosen = Object.keys(first).filter((name) => fields[name].value !== first[name]).map((name) => [name, fields[name].value]);
    for (const axis of ["x", "y"]) {
      const { checked } = fields[`log${axis}`];
      if (checked !== metrics[fields[axis].value].isWide) chosen.push([`log${axis}`, checked ? "1" : "0"]);
    }
    for (const value of hidden()) chosen.push(["hide", value]);
    address.search = new URLSearchParams(chosen).toString();
    if (address.href !== location.href) history.pushState(null, "", address);
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "colour") showLegend();
    if (target.name === "x" || target.name === "y") fields[`log${target.name}`].checked = metrics[target.value].isWide;
    remember();
    draw();
  });
  addEventListener("popstate", fill);
  fill();
}
