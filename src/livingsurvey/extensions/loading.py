"""Extensions found, imported and answered for: what goes wrong in one is told in a line, with its name and place."""

from __future__ import annotations

import functools
import hashlib
import importlib
import importlib.util
import sys
import threading
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.abc import SourceLoader
from importlib.machinery import ModuleSpec
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from livingsurvey.errors import BrokenExtension, SurveyError
from livingsurvey.extensions.kinds import Command, Export, Page, Rule, Source
from livingsurvey.store.layout import EXTENSIONS
from livingsurvey.survey import Survey

_KINDS = (Rule, Export, Page, Source, Command)
_one_at_once = threading.RLock()

Thing = TypeVar("Thing", Rule, Export, Page, Source, Command)


@dataclass(frozen=True, slots=True)
class _Origin:
    """A module that adds things: what messages call it, whose it is, and what is to be done if it is broken."""

    said: str
    file: Path
    folder: Path
    root: Path
    remedy: str

    def trouble(self, what: str, error: BaseException) -> BrokenExtension:
        """An error of the extension's, in one line that begins with the place of the innermost line of its own."""
        frames = [(each.filename, each.lineno) for each in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename:
            frames.append((error.filename, error.lineno))
        own = [(name, line) for name, line in frames if Path(name).is_relative_to(self.folder)]
        name, line = own[-1] if own else (str(self.file), None)
        path = Path(name)
        shown = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        place = f"{shown.as_posix()}:{line}" if line else shown.as_posix()
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        lacking = f"install '{error.name}', " if isinstance(error, ModuleNotFoundError) and error.name else ""
        return BrokenExtension(f"{place}: {self.said} {what}: {reason}; {lacking}{self.remedy}")

    def answering(self, thing: Thing) -> Thing:
        """The same thing, whose function raises :class:`.BrokenExtension` where it would raise something unforeseen."""
        function: Callable[..., Any] = getattr(thing, thing.FUNCTION)
        foreseen = thing.foreseen if isinstance(thing, Command) else SurveyError

        @functools.wraps(function)
        def called(*given: Any, **named: Any) -> Any:
            try:
                return thing.result(function(*given, **named))
            except foreseen:
                raise
            except Exception as error:
                raise self.trouble(f"fails in '{thing.names[0]}'", error) from error

        return replace(thing, **{thing.FUNCTION: called})  # type: ignore[arg-type]


def added(kind: type[Thing], survey: Survey, taken: Collection[str] = ()) -> tuple[Thing, ...]:
    """What extensions add of a kind: those of installed packages by name, then those of the survey's own folder.

    Args:
        kind: one of the classes of :mod:`.kinds`.
        survey: the survey; its own modules count only where survey.yaml says so.
        taken: names that other things have.

    Raises:
        BrokenExtension: a module cannot be imported, or adds what cannot be.
    """
    there = dict.fromkeys(taken, "")
    found: list[Thing] = []
    seen: set[int] = set()
    for origin, thing in _all(kind, survey):
        if id(thing) in seen:  # one module took it from another
            continue
        seen.add(id(thing))
        problem = thing.problem
        for name in thing.names:
            if name in there:
                problem = f"'{name}' is taken{there[name]}; choose another name"
            there[name] = f" by {origin.said}"
        if problem:
            raise BrokenExtension(f"{origin.said}: {problem}; or {origin.remedy}")
        found.append(origin.answering(thing))
    return tuple(found)


def code(survey: Survey) -> bytes:
    """A digest of the text of all extensions of a survey, without importing any; empty where there is none."""
    digest = hashlib.blake2b(digest_size=16)
    tops = sorted({entry.module.partition(".")[0] for entry in _installed(tuple(sys.path))})
    installed = [(path.name, path.read_bytes()) for top in tops for path in _files_of(top, tuple(sys.path))]
    texts = [*installed, *survey.modules.items()]
    for name, text in texts:
        digest.update(f"{name}\0{len(text)}\0".encode() + text)
    return digest.digest() if texts else b""


def _all(kind: type[Thing], survey: Survey) -> Iterator[tuple[_Origin, Thing]]:
    for entry in _installed(tuple(sys.path)):
        if entry.group == kind.GROUP:
            origin = _origin_of(entry, survey.root)
            yield from ((origin, thing) for thing in _things(kind, _imported(origin, entry.load)))
    folder = survey.root / EXTENSIONS
    for name in survey.modules:
        if not name.startswith("_"):
            module, remedy = name.removesuffix(".py"), "correct it, or say  extensions: false  in survey.yaml"
            origin = _Origin(f"the extension '{module}'", folder / name, folder, survey.root, remedy)
            loaded = _imported(origin, functools.partial(_own_module, survey, module))
            yield from ((origin, thing) for thing in _things(kind, loaded))


def _own_module(survey: Survey, name: str) -> ModuleType:
    """A module of the survey's folder, imported anew when any text there has changed."""
    modules = tuple(survey.modules.items())
    digest = hashlib.blake2b(repr((str(survey.root), modules)).encode(), digest_size=16).hexdigest()
    return importlib.import_module(f"{_package(survey.root / EXTENSIONS, digest, modules)}.{name}")


def _things(kind: type[Thing], loaded: object) -> Iterator[Thing]:
    """The things of a kind in a module; an entry point may also name one itself."""
    values = vars(loaded).values() if isinstance(loaded, ModuleType) else (loaded,)
    return (value for value in values if isinstance(value, kind))


def _imported(origin: _Origin, load: Callable[[], object]) -> object:
    try:
        with _one_at_once:
            return load()
    except (Exception, SystemExit) as error:
        raise origin.trouble("cannot be imported", error) from error


@functools.cache
def _installed(path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The entry points of our groups in what is installed where Python looks."""
    every = entry_points()
    found = (entry for kind in _KINDS for entry in every.select(group=kind.GROUP))
    return tuple(sorted(found, key=lambda entry: (entry.group, entry.name, entry.value)))


def _origin_of(entry: EntryPoint, root: Path) -> _Origin:
    package = entry.dist.name if entry.dist else entry.name
    files = _files_of(entry.module.partition(".")[0], tuple(sys.path))
    file = files[0] if files else Path(entry.module)
    remedy = f"correct it, or run  python -m pip uninstall {package}"
    return _Origin(
        f"the extension '{entry.name}' of {package}", file, file.parent if len(files) > 1 else file, root, remedy
    )


@functools.cache
def _files_of(module: str, path: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of an installed package, or the one of a module."""
    spec = importlib.util.find_spec(module)
    if spec is None:
        return ()
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    return tuple(file for folder in folders for file in _files_in(folder)) or (
        (Path(spec.origin),) if spec.origin else ()
    )


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


@functools.lru_cache(maxsize=8)
def _package(folder: Path, digest: str, modules: tuple[tuple[str, bytes], ...]) -> str:
    """The name of the package that a survey's own modules are, so that ``from ._shared import …`` works."""
    package = ModuleType(f"_livingsurvey_{digest}")
    package.__path__ = [str(folder)]
    sys.modules[package.__name__] = package
    sys.meta_path.insert(0, _Modules(package.__name__, folder, dict(modules)))
    return package.__name__


class _Modules(SourceLoader):
    """Imports modules of a survey from the text that was read with its records: they stay while the survey does."""

    def __init__(self, package: str, folder: Path, modules: Mapping[str, bytes]) -> None:
        self._files = {f"{package}.{name.removesuffix('.py')}": str(folder / name) for name in modules}
        self._texts = {str(folder / name): text for name, text in modules.items()}

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """How a module is imported, if it is one of these."""
        file = self._files.get(fullname)
        return importlib.util.spec_from_file_location(fullname, file, loader=self) if file else None

    def get_filename(self, fullname: str) -> str:
        """The file that a module was read from."""
        return self._files[fullname]

    def get_data(self, path: str | bytes) -> bytes:
        """The text that was read; that of compiled code is nowhere."""
        try:
            return self._texts[str(path)]
        except KeyError as error:
            raise FileNotFoundError(path) from error
