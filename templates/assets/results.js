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
  const fronts = [...document.querySelectorAll("#ls-fronts span")];
  const [line, points] = specification.layer;
  const blockNames = [...new Set(rows.map(({ block }) => block))];
  const hidden = new Set();

  for (const [name, { title }] of Object.entries(kinds)) fields.colour.append(new Option(title, name));
  for (const axis of ["x", "y"]) fields[`log${axis}`].checked = points.encoding[axis].scale.type === "log";

  // The boxes of the legend: what is not ticked is neither drawn nor on a front.
  function showChoices() {
    const { [fields.colour.value]: kind } = kinds;
    document.getElementById("ls-show").replaceChildren(...kind.values.map((value) => {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "show", value, checked: !hidden.has(value) });
      label.append(box, ` ${value}`);
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
    const shown = rows.filter((row) => !hidden.has(row[kind]));
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
    const domain = kinds[kind].values;
    for (const channel of ["color", "shape"]) {
      Object.assign(points.encoding[channel], {
        field: kind, title: kinds[kind].title,
        scale: { domain, range: domain.map((_, at) => palette[channel][at % palette[channel].length]) },
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

  form.hidden = false;
  showChoices();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "show") hidden[target.checked ? "delete" : "add"](target.value);
    if (target.name === "colour") {
      hidden.clear();
      showChoices();
    }
    for (const axis of ["x", "y"]) {
      if (target.name === axis) fields[`log${axis}`].checked = metrics[target.value].isWide;
    }
    draw();
  });
  draw();
}
