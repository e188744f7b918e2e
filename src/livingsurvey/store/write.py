"""Writing: atomically, and without touching a line that was not asked for."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
import yaml_edit

from livingsurvey.errors import UsageError
from livingsurvey.model import Paper
from livingsurvey.model.paper import year_of_key
from livingsurvey.store.yaml import Path as Place
from livingsurvey.store.yaml import parse

PAPER_HEADER = "# yaml-language-server: $schema=../../schema/paper.schema.json\n"
_ALWAYS_QUOTED = frozenset({"title", "also_titled", "ids"})


def write_bytes(path: Path, content: bytes) -> None:
    """Replace the file in one step: a reader sees the old content or the new, never a part."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_text(path: Path, content: str) -> bool:
    """Write text as UTF-8, its line ends as they are, only when it differs. Returns whether it did."""
    encoded = content.encode()
    with contextlib.suppress(OSError):
        if path.read_bytes() == encoded:
            return False
    write_bytes(path, encoded)
    return True


def paper_path(root: Path, paper: Paper) -> Path:
    """Where the record of a paper stands: ``papers/<year of the key>/<key>.yaml``."""
    return root / "papers" / year_of_key(paper.key) / f"{paper.key}.yaml"


def write_paper(root: Path, paper: Paper, *, overwrite: bool = False) -> Path:
    """Write a new record; refuses to replace an existing file unless told to.

    Raises:
        UsageError: the record exists and ``overwrite`` is false.
    """
    path = paper_path(root, paper)
    if path.exists() and not overwrite:
        raise UsageError(f"{path} exists; edit it, or choose another key")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, dump_paper(paper))
    return path


def dump_paper(paper: Paper) -> str:
    """The canonical text of a record: schema line, fields in the model's order, absent fields left out."""
    fields = paper.model_dump(mode="python", exclude={"key"}, exclude_defaults=True)
    return PAPER_HEADER + dump(fields)


def dump(fields: Mapping[str, Any]) -> str:
    """A mapping as YAML in block style; titles and ids quoted, other text where YAML needs it."""
    return yaml.dump(
        {name: _presented(value, quoted=name in _ALWAYS_QUOTED) for name, value in fields.items()},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=2**20,
    )


def edit(text: str, changes: Mapping[Place, Any]) -> str:
    """The document with the values at these paths replaced, added, or (None) removed; all else stays byte for byte.

    Raises:
        UsageError: the text is no YAML mapping, a path leads nowhere, or the edit would change more than was asked.
    """
    expected, problems = parse(text)
    if problems or not isinstance(expected, dict):
        raise UsageError("the file must be valid YAML before it can be edited; run 'survey check'")
    try:
        document = yaml_edit.Document.parse(text)
        for path, value in sorted(changes.items(), key=lambda change: change[1] is None):
            _apply(document, expected, path, value)
    except (LookupError, TypeError, ValueError) as error:
        raise UsageError(f"there is no place for {_spoken(changes)} in this file; edit it by hand") from error
    edited = str(document)
    if text.endswith("\n") and not edited.endswith("\n"):
        edited += "\n"
    if parse(edited) != (expected, []):
        raise UsageError(f"this file's layout does not allow the change to {_spoken(changes)}; edit it by hand")
    return edited


def edit_file(path: Path, changes: Mapping[Place, Any]) -> bool:
    """:func:`edit` on a file, atomically. Returns whether the file changed."""
    return write_text(path, edit(path.read_bytes().decode(), changes))


def _apply(document: yaml_edit.Document, expected: dict[str, Any], path: Place, value: Any) -> None:
    holder: Any = document.as_mapping()
    data: Any = expected
    plain = value.isoformat() if isinstance(value, dt.date) else list(value) if isinstance(value, tuple) else value
    for step, part in enumerate(path[:-1]):
        if plain is not None and isinstance(data, dict) and part not in data:
            plain = functools.reduce(lambda inner, name: {name: inner}, reversed(path[step + 1 :]), plain)
            path = path[: step + 1]
            break
        holder, data = _opened(holder[part]), data[part]
    last = path[-1]
    if plain is None:
        del holder[last]
        del data[last]
        return
    old = holder.get(last)
    quoted = path[0] in _ALWAYS_QUOTED or (old is not None and old.is_scalar() and old.as_scalar().is_quoted())
    if isinstance(plain, list) and old is not None and old.is_sequence():
        _set_items(old.as_sequence(), data[last], plain, quoted=quoted)
    else:
        holder[last] = _styled(plain, quoted=quoted)
    data[last] = plain


def _opened(node: Any) -> Any:
    """The mapping or list that a value is.

    Raises:
        TypeError: it is neither.
    """
    for opened in (node.as_mapping(), node.as_sequence()):
        if opened is not None:
            return opened
    raise TypeError("a single value holds no others")


def _set_items(sequence: Any, before: list[Any], after: list[Any], *, quoted: bool) -> None:
    """Item by item, so that a list keeps its layout and the comments on items that stay."""
    for place, item in enumerate(after):
        if place >= len(before):
            sequence.append(_styled(item, quoted=quoted))
        elif item != before[place]:
            sequence[place] = _styled(item, quoted=quoted)
    for _ in before[len(after) :]:
        del sequence[-1]


def _styled(value: Any, *, quoted: bool) -> Any:
    """Text in the double quotes that it had or that its field always has; they would escape what is not ASCII."""
    if isinstance(value, dict):
        return {name: _styled(item, quoted=quoted) for name, item in value.items()}
    if isinstance(value, list):
        return [_styled(item, quoted=quoted) for item in value]
    if quoted and isinstance(value, str) and value.isascii():
        return yaml_edit.ScalarValue(value, "double-quoted")
    return value


def _spoken(changes: Mapping[Place, Any]) -> str:
    return ", ".join(".".join(map(str, path)) for path in changes)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Quoted(str):
    """Text that is written in double quotes even where YAML does not need them."""


class _Dumper(yaml.SafeDumper):
    """Block style, list items indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = isinstance(text, _Quoted) or not isinstance(parse(f"{text}\n")[0] if text else None, str)
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"' if quoted else None)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(_Quoted, _represent_text)


def _presented(value: Any, *, quoted: bool) -> Any:
    if isinstance(value, dict):
        return {name: _presented(item, quoted=quoted) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_presented(item, quoted=quoted) for item in value]
    return _Quoted(value) if quoted and isinstance(value, str) else value
