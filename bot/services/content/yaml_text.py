"""YAML as facts need it: text, whole numbers, lists and mappings, each with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.services.content.reports import FileReport

Path = tuple[str | int, ...]
"""Where a value stands: keys of mappings and numbers of list items, from the top."""

LINE_WIDTH = 110
"""Columns after which text is folded."""

_TEXT = "tag:yaml.org,2002:str"
_NUMBER = "tag:yaml.org,2002:int"
_NOTHING = "tag:yaml.org,2002:null"
_WHOLE_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]{0,17}))$")
_EMPTY = re.compile(r"(~|null|Null|NULL|)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The content of a YAML file (None for comments alone), and the line of each value or of its key."""

    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Give the line of a value, or of the nearest one around it when there is none."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def path_text(path: Path) -> str:
    """Write a path as people read it: `faq[3].sources[0]`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


class _PlainLoader(yaml.SafeLoader):
    """Knows text and whole numbers alone, so that `no`, `1:30` and `2026-01-20` stay what they are."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own class attribute
        **{digit: [(_NUMBER, _WHOLE_NUMBER)] for digit in "-0123456789"},
        **{letter: [(_NOTHING, _EMPTY)] for letter in ("~", "n", "N", "")},
    }


def read_yaml(text: str, report: FileReport) -> Document | None:
    """Read a YAML text, or note what is wrong with it and give None."""
    try:
        loader = _PlainLoader(text)
        try:
            top = loader.get_single_node()
        finally:
            loader.dispose()
        if top is None:
            return Document(value=None, lines={})
        walk = _Walk()
        return Document(value=walk.value(top, ()), lines=walk.lines)
    except _NotPlain as found:
        report.add(found.line, "", str(found))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        report.add(line, "", f"holds the character U+{_code_point(error.character):04X}, unknown to YAML")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(mark.line + 1 if mark else None, "", f"is not YAML: {error.problem or error.context}")
    return None


def write_yaml(value: Any) -> str:
    """Give the text of a value: keys in their order, text folded, and quoted where it must be."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)


class _NotPlain(ValueError):
    """A node that YAML allows and facts do not."""

    def __init__(self, node: Node, problem: str) -> None:
        super().__init__(problem)
        self.line = node.start_mark.line + 1


class _Walk:
    """Turns nodes into values and notes the line of each."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self._seen: set[int] = set()

    def value(self, node: Node, path: Path) -> Any:
        """Give the value of a node.

        Raises _NotPlain.
        """
        if id(node) in self._seen:
            raise _NotPlain(node, "an alias (*) repeats this; write it out, as a correction would miss one")
        self._seen.add(id(node))
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise _NotPlain(key, "a key has to be a word")
            if key.value in values:
                raise _NotPlain(key, f"the key {key.value!r} stands twice")
            here = (*path, key.value)
            values[key.value] = self.value(value, here)
            self.lines[here] = key.start_mark.line + 1
        return values


def _scalar(node: Node) -> str | int | None:
    text: str = node.value
    if node.tag == _TEXT:
        return text
    if node.tag == _NUMBER and _WHOLE_NUMBER.match(text):
        return int(text)
    if node.tag == _NOTHING:
        return None
    raise _NotPlain(node, f"the tag {node.tag} is not understood here")


def _code_point(character: int | str | bytes) -> int:
    return character if isinstance(character, int) else ord(character)
