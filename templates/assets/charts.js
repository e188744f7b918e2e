// A chart to take along: as SVG or PNG that look as on the page, its numbers as CSV, a line that embeds it elsewhere.
import { _ } from "./language.js";

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
const SVG = "http://www.w3.org/2000/svg";

export function offer(take) {
  const figure = take.closest("figure");
  const name = [...location.pathname.split("/").filter(Boolean).slice(-2), take.dataset.chart].join("-");
  const status = Object.assign(document.createElement("p"), { role: "status" });
  const tools = document.createElement("p");
  const made = {
    SVG: () => save(`${name}.svg`, "image/svg+xml", picture(figure)),
    PNG: async () => save(`${name}.png`, "image/png", await painted(picture(figure))),
    CSV: () => save(`${name}.csv`, "text/csv", csv(numbers(figure, take))),
    [_("Copy the line that embeds it")]: () => embed(figure, take, status),
  };
  for (const [label, make] of Object.entries(made)) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ls-button", textContent: label });
    button.addEventListener("click", make);
    tools.append(button, " ");
  }
  take.append(tools, status);
}

// What an embedding page shows: one figure, and where it is from.
export function alone() {
  const id = new URLSearchParams(location.search).get("embed");
  const figure = document.querySelector(`.ls-take[data-chart="${CSS.escape(id)}"]`)?.closest("figure");
  if (!figure) return;
  const link = Object.assign(document.createElement("a"), { href: source().href, target: "_top", textContent: named(figure) });
  const from = Object.assign(document.createElement("p"), { className: "ls-soft" });
  from.append(_("From "), link);
  figure.append(from);
  for (const each of [figure, form(figure)]) each?.classList.add("ls-alone");
  document.documentElement.classList.add("ls-embedded");
  document.head.append(Object.assign(document.createElement("base"), { target: "_top" })); // links of the chart leave the frame,
  for (const drawn of figure.querySelectorAll("svg a")) drawn.setAttribute("target", "_top"); // and those of a drawing do not heed <base>
}

const form = (figure) => (figure.previousElementSibling?.matches("form") ? figure.previousElementSibling : null);

const site = () => document.querySelector("meta[property='og:site_name']")?.content ?? document.title.split(" - ").at(-1);

const named = (figure) => (title(figure).endsWith(site()) ? title(figure) : `${title(figure)} · ${site()}`);

function source(embed) {
  const address = new URL(location.href);
  address.hash = "";
  if (embed) address.searchParams.set("embed", embed);
  else address.searchParams.delete("embed");
  return address;
}

function title(figure) {
  const said = figure.dataset.title ?? figure.querySelector("svg > title")?.textContent ?? figure.querySelector("figcaption")?.firstChild.textContent.trim();
  const heading = document.querySelector("h1").firstChild.textContent.trim();
  return said && said.length < 60 && !figure.querySelector("svg.marks") ? `${said} · ${heading}` : heading;
}

