"""Policy texts to plain values with the place (line and column) of every key and value.

YAML is read as nodes and built here: no tags beyond the plain ones, no duplicate keys, bounded size, depth and
aliases. TOML and JSON keep the places of their keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from guarded_db.errors import ConfigurationError

MAX_BYTES = 256 * 1024
"""Largest policy file in bytes; a pack has 10 kB, and the pure-Python YAML reader takes seconds for more."""

MAX_VALUES = 50_000
"""Most values after aliases are expanded, so that nested aliases cannot grow without bound."""

MAX_DEPTH = 32
"""Deepest nesting; the format itself needs 20 at the longest chain of `on_behalf_of`."""

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top of the document to a value."""


@dataclass(slots=True)
class Source:
    """A read document: its values and where they stand."""

    name: str
    """File name, `pack:<name>` or `<mapping>`, for texts."""
    data: Any = None
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> str:
        """Return `file:line:column` of the value at `path` (or of its key), or of its nearest parent."""
        at = self.position(path, key=key)
        return f"{self.name}:{at[0]}:{at[1]}" if at else self.name

    def position(self, path: Path, *, key: bool = False) -> tuple[int, int] | None:
        """Return line and column, both counted from 1, or None when the document has no places."""
        if key and path in self.keys:
            return self.keys[path]
        for end in range(len(path), -1, -1):
            found = self.values.get(path[:end]) or self.keys.get(path[:end])
            if found:
                return found
        return None

    def error(self, path: Path, text: str, *, key: bool = False) -> ConfigurationError:
        """Return an error that names the place of `path`."""
        return ConfigurationError(f"{self.place(path, key=key)}: {text}")


def parse(text: str, kind: str, name: str) -> Source:
    """Read `text` as `yaml`, `toml` or `json`.

    Raises:
        ConfigurationError: with place, when the text is malformed, too large or too deep.
    """
    reader = {"yaml": _yaml, "toml": _toml, "json": _json}[kind]
    try:
        source = reader(text, name)
    except RecursionError:
        raise ConfigurationError(
            f"{name}:1:1: nested deeper than {MAX_DEPTH}; flatten it"
        ) from None
    if not isinstance(source.data, dict):
        raise ConfigurationError(f"{name}:1:1: a policy is a mapping that starts with `version: 1`")
    return source


# --- YAML -------------------------------------------------------------------------------------------


def _yaml(text: str, name: str) -> Source:
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ConfigurationError(_yaml_text(error, text, name)) from None
    source = Source(name)
    if node is not None:
        source.data = _YamlBuilder(source).build(node, (), 0)
    return source


def _yaml_text(error: Any, text: str, name: str) -> str:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if mark is None and isinstance(getattr(error, "position", None), int):
        before = text[: error.position]
        line, column = before.count("\n") + 1, error.position - (before.rfind("\n") + 1) + 1
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    problem = " ".join(str(problem).split())
    return f"{name}:{line}:{column}: malformed YAML: {problem}; correct it"


