// What is said of papers side by side: rows of plain data, from the papers' JSON twins (publish/content/beside.py).

const known = (...words) => ({ applies: true, words: words.filter(Boolean) });
const different = (cells) => new Set(cells.map(({ words }) => words.join("\n")));

// `papers` are twins, `traits` the survey's in their order. A cell has words, each with an address where it leads
// somewhere; without words it is not known (`applies`), or there is nothing to know.
export function rowsOf(papers, traits) {
  return [
    row("paper", "Appeared", papers, ({ venue, year }) => known(`${venue} ${year}`)),
    row("paper", "Topics", papers, ({ topic_paths: paths }) => known(...paths.map(({ nodes }) => nodes.at(-1).title))),
    row("paper", "Summary", papers, ({ summary }) => known(summary?.en)),
    row("paper", "Code", papers, ({ links }) => ({ ...known(links?.code), address: links?.code })),
    ...traits.map((trait) => row("trait", trait.name, papers, (paper) => said(paper, trait), trait)),
    ...numbers(papers),
  ].filter(({ cells }) => cells.some(({ words }) => words.length));
}

function row(group, name, papers, cell, about = {}) {
  const cells = papers.map(cell);
  const same = papers.length > 1 && different(cells).size === 1 && cells[0].words.length > 0;
  const differs = group === "trait" && different(cells.filter(({ words }) => words.length)).size > 1;
  return { group, id: about.id ?? null, name, means: about.means ?? null, cells, same, differs };
}

function said({ compared }, { id, kind }) {
  const value = compared.known.find((each) => each.id === id);
  if (value) return known(...(kind === "number" ? [value.words] : value.values.map(({ words }) => words)));
  return { applies: compared.unknown.some((each) => each.id === id), words: [] };
}

// Numbers of one table that were measured under the same conditions, where two of the papers have some; each with what
// the source calls it.
function numbers(papers) {
  const settings = new Map();
  papers.forEach((paper, place) => {
    for (const table of paper.numbers) {
      for (const line of table.rows) {
        const own = line.conditions.map(described).join(", ");
        const setting = JSON.stringify([table.id, own]);
        if (!settings.has(setting)) settings.set(setting, { table, own, lines: papers.map(() => []) });
        settings.get(setting).lines[place].push([table, line]);
      }
    }
  });
  const shared = [...settings.values()].filter(({ lines }) => lines.filter(({ length }) => length).length > 1);
  shared.sort((one, other) => other.lines.filter(({ length }) => length).length - one.lines.filter(({ length }) => length).length);
  return shared.flatMap(({ table, own, lines }) => {
    const metrics = new Map(lines.flat().flatMap(([{ metrics: each }]) => each.map((metric) => [metric.name, metric])));
    const where = [own, table.title, ...table.common.map(described)].filter(Boolean).join("; ");
    return [...metrics.values()].map((metric) => row("number", metric.unit ? `${metric.name} (${metric.unit})` : metric.name, lines, (mine) => printed(mine, metric.name), {
      id: [table.id, own].filter(Boolean).join(": "), means: `${where}. ${metric.better === "lower" ? "Lower" : "Higher"} is better. ${table.source.title}, ${table.source.part}`,
    }));
  });
}

const described = ({ name, value }) => `${name} ${value}`;

function printed(lines, name) {
  const words = lines.flatMap(([{ metrics }, { label, cells }]) => {
    const cell = cells[metrics.findIndex((metric) => metric.name === name)];
    if (!cell?.printed) return [];
    return `${cell.printed} (${label})`;
  });
  return { applies: false, words };
}
