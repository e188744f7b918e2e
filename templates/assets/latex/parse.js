// LaTeX as nodes: characters, groups, commands with their arguments, formulas; signs that are themselves stay text
// (latex/literal.py).

const blank = /[ \t\r\n]/;

export function masking({ literal: { DEEPEST, FORMULA, NO_PRICE, TOKEN, WORDS } }) {
  const isWhole = (inside) => {
    let depth = 0;
    for (const [sign] of TOKEN.findall(inside)) {
      depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
      if (depth < 0) return false;
    }
    return depth === 0;
  };

  function isFormula(source, start, end) {
    const inside = source.slice(start + 1, end);
    if (!inside.trim() || /^\s|\s$/.test(inside)) return false;
    if (/^\p{Nd}/u.test(source.slice(end + 1, end + 3)) && !NO_PRICE.match(inside)) return false;
    return isWhole(inside) && Boolean(FORMULA.search(inside) || !inside.includes(" ") || !WORDS.search(inside));
  }

  function prices(source, dollars, literal) {
    for (let at = 0; at < dollars.length;) {
      const [first, second, third, fourth] = dollars.slice(at, at + 4);
      if (second !== undefined && isFormula(source, first, second)) at += 2;
      else if (fourth !== undefined && second === first + 1 && fourth === third + 1 && third > second + 1) at += 4;
      else {
        literal.add(first);
        at += 1;
      }
    }
  }

  function lonelyBrackets(source, literal) {
    const opened = new Map();
    for (const { 0: sign, index: at } of TOKEN.findall(source)) {
      if (sign === "\\(" || sign === "\\[") {
        if (opened.has(sign)) literal.add(opened.get(sign));
        opened.set(sign, at);
      } else if (sign === "\\)" || sign === "\\]") {
        const opening = sign === "\\)" ? "\\(" : "\\[";
        if (!opened.has(opening) || !isWhole(source.slice(opened.get(opening) + 2, at))) literal.add(at);
        else opened.delete(opening);
      } else if (sign === "{" || sign === "}" || sign === "$") {
        for (const place of opened.values()) literal.add(place);
        opened.clear();
      }
    }
    for (const place of opened.values()) literal.add(place);
  }

  // The text with a full stop in place of each sign that is itself.
  return function masked(source) {
    const literal = new Set();
    const opened = [];
    const dollars = [];
    for (const { 0: sign, index: at } of TOKEN.findall(source)) {
      if (sign === "{") opened.push(at);
      else if (sign === "}") {
        if (!opened.length) literal.add(at);
        else if (opened.length > DEEPEST) literal.add(opened.pop()).add(at);
        else opened.pop();
      } else if (sign === "$") dollars.push(at);
      else if (sign === "%" || sign === "\\" || sign.startsWith("\\begin") || sign.startsWith("\\end")) {
        for (let place = at; place < at + sign.length; place++) literal.add(place);
      }
    }
    opened.forEach((at) => literal.add(at));
    prices(source, dollars, literal);
    lonelyBrackets(source, literal);
    return literal.size ? source.split("").map((sign, at) => (literal.has(at) ? "." : sign)).join("") : source;
  };
}

// Nodes of a masked text; `argumentsOf` tells what a command takes: "{" once for each, "[" where one is optional.
export function parsed(source, argumentsOf) {
  let at = 0;

  function macro(takesArguments) {
    const start = at++;
    const name = source.slice(at).match(/^(?:\p{L}+|[^])/u)[0];
    at += name.length;
    let space = "";
    if (/^\p{L}/u.test(name)) while (at < source.length && blank.test(source[at])) space += source[at++];
    const wanted = takesArguments ? argumentsOf(name) : "";
    const node = { kind: "macro", start, name, space, args: wanted === "" ? null : [] };
    for (const each of wanted) node.args.push(each === "[" ? optional() : argument());
    return { ...node, end: at };
  }
  function optional() {
    let place = at;
    while (blank.test(source[place] ?? "")) place++;
    if (source[place] !== "[") return null;
    at = place + 1;
    return { kind: "group", start: place, ...content((text) => text === "]", 1) };
  }
  function argument() {
    while (at < source.length && blank.test(source[at])) at++;
    if (at >= source.length) throw new SyntaxError("a command without its argument");
    if (source[at] === "{") return group();
    if (source[at] === "}") return { kind: "chars", start: at, end: at };
    if (source[at] === "\\") return macro(false);
    const start = at;
    at += String.fromCodePoint(source.codePointAt(at)).length;
    return { kind: "chars", start, end: at };
  }
  function group() {
    const start = at++;
    return { kind: "group", start, ...content((text) => text === "}", 1) };
  }
  function formula(open, close) {
    const start = at;
    at += open.length;
    return { kind: "math", start, ...content((text) => text === close, close.length) };
  }
  function content(isEnd, width) {
    const nodes = [];
    while (at < source.length && !isEnd(source.slice(at, at + width))) nodes.push(next());
    if (width && at >= source.length) throw new SyntaxError("no end");
    at += width;
    return { nodes, end: at };
  }
  function next() {
    if (source[at] === "{") return group();
    if (source.startsWith("$$", at)) return formula("$$", "$$");
    if (source[at] === "$") return formula("$", "$");
    if (source.startsWith("\\(", at)) return formula("\\(", "\\)");
    if (source.startsWith("\\[", at)) return formula("\\[", "\\]");
    if (source[at] === "\\") return macro(true);
    const start = at;
    while (at < source.length && !"{}$\\]".includes(source[at])) at++;
    if (at === start) at++;
    return { kind: "chars", start, end: at };
  }

  const nodes = [];
  while (at < source.length) {
    const node = next();
    const last = nodes.at(-1);
    if (node.kind === "chars" && last?.kind === "chars") nodes[nodes.length - 1] = { ...last, end: node.end };
    else nodes.push(node);
  }
  return nodes;
}