class _YamlBuilder:
    """Builds plain values from nodes, noting every place."""

    def __init__(self, source: Source) -> None:
        import yaml

        self.source = source
        self.count = 0
        self.scalars = yaml.constructor.SafeConstructor()
        self.mapping, self.sequence = yaml.MappingNode, yaml.SequenceNode

    def build(self, node: Any, path: Path, depth: int) -> Any:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.source.values[path] = place
        self.count += 1
        if self.count > MAX_VALUES:
            raise self.source.error(
                path, f"more than {MAX_VALUES} values with all aliases; use fewer aliases"
            )
        if depth > MAX_DEPTH:
            raise self.source.error(path, f"nested deeper than {MAX_DEPTH}; flatten it")
        tag = node.tag.rpartition(":")[2]
        if isinstance(node, self.mapping) and tag == "map":
            return self._mapping(node, path, depth)
        if isinstance(node, self.sequence) and tag == "seq":
            return [self.build(item, (*path, i), depth + 1) for i, item in enumerate(node.value)]
        if tag == "timestamp":  # no key takes a date; as text it gets the error of its key
            return node.value
        if tag not in ("str", "int", "float", "bool", "null") or node.tag == tag:
            raise self.source.error(
                path, f"the YAML tag `{node.tag}` is not allowed; use plain values"
            )
        try:
            return self.scalars.construct_object(node)
        except (ValueError, OverflowError):
            raise self.source.error(
                path, "a number that cannot be read; quote it if it is text"
            ) from None

    def _mapping(self, node: Any, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            at = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            where = f"{self.source.name}:{at[0]}:{at[1]}"
            if isinstance(key_node, (self.mapping, self.sequence)):
                raise ConfigurationError(f"{where}: a key is a plain word")
            key = str(key_node.value)
            if key in found:
                raise ConfigurationError(f"{where}: the key `{key}` is given twice; remove one")
            self.source.keys[(*path, key)] = at
            found[key] = self.build(value_node, (*path, key), depth + 1)
        return found


# --- JSON -------------------------------------------------------------------------------------------


def _json(text: str, name: str) -> Source:
    source = Source(name)
    reader = _JsonReader(source, text)
    source.data = reader.value(0, (), 0)
    if reader.end != len(text):
        raise reader.broken(reader.end, "text after the end of the policy")
    return source


class _JsonReader:
    """A JSON reader that notes places; strings and numbers are left to the standard library."""

    def __init__(self, source: Source, text: str) -> None:
        import json

        self.source, self.text, self.end = source, text, 0
        self.decoder = json.JSONDecoder(parse_constant=_no_constant)
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def value(self, at: int, path: Path, depth: int) -> Any:
        at = self._skip(at)
        self.source.values[path] = self._place(at)
        if depth > MAX_DEPTH:
            raise self.broken(at, f"nested deeper than {MAX_DEPTH}; flatten it")
        first = self.text[at : at + 1]
        if first == "{":
            return self._object(at, path, depth)
        if first == "[":
            return self._array(at, path, depth)
        try:
            value, end = self.decoder.raw_decode(self.text, at)
        except ValueError as error:
            raise self.broken(getattr(error, "pos", at), "malformed JSON; correct it") from None
        self.end = self._skip(end)
        return value

    def _object(self, at: int, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        at = self._skip(at + 1)
        if self.text[at : at + 1] == "}":
            self.end = self._skip(at + 1)
            return found
        while True:
            if self.text[at : at + 1] != '"':
                raise self.broken(
                    at, "malformed JSON: a key in double quotes is expected; correct it"
                )
            key = str(self.value(at, (*path, ""), depth + 1))
            if key in found:
                raise self.broken(at, f"the key `{key}` is given twice; remove one")
            self.source.keys[(*path, key)] = self._place(at)
            self._expect(":")
            found[key] = self.value(self.end, (*path, key), depth + 1)
            if not self._more("}"):
                return found
            at = self.end

    def _array(self, at: int, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        self.end = self._skip(at + 1)
        if self.text[self.end : self.end + 1] == "]":
            self.end = self._skip(self.end + 1)
            return found
        while True:
            found.append(self.value(self.end, (*path, len(found)), depth + 1))
            if not self._more("]"):
                return found

    def _more(self, close: str) -> bool:
        found = self.text[self.end : self.end + 1]
        if found not in (",", close):
            raise self.broken(self.end, f"malformed JSON: `,` or `{close}` is expected; correct it")
        self.end = self._skip(self.end + 1)
        return found == ","

    def _expect(self, character: str) -> None:
        if self.text[self.end : self.end + 1] != character:
            raise self.broken(self.end, f"malformed JSON: `{character}` is expected; correct it")
        self.end += 1

    def _skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \t\r\n":
            at += 1
        return at

    def _place(self, at: int) -> tuple[int, int]:
        import bisect

        line = bisect.bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def broken(self, at: int, text: str) -> ConfigurationError:
        line, column = self._place(min(at, len(self.text)))
        return ConfigurationError(f"{self.source.name}:{line}:{column}: {text}")


def _no_constant(_name: str) -> Any:
    raise ValueError("not JSON")


# --- TOML -------------------------------------------------------------------------------------------

_TOML_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?")
_TOML_KEY = re.compile(
    r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=\s*"
)
_TOML_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


def _toml(text: str, name: str) -> Source:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        end = text.rpartition("\n")  # without a place it is the end of the document
        line, column = found.groups() if found else (text.count("\n") + 1, len(end[2]) + 1)
        problem = re.sub(r"\s*\(at .*\)$", "", str(error)).lower()
        raise ConfigurationError(
            f"{name}:{line}:{column}: malformed TOML: {problem}; correct it"
        ) from None
    source = Source(name, data)
    _toml_places(source, text)
    return source


def _toml_places(source: Source, text: str) -> None:
    """Note where tables and keys stand, line by line; what stands in a value takes the place of its key."""
    table: Path = ()
    counts: dict[Path, int] = {}
    source.values[()] = (1, 1)
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TOML_HEADER.match(line):
            table = ()
            parts = _toml_parts(header[2])
            for i, part in enumerate(parts):
                table = (*table, part)
                last = i == len(parts) - 1
                if last and header[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
            source.values[table] = (number, header.start(1) + 1)
        elif key := _TOML_KEY.match(line):
            path = (*table, *_toml_parts(key[1]))
            if path not in source.keys:
                source.keys[path] = (number, key.start(1) + 1)
                source.values[path] = (number, key.end() + 1)


def _toml_parts(text: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _TOML_PART.findall(text))
