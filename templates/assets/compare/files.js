// The comparison as a file: a paper is a line, what it is compared by a column, as in the files of topics.
// They are in the words of the papers' twins, whatever the language of the page.
import { files, inEnglish } from "../language.js";
import { rowsOf } from "./rows.js";

const formula = /^[=+\-@\t\r]/; // what a spreadsheet would reckon (exports/spreadsheet.py)

const quoted = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cell = (text) => quoted(formula.test(text) ? `'${text}` : text);

function csv(papers, rows) {
  const head = ["key", "name", "title", "year", "venue", ...rows.map(({ group, id, name }) => (group === "trait" ? id : cell(id ? `${name} (${id})` : name)))];
  const lines = papers.map(({ key, name, title, year, venue, traits }, place) => [
    key, cell(name ?? ""), cell(title), String(year), cell(venue),
    ...rows.map(({ group, id, cells }) => (group === "trait" ? quoted(values(traits?.[id])) : cell(cells[place].words.join("; ")))),
  ]);
  return [head, ...lines].map((line) => `${line.join()}\n`).join("");
}

const values = (said) => [said ?? []].flat().join("; ");

// Names of papers and venues as the file of all papers has them, those of traits as the list of traits has them.
async function latex(papers, rows, { traits }) {
  const answer = await fetch(new URL("data/papers.tex", files));
  if (!answer.ok) throw new Error(answer.status);
  const lines = new Map((await answer.text()).split("\n").map((line) => [/^\\cite\{([^}]+)\}/.exec(line)?.[1], line.replace(/ \\\\$/, "").split(" & ")]));
  const columns = rows.filter(({ group }) => group === "trait").map(({ id, cells }) => ({ ...traits.find((trait) => trait.id === id), cells }));
  const word = ({ latex: names, kind }, text) => (kind === "number" ? text : names.values[text] ?? text);
  const body = papers.map((paper, place) => {
    const [cite, name, title, , venue, year] = lines.get(paper.key);
    const said = columns.map((column) => {
      const known = [paper.traits?.[column.id] ?? []].flat().map((value) => word(column, String(value)));
      return known.join(column.kind === "number" ? ", " : "; ") || (column.cells[place].applies ? "--" : "");
    });
    return [`${name.trim() || title.trim()}~${cite.trim()}`, `${venue.trim()} ${year.trim()}`, ...said];
  });
  const share = Math.floor(1000 / (columns.length + 3)) / 1000; // of the line; the first column has two of them
  const width = (some) => `>{\\raggedright\\arraybackslash\\hspace{0pt}}p{\\dimexpr${some}\\linewidth-2\\tabcolsep}`;
  const head = ["Paper", "Appeared", ...columns.map(({ latex: { name } }) => name)];
  return [
    "% Preamble: \\usepackage{array,booktabs}",
    "% A dash is an unknown value; a cell is empty where the trait does not apply.",
    "\\begingroup", "\\footnotesize", "\\setlength{\\tabcolsep}{3pt}",
    `\\begin{tabular}{@{}${width((2 * share).toFixed(3))}${width(share).repeat(head.length - 1)}@{}}`,
    "\\toprule", `${head.join(" & ")} \\\\`, "\\midrule",
    ...body.map((line) => `${line.join(" & ")} \\\\`), "\\bottomrule", "\\end{tabular}", "\\endgroup", "",
  ].join("\n");
}

export async function file(ending, papers, about) {
  const rows = rowsOf(papers, { ...about, language: "en", topics: {}, words: {} }, inEnglish);
  const text = ending === "csv" ? csv(papers, rows.filter(({ name }) => name !== "Appeared")) : await latex(papers, rows, about);
  return new Blob([text], { type: `${ending === "csv" ? "text/csv" : "text/x-tex"};charset=utf-8` });
}
