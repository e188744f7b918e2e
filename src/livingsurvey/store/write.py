"""Writing: atomically, and without touching a line that was not asked for."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import functools
import os
import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
import yaml_edit

from livingsurvey.errors import UsageError
from livingsurvey.model import Ids, Links, Paper
from livingsurvey.store.symlinks import place_of
from livingsurvey.store.yaml import Path as Place
from livingsurvey.store.yaml import parse

PAPER_HEADER = "# yaml-language-server: $schema=../../schema/paper.schema.json\n"
_PAPER_ORDER: Mapping[Place, Sequence[str]] = {
    ("ids",): tuple(Ids.model_fields),
    ("links",): tuple(Links.model_fields),
}
_ALWAYS_QUOTED = frozenset({"title", "also_titled", "volume", "number", "pages", "ids"})
_LISTS_ON_A_LINE = frozenset({"traits"})
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SUFFIX = ".tmp"
_SHOWN = 100
"""How much of a file's name its temporary file shows: together they must not be longer than names may be."""
_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp", re.DOTALL)
_KNOWS_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


def write_bytes(path: Path, content: bytes) -> None:
    """Replace the file in one step: a reader sees the old content or the new, never a part."""
    with _complete(path, content) as temporary:
        temporary.replace(path)


def create(path: Path, content: bytes) -> None:
    """Write a new file, whole or not at all, and never over another: the file system decides whether there is one.

    Raises:
        FileExistsError: a file has this name, or, where case does not count, one that differs from it only in case.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _complete(path, content) as temporary:
        _name(temporary, path)


def move(path: Path, target: Path) -> bool:
    """Give a file or folder another name, unless something has it. Returns whether it could be done.

    Where a name's case does not count, a change of case alone is a change too. A move that was interrupted, so that
    the file has both names, is completed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        return not target.exists() and path.rename(target) == target
    try:
        _name(path, target)
    except FileExistsError:
        if not path.samefile(target):
            return False
        if path.stat().st_nlink == 1:
            path.rename(target)
            return True
    path.unlink(missing_ok=True)
    return True


def write_text(path: Path, content: str) -> bool:
    """Write text as UTF-8, its line ends as they are, only when it differs. Returns whether it did."""
    encoded = content.encode()
    with contextlib.suppress(OSError):
        if path.read_bytes() == encoded:
            return False
    write_bytes(path, encoded)
    return True


def write_all(root: Path, texts: Mapping[str, str]) -> list[str]:
    """:func:`write_text` for each path below ``root``; the paths of those that were written.

    Raises:
        UsageError: one would be written through a symbolic link.
        OSError: one could not be written; notes on the error name those that were, and those that were not.
    """
    written: list[str] = []
    with told_apart(texts, written):
        for name, text in texts.items():
            path = place_of(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if write_text(path, text):
                written.append(name)
    return written


@contextlib.contextmanager
def told_apart(names: Iterable[str], written: Collection[str]) -> Iterator[None]:
    """Let an error of the machine in the block tell which files were written before it, and which were not.

    Args:
        names: the files that were to be written.
        written: those that were, as the block goes on.
    """
    try:
        yield
    except OSError as error:
        for name in names:
            error.add_note(f"{name} is {'written' if name in written else 'not written'}")
        raise


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one that is being written, or that a killed process has left."""
    return _TEMPORARY.fullmatch(name) is not None


def remove_leftovers(*folders: Path) -> None:
    """Remove what killed processes have left in folders to which nobody else writes at the moment."""
    for folder in folders:
        with contextlib.suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208 - most are records, and of none is a Path wanted
                if is_temporary(name):
                    (folder / name).unlink()


def _name(file: Path, name: Path) -> None:
    """Give a file a name that no file has; the name it has may stay or go.

    Raises:
        FileExistsError: a file has it.
    """
    try:
        os.link(file, name)
    except OSError as error:
        if error.errno not in _KNOWS_NO_LINKS:
            raise
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        file.replace(name)


@contextlib.contextmanager
def _complete(path: Path, content: bytes) -> Iterator[Path]:
    """A file with this content beside ``path``, which takes its name in the block or is gone after it."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHOWN]}.", suffix=_SUFFIX)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode)
        yield temporary
    except OSError as error:
        error.filename, error.filename2 = os.fspath(path), None
        raise
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def dump_paper(paper: Paper) -> str:
    """The canonical text of a record: schema line, fields in the model's order, absent fields left out.

    The survey's own fields follow the traits.
    """
    fields = paper.model_dump(mode="python", exclude={"key"}, exclude_defaults=True)
    return PAPER_HEADER + dump({name: fields[name] for name in keys_in_order(paper.fields) if name in fields})


