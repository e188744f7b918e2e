// Formulas as text: what Unicode can write on one line without doubt (latex/mathematics.py).

export class Unknown extends Error {}

export const accented = (base, mark) => (({ ı: "i", ȷ: "j" })[base] ?? base).concat(mark).normalize("NFC");
const isWord = (text) => /^[\p{L}\p{N}]$/u.test(text);
const lastOf = (text) => Array.from(text.slice(-2)).at(-1) ?? "";

// The line that a formula becomes, with the spaces that LaTeX puts between its parts.
class Line {
  text = "";
  #owed = "";
  constructor(tight, noOperand) { this.tight = tight; this.noOperand = noOperand; }
  add(text) {
    if (!text) return;
    const [first] = text;
    if ((this.#owed === "word" && isWord(first)) || (this.#owed === "any" && !/\s/.test(first))) this.text += " ";
    this.#owed = "";
    this.text += ["", " "].includes(this.text.slice(-1)) ? text.trimStart() : text;
  }
  attach(text) { this.text += text; } // what hangs on the part before it
  relation(text) {
    const left = this.text.trimEnd();
    const between = left !== "" && !this.noOperand.includes(lastOf(left)) && !this.tight;
    if (between) this.text = `${left} `;
    this.add(text);
    this.#owed = between ? "any" : "";
  }
  func(name) {
    const last = lastOf(this.text);
    if (this.text && (isWord(last) || ")]".includes(last))) this.text += " ";
    this.add(name);
    this.#owed = "word";
  }
}

export function mathematicsOf(constants, known) {
  const { ALONE, FLAT, BLACKBOARDS, FRACTIONS, NO_OPERAND, SCRIPTS, SIGNS, SIGNS_ABOVE, SPACED } = constants.mathematics;

  // A text as "sub" or "sup": Unicode's small characters, or as it is where it stands high by itself.
  function script(text, kind) {
    if (kind === "sup" && Object.hasOwn(SIGNS_ABOVE, text)) return SIGNS_ABOVE[text];
    if (kind === "sup" && FLAT.fullmatch(text)) return text;
    const small = kind === "sup" ? known.superscripts : known.subscripts;
    const letters = Array.from(text.replaceAll("-", "−"));
    if (!letters.every((letter) => small.has(letter))) throw new Unknown(text);
    return letters.map((letter) => small.get(letter)).join("");
  }
  const alone = (text) => (ALONE.fullmatch(text) ? text : `(${text})`);

  function built(name, parts) {
    if (known.mathAccents.has(name)) {
      if (Array.from(parts[0]).length !== 1) throw new Unknown(name);
      return accented(parts[0], known.mathAccents.get(name));
    }
    if (BLACKBOARDS.includes(name)) return Array.from(parts[0], (letter) => known.blackboard.get(letter) ?? letter).join("");
    if (FRACTIONS.includes(name)) return parts.map(alone).join("/");
    if (name === "sqrt") {
      if (parts[0]) throw new Unknown(name);
      return `√${alone(parts[1])}`;
    }
    return parts.join("");
  }

  function macro(line, node, reader) {
    const { name, args } = node;
    if (known.functions.has(name)) line.func(name);
    else if (known.relations.has(name)) line.relation(known.characters.get(name));
    else if (known.binary.has(name)) {
      line.add(known.characters.get(name) + (line.text.endsWith(" ") && node.space ? " " : ""));
    } else if (name === "operatorname") line.func(reader.text(args ?? []));
    else if (args && (name.startsWith("math") || known.mathAccents.has(name) || FRACTIONS.includes(name) || name === "sqrt")) {
      line.add(built(name, args.map((each) => mathematics(each ? [each] : [], reader, line.tight))));
    } else if (!known.thinSpaces.has(name)) line.add(reader.text([node]));
  }

  const atomsOf = (nodes, reader) => nodes.filter(Boolean).flatMap((node) =>
    (node.kind === "chars" ? reader.characters(node).match(/'{1,3}|\s+|[^]/gu) ?? [] : [node]));

  function mathematics(nodes, reader, tight = false) {
    const line = new Line(tight, NO_OPERAND);
    const atoms = atomsOf(nodes, reader);
    const isText = (atom) => typeof atom === "string";
    let place = 0;
    let swallowed = false;
    const following = () => {
      while (isText(atoms[place]) && /^\s/.test(atoms[place])) place++;
      if (place === atoms.length) throw new Unknown("an index of nothing");
      return mathematics([atoms[place++]], reader, true);
    };
    while (place < atoms.length) {
      const atom = atoms[place++];
      if (isText(atom) && Object.hasOwn(SCRIPTS, atom)) line.attach(script(following(), SCRIPTS[atom]));
      else if (!isText(atom) && atom.kind === "macro" && atom.name === "not") line.relation(accented(following(), "\u0338"));
      else if (isText(atom)) {
        const spaced = swallowed && SPACED.has(atom) && atoms[place] === " ";
        line.add((spaced ? " " : "") + (/^\s/.test(atom) ? " " : SIGNS[atom] ?? atom));
      } else if (atom.kind === "macro") macro(line, atom, reader);
      else line.add(mathematics(atom.nodes, reader, tight));
      swallowed = Boolean(atom.space);
    }
    return line.text.trim();
  }
  return { mathematics, script };
}
