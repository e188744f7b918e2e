// The lines of a file that are of these papers, in this order, below its head and above its end: one paper is one line.

const keyOf = { csv: /^([^,]+),/, tex: /\\cite\{([^}]+)\}/ };
const types = { csv: "text/csv", tex: "text/x-tex" };

export async function download({ href, download: name, dataset: { file } }, keys) {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
  const lines = (await answer.text()).split("\n");
  const found = new Map(lines.map((line, at) => [keyOf[file].exec(line)?.[1], at]));
  const places = keys.map((key) => found.get(key)).filter((at) => at !== undefined);
  const all = [...document.querySelectorAll("[data-key]")].map(({ dataset: { key } }) => found.get(key));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const text = [...lines.slice(0, first), ...places.map((at) => lines[at]), ...lines.slice(last + 1)].join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${types[file]};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
