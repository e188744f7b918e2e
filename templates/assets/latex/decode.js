// LaTeX as text: what exporters and people write into BibTeX, read as they meant it (latex/decode.py, latex/markup.py).
import { Unknown, accented, mathematicsOf } from "./mathematics.js";
import { masking, parsed } from "./parse.js";

const page = typeof DOMParser === "undefined" ? null : new DOMParser();
const entity = (name) => page.parseFromString(`.${name}`, "text/html").body.textContent.slice(1);
const turned = (pairs) => Object.entries(pairs).map(([character, name]) => [name, character]);

// The table of commands from the side of somebody who reads LaTeX (latex/commands.py).
function commandsOf({ written, read, accents, scripts }) {
  const named = Object.entries(written).filter(([group]) => group !== "blackboard").flatMap(([, pairs]) => turned(pairs));
  const zipped = (one, other) => new Map(Array.from(one).map((sign, at) => [sign, Array.from(other)[at]]));
  return {
    characters: new Map([...named, ...Object.entries(read.words), ...Object.entries(read.journals)]),
    signs: new Map(Object.entries(read.signs)),
    accents: new Map([...accents.filter(([, text]) => text).map(([mark, text]) => [text, mark]), ...Object.entries(read.accents)]),
    mathAccents: new Map(accents.filter(([, , math]) => math).map(([mark, , math]) => [math, mark])),
    blackboard: new Map(turned(written.blackboard)),
    superscripts: zipped(scripts.raised, scripts.as_superscripts),
    subscripts: zipped(scripts.lowered, scripts.as_subscripts),
    relations: new Set([...Object.values(written.relations), ...read.relations]),
    binary: new Set([...Object.values(written.binary), ...read.binary]),
    functions: new Set(read.functions), spaces: new Set(read.spaces), thinSpaces: new Set(read.thin_spaces),
    silent: new Set(read.silent), transparent: new Set(read.transparent), verbatim: new Set(read.verbatim),
    lastOf: new Map(Object.entries(read.last_of)),
  };
}