function save(name, type, content) {
  const link = Object.assign(document.createElement("a"), { download: name, href: URL.createObjectURL(new Blob([content], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function element(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

// The drawing with the colours and fonts that it has here, on paper, between its title and where it is from.
function picture(figure) {
  const drawn = [...figure.querySelectorAll("svg:not(.ls-sign)")].find((svg) => svg.checkVisibility()) ?? columns(figure);
  const copy = drawn.cloneNode(true);
  if (drawn.isConnected) {
    const copies = [copy, ...copy.querySelectorAll("*")];
    for (const [at, each] of [drawn, ...drawn.querySelectorAll("*")].entries()) {
      const style = getComputedStyle(each);
      for (const name of KEPT) copies[at].setAttribute(name, style.getPropertyValue(name));
      copies[at].removeAttribute("class");
    }
  }
  const box = drawn.getAttribute("viewBox")?.split(" ").map(Number) ?? [0, 0, Number(drawn.getAttribute("width")), Number(drawn.getAttribute("height"))];
  const [, , width, height] = box;
  const style = getComputedStyle(figure);
  const paper = getComputedStyle(document.body).backgroundColor;
  const size = width > 400 ? 14 : 10;
  const line = (text, y, most) => element("text", { x: 8, y, fill: style.color, "font-family": style.fontFamily, "font-size": Math.min(most, (width - 8) / ems(text)) }, text);
  const [signs, bottom] = legend(figure, size, width, height + 3.2 * size, style);
  const whole = element("svg", { xmlns: SVG, viewBox: `0 0 ${width + 16} ${bottom + 1.8 * size}`, width: width + 16, height: bottom + 1.8 * size });
  for (const [name, value] of Object.entries({ x: 8, y: 2.5 * size, width, height, viewBox: box.join(" ") })) copy.setAttribute(name, value);
  copy.removeAttribute("style");
  for (const link of copy.querySelectorAll("a")) link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  const told = title(figure);
  whole.append(element("title", {}, told), element("rect", { width: "100%", height: "100%", fill: paper }), line(told, 1.6 * size, 1.2 * size), copy, ...signs, line(source().href, bottom + size, 0.8 * size));
  return new XMLSerializer().serializeToString(whole);
}

// How wide a text is about, in letters of its size: signs of Chinese are as wide as they are tall.
const ems = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 1 : 0.58), 0);

// The legend of a chart whose script gives it one, in lines, and where the last of them ends.
function legend(figure, size, width, top, style) {
  let [x, y] = [8, top];
  const signs = (figure.legend ?? []).flatMap(({ name, sign }, at) => {
    const wide = size * (ems(name) + 2.5);
    if (x + wide > width || !at) [x, y] = [8, y + 1.5 * size];
    const [left, middle] = [x + size / 2, y - 0.35 * size];
    x += wide;
    return [
      element("path", { d: sign.getAttribute("d"), fill: sign.getAttribute("fill"), stroke: style.color, "stroke-width": 0.2, transform: `translate(${left} ${middle}) scale(${0.42 * size})` }),
      element("text", { x: left + size, y, fill: style.color, "font-size": size, "font-family": style.fontFamily }, name),
    ];
  });
  return [signs, y + 0.4 * size];
}

// Columns that are drawn by the style sheet, as a drawing.
function columns(figure) {
  const drawn = element("svg", { viewBox: "0 0 320 130" });
  const rows = years(figure).slice(1);
  const most = Math.max(1, ...rows.map(([, papers]) => papers));
  const style = getComputedStyle(figure);
  const [ink, hue] = [style.color, getComputedStyle(figure.querySelector(".ls-years__bar") ?? figure).backgroundColor];
  const step = 320 / rows.length;
  for (const [at, [year, papers, preprints]] of rows.entries()) {
    const middle = (at + 0.5) * step;
    const tall = (count) => 90 * count / most;
    const bar = { x: middle - step * 0.36, width: step * 0.72, y: 110 - tall(papers), fill: hue };
    const text = { x: middle, "text-anchor": "middle", fill: ink, "font-family": style.fontFamily, "font-size": Math.min(9, step / 2.4) };
    drawn.append(
      element("rect", { ...bar, height: tall(papers) }), element("rect", { ...bar, height: tall(preprints), fill: ink, "fill-opacity": 0.35 }),
      element("text", { ...text, y: 106 - tall(papers) }, papers || ""), element("text", { ...text, y: 122 }, year),
    );
  }
  return drawn;
}

// Twice as large as on the page, for screens that are that fine.
async function painted(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

// The numbers of a chart in rows, the first of which names them: those that its script says, of a table, or of the drawing.
function numbers(figure, take) {
  if (figure.numbers) return figure.numbers;
  const beside = take.dataset.numbers && document.getElementById(take.dataset.numbers);
  if (beside) return [...(beside.rows ?? beside.querySelector("table").rows)].map(({ cells }) => [...cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")));
  return figure.querySelector("svg") ? printed(figure.querySelector("svg")) : years(figure);
}

function years(figure) {
  const rows = [...figure.querySelectorAll("li")].map((item) => {
    const [papers = 0, preprints = 0] = item.querySelector(".ls-years__count")?.textContent.match(/\d+/g)?.map(Number) ?? [];
    return [item.querySelector(".ls-years__year").textContent, papers, preprints];
  });
  return [[_("year"), _("papers"), _("of them preprints")], ...rows];
}

// A chart of many years writes '17 for 2017, or 17.
const year = (said) => said.replace(/^'?(\d\d)$/, (whole, digits) => (digits > "60" ? "19" : "20") + digits);

// A drawing of `fragments/charts.html.j2` prints every number: columns one above each period, lines one in each box.
function printed(svg) {
  const all = (kind) => [...svg.querySelectorAll(`.ls-chart__${kind}`)];
  const texts = (kind) => all(kind).map((each) => each.textContent);
  const rows = [];
  for (const part of svg.children) {
    if (part.matches(".ls-chart__label")) rows.push([part.textContent]);
    else if (rows.length && part.matches(".ls-chart__value, .ls-chart__gap")) rows.at(-1).push(part.textContent || 0);
  }
  if (!rows.length) {
    const axis = texts("axis");
    const values = texts("value");
    const each = axis.length / values.length;
    return [[_("period"), _("value"), ...(each > 1 ? [_("papers")] : [])], ...values.map((value, at) => [year(axis[at * each]), value || 0, ...(each > 1 ? [axis[at * each + 1].replace(/\D/g, "")] : [])])];
  }
  const totals = texts("total").map((text) => text.split(" · "));
  return [["", ...texts("axis").map(year), _("papers"), ...totals[0].slice(1).map(() => _("share"))], ...rows.map((row, at) => [...row, ...totals[at]])];
}

const csv = (rows) => rows.map((row) => row.map((cell) => (/[",\n\r]/.test(cell ?? "") ? `"${cell.replaceAll('"', '""')}"` : cell ?? "")).join(",")).join("\r\n").concat("\r\n");

async function embed(figure, take, status) {
  const frame = Object.assign(document.createElement("iframe"), { src: source(take.dataset.chart).href, title: title(figure), loading: "lazy" });
  const height = Math.ceil(figure.getBoundingClientRect().height + (form(figure)?.offsetHeight ?? 0)) + 60;
  for (const [name, value] of Object.entries({ width: "100%", height, style: "border:0" })) frame.setAttribute(name, value);
  const link = Object.assign(document.createElement("a"), { href: source().href, textContent: named(figure) });
  const line = Object.assign(document.createElement("code"), { textContent: `${frame.outerHTML}<p>${_("From ")}${link.outerHTML}</p>` });
  status.replaceChildren(line);
  getSelection().selectAllChildren(line);
  await navigator.clipboard?.writeText(line.textContent);
}
