"""Import aiogram without building its 400 data models; pydantic builds each one when it is first used.

aiogram marks its types `defer_build=True` and then calls `model_rebuild()` on every one of them while it is
imported: 3–4 seconds of processor time and 100 MB for models most of which this bot never meets. With those
calls left out, and the names they would have supplied put into the modules where pydantic looks for them, the
same models come out one by one, on demand.
`tests/bot/telegram/test_models.py` compares every model with aiogram's own and fails when aiogram stops doing
this, so that the module can go.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel


def import_aiogram() -> None:
    """Import aiogram with its models deferred; does nothing when aiogram is imported already."""
    if "aiogram" in sys.modules:
        return
    with _without_model_rebuild():
        import_module("aiogram.types")
    _supply_names()


@contextmanager
def _without_model_rebuild() -> Iterator[None]:
    rebuild = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(lambda _model, **_options: None)  # type: ignore[method-assign, assignment]  # put back below
    try:
        yield
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]  # the original


def _supply_names() -> None:
    from aiogram import types  # noqa: PLC0415  # see import_aiogram
    from aiogram.client.default import Default  # noqa: PLC0415  # the same

    names: dict[str, Any] = {name: getattr(types, name) for name in types.__all__}
    names |= {"List": list, "Optional": Optional, "Union": Union, "Literal": Literal, "Default": Default}
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith(("aiogram.types.", "aiogram.methods.")):
            for name, value in names.items():
                module.__dict__.setdefault(name, value)