// `constants` as rules/constants.js reads those of data/latex.json, `table` the commands there.
export function decoder(constants, table) {
  const known = commandsOf(table);
  const masked = masking(constants);
  const { mathematics, script } = mathematicsOf(constants, known);
  const { LATEX_OF_URLS, QUOTES, SCRIPTS, SIGN, SIGNS, SIGNS_OF_URLS, SPACES, SPACING_ACCENTS, TYPOGRAPHY } = constants.decode;
  const { ENTITY, ESCAPED, SCRIPT, SEPARATES, SPELLED_TAG, TAG } = constants.markup;
  const { BLACKBOARDS, FRACTIONS } = constants.mathematics;

  const takes = new Map();
  for (const names of [known.accents.keys(), known.mathAccents.keys(), known.transparent, known.verbatim, Object.keys(SCRIPTS),
    BLACKBOARDS, ["ensuremath", "enquote", "operatorname"]]) for (const name of names) takes.set(name, "{");
  for (const [name, count] of known.lastOf) takes.set(name, "{".repeat(count));
  for (const name of FRACTIONS) takes.set(name, "{{");
  takes.set("sqrt", "[{");

  function printed(name, beforeSpace) {
    const character = known.signs.get(name) || known.characters.get(name);
    if (character) return Array.from(character).length > 1 && beforeSpace ? `${character} ` : character;
    if (known.spaces.has(name) || known.thinSpaces.has(name)) return " ";
    if (known.silent.has(name)) return "";
    throw new Unknown(name);
  }

  const decodeUrl = (value) => LATEX_OF_URLS.sub(signOfUrl, value.trim()).replace(/^[{} ]+|[{} ]+$/g, "");
  function signOfUrl(...parts) {
    const groups = parts.at(-1);
    if (groups.url !== undefined) return LATEX_OF_URLS.sub(signOfUrl, groups.url);
    const [kind, found] = Object.entries(groups).find(([, text]) => text !== undefined);
    return ["command", "formula", "entity"].includes(kind) ? SIGNS_OF_URLS[found] ?? found : found;
  }
  const spliced = (source, found) => {
    let [text, at] = ["", 0];
    for (const piece of found) {
      text += source.slice(at, piece.start) + (piece.text ?? piece.source);
      at = piece.end;
    }
    return text + source.slice(at);
  };

  function reading(source) {
    const pieceOf = (start, end, text) => ({ start, end, source: source.slice(start, end), text });
    const characters = ({ start, end }) => source.slice(start, end);

    function typography({ start, end }) {
      const found = [];
      const within = source.slice(0, end + 1);
      const pattern = new RegExp(TYPOGRAPHY.everywhere);
      pattern.lastIndex = start;
      for (let match; (match = pattern.exec(within)) && pattern.lastIndex <= end;) {
        found.push(pieceOf(match.index, pattern.lastIndex, signOf(match[0], source[match.index - 1] ?? "")));
      }
      return found;
    }
    function signOf(sign, before) {
      if (sign === "''" && ["", " ", "(", "["].includes(before)) return "“";
      if (sign[0] === "\\") return null;
      return SIGNS[sign] ?? `‘${sign.slice(1, -1)}’`;
    }
    const text = (nodes) => nodes.filter(Boolean).map(textOf).join("");
    const reader = { characters, text };

    function textOf(node) {
      if (node.kind === "chars") {
        const found = typography(node);
        if (found.some((piece) => piece.text === null)) throw new Unknown("an environment");
        return spliced(characters(node), found.map((piece) => ({ ...piece, start: piece.start - node.start, end: piece.end - node.start })));
      }
      if (node.kind === "group") return QUOTES[characters(node)] ?? text(node.nodes);
      if (node.kind === "math") return mathematics(node.nodes, reader);
      const { name, args } = node;
      if (!args) return printed(name, Boolean(node.space));
      if (known.accents.has(name)) {
        const letters = text(args);
        if (!letters && Object.hasOwn(SPACING_ACCENTS, name)) return SPACING_ACCENTS[name];
        const [first = "", ...rest] = letters;
        if (!/^\p{L}$/u.test(first)) throw new Unknown(name);
        return accented(first, known.accents.get(name)) + rest.join("");
      }
      if (name === "enquote") return `“${text(args)}”`;
      if (known.transparent.has(name)) return text(args);
      if (known.verbatim.has(name)) return decodeUrl(args.map(characters).join(""));
      if (known.lastOf.has(name)) return text(args.slice(-1));
      if (Object.hasOwn(SCRIPTS, name)) return script(text(args), SCRIPTS[name]);
      return mathematics(name === "ensuremath" ? args : [node], reader);
    }

    function* pieces(nodes, stop) {
      for (let place = 0; place < nodes.length;) {
        const node = nodes[place++];
        const endAt = () => (place < nodes.length ? nodes[place].start : stop);
        let end = endAt();
        if (node.kind === "chars") {
          yield* typography(node);
          continue;
        }
        try {
          yield pieceOf(node.start, end, textOf(node));
        } catch (error) {
          if (!(error instanceof Unknown)) throw error;
          if (node.kind === "group") {
            yield pieceOf(node.start, node.start + 1, "");
            yield* pieces(node.nodes, end - 1);
            yield pieceOf(end - 1, end, "");
          } else {
            while (nodes[place]?.kind === "group") {
              place++;
              end = endAt();
            }
            yield pieceOf(node.start, end, null);
          }
        }
      }
    }
    return pieces;
  }

  function pieces(source) {
    if (!SIGN.search(source)) return [];
    try {
      return [...reading(source)(parsed(masked(source), (name) => takes.get(name) ?? ""), source.length)];
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
      return [{ start: 0, end: source.length, source, text: null }];
    }
  }

  function withoutMarkup(value) {
    let text = value;
    for (let round = 0; round < 3 && text.includes("&"); round++) {
      text = ENTITY.sub((name) => { const sign = entity(name); return ESCAPED[sign] ?? sign; }, text);
    }
    text = SPELLED_TAG.sub(unspelled, text);
    if (!text.includes("<")) return text;
    const small = (whole, kind, inside) => {
      try {
        return script(inside, kind.toLowerCase()) || whole;
      } catch {
        return whole;
      }
    };
    text = SCRIPT.sub(small, text);
    const [ended, begun] = [true, false].map((atEnd) => new Set(
      TAG.findall(text).filter(({ groups }) => Boolean(groups.end) === atEnd).map(({ groups }) => groups.name.toLowerCase())));
    return TAG.sub((...parts) => {
      const name = parts.at(-1).name.toLowerCase();
      const isText = ["sub", "sup"].includes(name) || (name !== "br" && !(ended.has(name) && begun.has(name)));
      return isText ? parts[0] : SEPARATES.match(parts[0]) ? " " : "";
    }, text);
  }
  function unspelled(...parts) {
    const tag = `<${parts.at(-1).inside}>`;
    return TAG.fullmatch(tag) ? tag : parts[0];
  }

  // The text that a value of a BibTeX file means, on one line, and what of it stays LaTeX.
  function decode(value) {
    const source = SPACES.sub(" ", withoutMarkup(value)).replace(/^ +| +$/g, "");
    const found = pieces(source);
    const text = found.length ? SPACES.sub(" ", spliced(source, found)).replace(/^ +| +$/g, "") : source;
    return { text, unknown: [...new Set(found.filter((piece) => piece.text === null).map((piece) => piece.source))] };
  }
  return { decode, decodeUrl, pieces };
}
