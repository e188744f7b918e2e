// Papers to export: records picked out of the files of references that the build has made.
import { _, files as shared, many, number } from "./language.js";

const data = new URL("data/", shared);
const previewed = 20;

// How each file falls into records, and where a record has its key. The build writes one record after another, those
// of the last four one to a line; see exports/bibliography.py.
const byLine = (text) => text.split("\n").filter(Boolean);
const paragraphs = (records) => records.map((record) => record.replace(/\n+$/, "")).join("\n\n");
const formats = {
  bib: { label: "BibTeX", type: "application/x-bibtex", split: (text) => text.split(/^(?=@)/m),
    key: /^@\w+\{([^,]+),/, join: paragraphs },
  ris: { label: "RIS", type: "application/x-research-info-systems", split: (text) => text.split(/^(?=TY {2}- )/m),
    key: /^ID {2}- (.+)$/m, join: paragraphs },
  "csl.json": { label: "CSL-JSON", type: "application/json", split: byLine,
    key: /^\{"id":"([^"]+)"/, join: (records) => `[\n${records.map((record) => record.replace(/,$/, "")).join(",\n")}\n]` },
  csv: { label: "CSV", type: "text/csv", split: byLine, key: /^([^,]+),/, join: (records, head) => [head, ...records].join("\n") },
  md: { label: _("Markdown list"), type: "text/markdown", split: byLine, key: /<!-- (\S+) -->$/, join: (records) => records.join("\n") },
  tex: { label: _("LaTeX table"), type: "text/x-tex", split: byLine, key: /^\\cite\{([^}]+)\}/, join: table },
};
const called = {
  Cite: _("Cite"), Name: _("Name"), Title: _("Title"), Authors: _("Authors"), Venue: _("Venue"), Year: _("Year"), Topic: _("Topic"), Code: _("Code"),
};
const columns = Object.keys(called); // as the file has them
const usual = ["Cite", "Name", "Venue", "Year", "Code"];
const says = {
  format: _("Format"), columns: _("Columns"), preview: _("Preview"), download: _("Download"), copy: _("Copy"), close: _("Close"),
};

const dialog = document.createElement("dialog");
dialog.className = "ls-export md-typeset";
dialog.setAttribute("aria-labelledby", "ls-export-title");
dialog.innerHTML = `
  <form method="dialog">
    <h2 id="ls-export-title"></h2>
    <fieldset class="ls-export__choice"><legend>${says.format}</legend>${Object.entries(formats).map(([ending, { label }], at) =>
      `<label><input type="radio" name="format" value="${ending}"${at ? "" : " checked"}> ${label}</label>`).join("")}
    </fieldset>
    <fieldset class="ls-export__choice" id="ls-export-columns" hidden><legend>${says.columns}</legend>${columns.map((name) =>
      `<label><input type="checkbox" name="column" value="${name}"${usual.includes(name) ? " checked" : ""}> ${called[name]}</label>`).join("")}
    </fieldset>
    <pre class="ls-export__text" tabindex="0" role="region" aria-label="${says.preview}"></pre>
    <p class="ls-export__said" role="status"></p>
    <p class="ls-ways">
      <button class="ls-button ls-button--best" type="button" data-does="download">${says.download}</button>
      <button class="ls-button" type="button" data-does="copy">${says.copy}</button>
      <button class="ls-button" value="close">${says.close}</button>
    </p>
  </form>`;
document.body.append(dialog);
const form = dialog.firstElementChild;
const preview = dialog.querySelector("pre");
const said = dialog.querySelector("[role=status]");
const files = new Map();
let wanted = [];
let made = null;

// The records of a file by their keys; the line before the first record goes by the empty key.
async function records(ending) {
  if (!files.has(ending)) {
    const answer = await fetch(new URL(`papers.${ending}`, data));
    if (!answer.ok) throw new Error(answer.status);
    const { split, key } = formats[ending];
    const all = split(await answer.text());
    const found = new Map(all.map((record) => [key.exec(record)?.[1] ?? "", record]));
    if (ending === "csv") found.set("", all[0]);
    files.set(ending, found);
  }
  return files.get(ending);
}

// Rows with the chosen columns: records have all of them, and " & " stands only between cells.
function table(rows) {
  const chosen = new FormData(form).getAll("column");
  const places = columns.flatMap((name, at) => (chosen.includes(name) ? [at] : []));
  const cells = (row) => row.replace(/ \\\\$/, "").split(" & ");
  const body = [columns, ...rows.map(cells)].map((row) => `  ${places.map((at) => row[at]).join(" & ")} \\\\`);
  const needs = chosen.includes("Code") ? ["% \\usepackage{url}"] : [];
  return [...needs, `\\begin{tabular}{${"l".repeat(places.length)}}`, "  \\hline", body[0], "  \\hline",
    ...body.slice(1), "  \\hline", "\\end{tabular}"].join("\n");
}

async function make() {
  const ending = new FormData(form).get("format");
  const format = formats[ending];
  form.querySelector("#ls-export-columns").hidden = ending !== "tex";
  made = null;
  said.textContent = _("Reading …");
  try {
    const all = await records(ending);
    if (ending !== new FormData(form).get("format")) return;
    const found = wanted.flatMap((key) => all.get(key) ?? []);
    const text = (some) => format.join(some, all.get(""));
    made = { ...format, name: `papers.${ending}`, text: `${text(found)}\n` };
    const more = found.length - previewed;
    preview.textContent = more > 0 ? `${text(found.slice(0, previewed))}\n` + _("… and {n} more", { n: number(more) }) : made.text;
    const lost = wanted.length - found.length;
    said.textContent = lost ? many("{n} of these papers is no longer in the survey.", "{n} of these papers are no longer in the survey.", lost) : "";
  } catch {
    preview.textContent = "";
    said.textContent = _("The file could not be loaded. Choose the format again to retry.");
  }
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([made.text], { type: `${made.type};charset=utf-8` }));
  link.download = made.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  said.textContent = _("Saved as {name}.", { name: made.name });
}

async function copy() {
  try {
    await navigator.clipboard.writeText(made.text);
    said.textContent = _("Copied.");
  } catch {
    said.textContent = _("This browser does not allow pages to copy. Use Download.");
  }
}

form.addEventListener("change", make);
form.addEventListener("click", ({ target }) => {
  if (made && target.dataset.does === "download") download();
  if (made && target.dataset.does === "copy") copy();
});

export async function offer(keys) {
  wanted = keys;
  dialog.querySelector("h2").textContent = many("Export {n} paper", "Export {n} papers", keys.length);
  dialog.showModal();
  await make();
}
