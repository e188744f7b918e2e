"""What programs may rely on, read from the source: a list of names and signatures, and the page of reference.

python -m tests.reference writes both; tests hold them to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import griffe
from griffe import Attribute, Class, DocstringSectionKind, Function

from livingsurvey.store.write import write_text

ROOT = Path(__file__).parents[1]
SURFACE = ROOT / "tests/data/surface.txt"
PAGE = ROOT / "docs/tool/api.md"

_HEAD = """\
---
title: Python
description: What import livingsurvey offers to programs, made from the docstrings.
---

# Python

[From Python](https://livingsurvey.github.io/livingsurvey/python/) shows how to begin, and
[a notebook](https://github.com/livingsurvey/livingsurvey/blob/main/docs/examples/survey.ipynb) goes through it. What
stands on this page keeps its name, its signature and its meaning within a major version
([semantic versions](https://semver.org/)): new names and optional arguments come with a minor one, and nothing goes
without a major one. All else in the package may change with any version.

<!-- What follows is made from the source by  python -m tests.reference  -->
"""


Named = Iterator[tuple[str, Class | Function | Attribute]]


def public() -> Named:
    """Every class and function that is public, by the name under which programs import it."""
    package = griffe.load("livingsurvey", search_paths=[ROOT / "src"], docstring_parser="google")
    for module, names in (
        ("library", ["Survey", "Papers"]),
        ("model", sorted(map(str, package["model"].exports))),
        ("errors", [name for name, member in package["errors"].members.items() if not member.is_alias]),
        ("extensions", ["rule", "export", "page", "source", "command", "Flaw", "Scope"]),
    ):
        for name in names:
            prefix = "livingsurvey" if module == "library" else f"livingsurvey.{module}"
            thing = package[module].members[name]
            if name[0].isalpha() and name != "annotations":
                yield f"{prefix}.{name}", thing.final_target if thing.is_alias else thing


def parts(of: Class) -> Named:
    """The public parts of a class, inherited ones included, its own first."""
    for name, member in {**of.members, **of.inherited_members}.items():
        if not name.startswith("_") and name != "model_config":
            yield name, member.final_target if member.is_alias else member


def signature(name: str, thing: Class | Function | Attribute) -> str:
    """A name with what is given to it and what it gives: one line."""
    if isinstance(thing, Function):
        return thing.signature(name=name)
    if isinstance(thing, Class):
        return f"{name}({', '.join(map(str, thing.bases))})"
    kind = thing.annotation if thing.annotation is not None else thing.value
    if isinstance(kind, griffe.ExprSubscript) and str(kind.left) == "Annotated":
        kind = kind.slice.elements[0]  # what it is, and not how that is checked
    return " ".join(f"{name}: {kind}".split())


def surface() -> str:
    """Every public name with its signature, a line each, in alphabetical order."""
    lines, told = set(), set()
    for name, thing in public():
        lines.add(signature(name, thing))
        known = name.rpartition(".")[2]
        if isinstance(thing, Class) and known not in told:  # by extensions, a survey and its papers are named again
            lines |= {signature(f"{name}.{part}", member) for part, member in parts(thing)}
        told.add(known)
    return "".join(f"{line}\n" for line in sorted(lines))


def page() -> str:
    """The page of reference."""
    found = dict(public())
    written = [_HEAD]
    for name in ("livingsurvey.Survey", "livingsurvey.Papers"):
        thing = found[name]
        assert isinstance(thing, Class)
        members = list(parts(thing))
        written.append(f"\n## {name}\n\n{_said(thing)}\n")
        plain = [signature(part, member) for part, member in members if not member.docstring]
        if plain:
            parted = ((line.partition(": ")[0], line.partition(": ")[2].replace(" | ", "` or `")) for line in plain)
            rows = (f"| `{attribute}` | `{kind}` |\n" for attribute, kind in parted)
            written.append(f"\n| attribute | type |\n| --- | --- |\n{''.join(rows)}")
        for part, member in members:
            if member.docstring:
                head = f"{part} {{ #{name.rpartition('.')[2].lower()}-{part.replace('_', '-')} }}"
                written.append(f"\n### {head}\n\n```python\n{signature(part, member)}\n```\n\n{_said(member)}\n")
    for module, title in (("model", "Records"), ("extensions", "Extensions"), ("errors", "Errors")):
        rows = [
            f"| `{name.rpartition('.')[2]}` | {_first_line(thing)} |\n"
            for name, thing in found.items()
            if name.startswith(f"livingsurvey.{module}.")
        ]
        head = f"\n## {title}\n\nIn `livingsurvey.{module}`:\n\n| name | meaning |\n| --- | --- |\n"
        written.append(head + "".join(rows))
    return "".join(written)


def _said(thing: Class | Function | Attribute) -> str:
    """A docstring as Markdown."""
    written = []
    for section in thing.docstring.parsed if thing.docstring else ():
        match section.kind:
            case DocstringSectionKind.text:
                written.append(_markdown(section.value))
            case DocstringSectionKind.examples:
                written += [f"```pycon\n{re.sub(' +# doctest: .*', '', value)}\n```" for _, value in section.value]
            case DocstringSectionKind.parameters:
                written.append("\n".join(f"- `{each.name}`: {_markdown(each.description)}" for each in section.value))
            case DocstringSectionKind.raises:
                raised = "; ".join(f"`{each.annotation}`: {_markdown(each.description)}" for each in section.value)
                written.append(f"Raises {raised}")
    return "\n\n".join(written)


def _first_line(thing: Class | Function | Attribute) -> str:
    text = thing.docstring.value if thing.docstring else ""
    return _markdown(text.partition("\n\n")[0]).replace("\n", " ").replace("|", "\\|")


def _markdown(text: str) -> str:
    """The markup of docstrings as that of pages; an example becomes a block."""
    text = re.sub(r":(?:meth|class|mod|func|attr):`\.?([^`]+)`", r"`\1`", text.replace("``", "`"))
    text = re.sub(r" +# doctest: .*", "", text)
    return re.sub(r"^>>>.*(?:\n.+)*", r"```pycon\n\g<0>\n```", text, flags=re.MULTILINE)


if __name__ == "__main__":
    write_text(SURFACE, surface())
    write_text(PAGE, page())
