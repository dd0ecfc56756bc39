"""Make sandbox/spec.json from a machine-readable Bot API specification.

Run it as `python -m sandbox.compact_spec SPECIFICATION.json`; sandbox/NOTICE names origin and licence.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("spec.json")
_FIXED_VALUE = re.compile(r"(?:must be|always) [\"'“‘]?([a-z0-9_]+)[\"'”’]?$")


def compact(specification: dict[str, Any]) -> dict[str, Any]:
    """Keep names, types, required flags, return types and the fixed values that tell subtypes apart."""
    return {
        "version": specification["version"],
        "methods": {
            name: {"returns": method["returns"], "fields": _fields(method)}
            for name, method in specification["methods"].items()
        },
        "types": {name: _type(shape) for name, shape in specification["types"].items()},
    }


def _fields(shape: dict[str, Any]) -> list[list[Any]]:
    return [[field["name"], field["types"], int(field["required"])] for field in shape.get("fields", [])]


def _type(shape: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {"fields": _fields(shape)}
    if shape.get("subtypes"):
        kept["subtypes"] = shape["subtypes"]
    fixed = {
        field["name"]: found.group(1)
        for field in shape.get("fields", [])
        if shape.get("subtype_of") and (found := _FIXED_VALUE.search(field["description"].rstrip(".")))
    }
    if fixed:
        kept["fixed"] = fixed
    return kept


def main() -> None:
    """Read the specification named on the command line and write the compact one."""
    if len(sys.argv) != 2:  # noqa: PLR2004  # the program's name and one file
        sys.exit("usage: python -m sandbox.compact_spec SPECIFICATION.json")
    specification = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = json.dumps(compact(specification), ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