def keys_in_order(own: Iterable[str] = ()) -> list[str]:
    """The keys of a record in their order, with these of the survey's own among them."""
    names = list(Paper.model_fields)
    at = names.index("traits") + 1
    return [*names[:at], *own, *names[at:]]


def dump(fields: Mapping[str, Any]) -> str:
    """A mapping as YAML in block style; titles and ids quoted, other text where YAML needs it; a trait on one line."""
    return yaml.dump(
        {
            name: _presented(value, quoted=name in _ALWAYS_QUOTED, in_line=name in _LISTS_ON_A_LINE)
            for name, value in fields.items()
        },
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=2**20,
    )


def edit_paper(text: str, changes: Mapping[Place, Any]) -> str:
    """:func:`edit` on a record of a paper, whose new fields go where :func:`dump_paper` would have them.

    Raises:
        UsageError: as :func:`edit`.
    """
    own = dict.fromkeys(path[0] for path in changes if path[0] not in Paper.model_fields)
    return edit(text, changes, order={**_PAPER_ORDER, (): keys_in_order(map(str, own))})


def edit(
    text: str, changes: Mapping[Place, Any], *, order: Mapping[Place, Sequence[str]] = MappingProxyType({})
) -> str:
    """The document with the values at these paths replaced, added, or (None) removed; all else stays byte for byte.

    Args:
        text: the document.
        changes: the new values.
        order: by the path of a mapping, the order of its keys: a new one goes behind those before it, else last.

    Raises:
        UsageError: the text is no YAML mapping, a path leads nowhere, or the edit would change more than was asked.
    """
    expected, problems = parse(text)
    if problems or not isinstance(expected, dict):
        raise UsageError("the file must be valid YAML before it can be edited; run 'survey check'")
    try:
        document = yaml_edit.Document.parse(text)
        for path, value in sorted(changes.items(), key=lambda change: change[1] is None):
            _apply(document, expected, path, value, order)
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


def _apply(
    document: yaml_edit.Document,
    expected: dict[str, Any],
    path: Place,
    value: Any,
    order: Mapping[Place, Sequence[str]],
) -> None:
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
    elif old is not None or not isinstance(data, dict) or holder.is_flow_style():
        holder[last] = _styled(plain, quoted=quoted)
    else:
        _insert(holder, data, path, plain, order.get(path[:-1], ()))
    data[last] = plain


def _insert(holder: Any, data: Mapping[str, Any], path: Place, plain: Any, order: Sequence[str]) -> None:
    """A new key in a mapping in block style, written as :func:`dump` writes it, behind those before it in the order."""
    last = path[-1]
    plain = plain if path[0] in _ALWAYS_QUOTED else _with_days(plain)
    whole: Any = functools.reduce(lambda inner, name: {name: inner}, reversed(path), plain)
    node: Any = yaml_edit.Document.parse(dump(whole)).as_mapping()
    for name in path[:-1]:
        node = node[name].as_mapping()
    before = [name for name in order[: order.index(last)] if name in data] if last in order else []
    if before:
        holder.insert_after(before[-1], last, node[last])
    else:
        holder[last] = node[last]


def _with_days(value: Any) -> Any:
    """A value with days where texts are days, which stand in records without quotes."""
    if isinstance(value, dict):
        return {name: _with_days(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_days(item) for item in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(value)
    return value


def _opened(node: Any) -> Any:
    """The mapping or list that a value is.

    Raises:
        TypeError: it is neither.
    """
    for opened in (node.as_mapping(), node.as_sequence()):
        if opened is not None:
            return opened
    raise TypeError("a single value cannot contain others")


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


class _InLine(list[Any]):
    """A list that is written as  [a, b]  on the line of its key."""


class _Dumper(yaml.SafeDumper):
    """Block style, list items indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        """On one line, and with emoji as they are: PyYAML's escapes would part them from their joiners."""
        self.write_indicator(f'"{_ESCAPED.sub(_escape, text)}"', True)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    short = _Dumper.ESCAPE_REPLACEMENTS.get(character)
    code = f"x{ord(character):02X}" if character <= "\xff" else f"u{ord(character):04X}"
    return f"\\{short or code}"


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = isinstance(text, _Quoted) or not isinstance(parse(f"{text}\n")[0] if text else None, str)
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"' if quoted else None)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(_Quoted, _represent_text)


_Dumper.add_representer(
    _InLine, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def _presented(value: Any, *, quoted: bool, in_line: bool) -> Any:
    if isinstance(value, dict):
        return {name: _presented(item, quoted=quoted, in_line=in_line) for name, item in value.items()}
    if isinstance(value, list | tuple):
        made = _InLine if in_line else list
        return made(_presented(item, quoted=quoted, in_line=in_line) for item in value)
    return _Quoted(value) if quoted and isinstance(value, str) else value
