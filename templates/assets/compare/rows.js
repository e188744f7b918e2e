// What is said of papers side by side: rows of plain data, from the papers' JSON twins (publish/content/beside.py).

const known = (...words) => ({ applies: true, words: words.filter(Boolean) });
const different = (cells) => new Set(cells.map(({ words }) => words.join("\n")));

// `papers` are twins, `about` what the page reads besides them (companions/compared.py), and `_` says our words in its
// language. A cell has words, each with an address where it leads somewhere; without words it is not known (`applies`),
// or there is nothing to know.
export function rowsOf(papers, about, _) {
  const { language, topics, traits } = about;
  return [
    row("paper", _("Appeared"), papers, ({ venue, year }) => known(`${venue} ${year}`)),
    row("paper", _("Topics"), papers, ({ topic_paths: paths }) => known(...paths.map(({ nodes }) => nodes.at(-1)).map(({ id, title }) => topics[id] ?? title))),
    row("paper", _("Summary"), papers, ({ summary }) => known(summary?.[language] ?? summary?.en)),
    row("paper", _("Code"), papers, ({ links }) => ({ ...known(links?.code), address: links?.code })),
    ...traits.map((trait) => row("trait", trait.name, papers, (paper) => said(paper, trait, _), trait)),
    ...numbers(papers, about, _),
  ].filter(({ cells }) => cells.some(({ words }) => words.length));
}

function row(group, name, papers, cell, about = {}) {
  const cells = papers.map(cell);
  const same = papers.length > 1 && different(cells).size === 1 && cells[0].words.length > 0;
  const differs = group === "trait" && different(cells.filter(({ words }) => words.length)).size > 1;
  return { group, id: about.id ?? null, name, means: about.means ?? null, cells, same, differs };
}

function said({ compared }, { id, kind, unit, values }, _) {
  const found = compared.known.find((each) => each.id === id);
  if (!found) return { applies: compared.unknown.some((each) => each.id === id), words: [] };
  const words = found.values.map(({ value, words: told }) => (typeof value === "boolean" ? (value ? _("yes") : _("no"))
    : values.find((each) => each.id === value)?.name ?? told));
  return known(...(kind === "number" ? [words.join(_(", ")) + found.after.replace(/\S.*/, unit)] : words));
}

// Numbers of one table that were measured under the same conditions, where two of the papers have some; each with what
// the source calls it.
function numbers(papers, about, _) {
  const say = (text) => about.words[text] ?? text;
  const described = ({ name, value }) => _("{name} {value}", { name: say(name), value: say(value) });
  const settings = new Map();
  papers.forEach((paper, place) => {
    for (const table of paper.numbers) {
      for (const line of table.rows) {
        const own = line.conditions.map(described).join(_(", "));
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
    const where = [own, say(table.title), ...table.common.map(described)].filter(Boolean).join(_("; "));
    const printed = { where, source: table.source.title, part: say(table.source.part) };
    return [...metrics.values()].map(({ name, unit, better }) => row("number", unit ? _("{name} ({unit})", { name: say(name), unit: say(unit) }) : say(name), lines, (mine) => cellOf(mine, name), {
      id: [table.id, own].filter(Boolean).join(": "),
      means: better === "lower" ? _("{where}. Lower is better. {source}, {part}", printed) : _("{where}. Higher is better. {source}, {part}", printed),
    }));
  });
}

function cellOf(lines, name) {
  const words = lines.flatMap(([{ metrics }, { label, cells }]) => {
    const cell = cells[metrics.findIndex((metric) => metric.name === name)];
    if (!cell?.printed) return [];
    return `${cell.printed} (${label})`;
  });
  return { applies: false, words };
}
