// Titles and names, as checks/titles.py and checks/characters.py have them: what people read, and nothing else.
import { written } from "./fixes.js";
import { _ } from "./language.js";
import { isLower, isUpper, named, quoted } from "./text.js";

// Bytes of Windows-1252, by character.
const bytes = new Map(Array.from(new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, at) => at)),
  (character, at) => [character, at]));
function readAgain(text) {
  const encoded = Array.from(text, (character) => bytes.get(character));
  if (encoded.includes(undefined)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(encoded));
  } catch {
    return null;
  }
}

const html = new DOMParser();
const entity = (name) => html.parseFromString(`.${name}`, "text/html").body.textContent.slice(1);
const isPrintable = (text) => !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(text);
const asText = _("Write it as plain text, with Unicode characters for symbols.");

export function textRules({ titles, characters, places }, { abbreviations }) {
  const known = new Set(abbreviations);

  function narrow(match, at, text) {
    const usual = match.normalize("NFKC");
    const next = Array.from(text.slice(at + match.length))[0] ?? "";
    return ",;:!?".includes(usual.at(-1)) && /[\p{L}\p{N}]/u.test(next) ? `${usual} ` : usual;
  }
  function usualCharacters(given) {
    let text = characters.SPACES.sub(" ", given.normalize("NFC"));
    text = characters.COMPATIBILITY.sub((match) => match.normalize("NFKC"), text);
    if (!characters.EAST_ASIAN.search(text)) text = characters.FULL_WIDTH.sub(narrow, text);
    text = Array.from(text, (sign) => characters.LOOKALIKES[sign] ?? sign).join("");
    return characters.APOSTROPHE.sub("’", text).trim();
  }
  function difference(text, usual) {
    const odd = Array.from(text).find((sign) => !usual.includes(sign));
    return odd ? _("'{sign}' is {name}", { sign: odd, name: named(odd) }) : _("the letters and their accents are separate characters");
  }
  const spaced = (title) => titles.NO_SPACE_AFTER_COLON.sub(": ",
    title.includes(" :") ? titles.SPACE_BEFORE_COLON.sub(":", title) : title);
  function halved(title) {
    const match = titles.DOUBLED.match(title);
    return match ? title.slice(match.groups.prefix.length).replace(/^[ :]+/, "") : title;
  }
  const unstopped = (title) =>
    !title.endsWith(".") || titles.ABBREVIATION.search(title) ? title : titles.FULL_STOP.sub("", title);
  const rewritten = (rewrite, reason) => (title) => {
    const better = rewrite(title);
    return better !== title && { better, reason };
  };

  const ofTitles = {
    LS261: rewritten(spaced, _("a colon has no space before it and one after it")),
    LS262: rewritten(halved, _("the title begins with the same words twice")),
    LS263(title) {
      const found = titles.WORD.findall(title).map(([word]) => word);
      if (found.length < 3) return false;
      const fix = _("Use the capitalisation of the publication.");
      if (isLower(title)) return { reason: _("the title is all in lower case"), fix };
      if (isUpper(title)) return { reason: _("the title is all in capitals"), fix };
      const wrong = found.find((word) => known.has(word));
      return wrong !== undefined && { reason: _("'{word}' is written {usual} in other titles", { word: wrong, usual: wrong.toUpperCase() }), fix };
    },
    LS264: rewritten(unstopped, _("a title has no full stop")),
  };

  const ofTexts = {
    LS265: (text) => characters.DOUBLE_SPACE.search(text) &&
      { better: characters.DOUBLE_SPACE.sub(" ", text), reason: _("there are two spaces where one belongs") },
    LS266(text) {
      if (!characters.LATEX_SIGN.search(text)) return false;
      const match = characters.MATH.search(text) ?? characters.LATEX.search(text);
      return match && { reason: _("'{text}' is LaTeX", { text: match[0] }), fix: asText };
    },
    LS267(text) {
      if (!characters.HTML_SIGN.search(text)) return false;
      const tags = characters.TAG.findall(text);
      const said = [...tags.map(([tag]) => tag), ...characters.ENTITY.findall(text).map(([name]) => name)
        .filter((name) => entity(name) !== name)];
      if (!said.length) return false;
      const better = characters.ENTITY.sub(entity, characters.TAG.sub("", text)).trim();
      const certain = better && isPrintable(better) && tags.every(({ groups }) => characters.RUNNING_TEXT.has(groups.name.toLowerCase()));
      return { reason: _("'{text}' is HTML", { text: said[0] }), ...(certain ? { better } : { fix: asText }) };
    },
    LS268(text) {
      if (!characters.NOT_ASCII.search(text)) return false;
      if (text.includes("\ufffd")) {
        return { reason: _("the character U+FFFD stands for one that was lost"), fix: _("Write the character that was lost.") };
      }
      const better = usualCharacters(text);
      return better !== text && better !== "" && { better, reason: difference(text, better) };
    },
    LS269(text) {
      if (!characters.MOJIBAKE.search(text)) return false;
      const reason = _("'{text}' was read in the wrong encoding", { text });
      const better = readAgain(text);
      return better === null ? { reason, fix: _("Copy the text from its source again.") } : { reason, better };
    },
  };

  function* texts({ record, authors }) {
    yield [["title"], record.title, []];
    for (const [at, title] of (record.also_titled ?? []).entries()) yield [["also_titled", at], title, record.also_titled];
    for (const [at, alias] of (record.aliases ?? []).entries()) yield [["aliases", at], alias, record.aliases];
    for (const field of places.ONE_TEXT) if (record[field] !== undefined) yield [[field], record[field], []];
    for (const [at, author] of authors.entries()) {
      if (typeof author === "string") yield [["authors", at], author, authors];
      else for (const [part, text] of Object.entries(author)) yield [["authors", at, part], text, []];
    }
  }

  return function* (paper) {
    for (const [path, text, siblings] of texts(paper)) {
      const isTitle = path[0] === "title" || path[0] === "also_titled";
      for (const [code, rule] of Object.entries(isTitle ? { ...ofTitles, ...ofTexts } : ofTexts)) {
        const flaw = rule(text);
        if (!flaw) continue;
        const { better, reason, fix = siblings.includes(better)
          ? _("Delete this line: {text} is listed already.", { text: quoted(better) }) : written(path, better) } = flaw;
        yield { code, path, reason, fix };
      }
    }
  };
}
