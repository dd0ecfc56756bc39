"""What a person is looking for, kept while they say where."""

import re
from dataclasses import dataclass

from aiogram.fsm.context import FSMContext

SCHOOLS = "schools"

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
"""ISO 639, as the directory has it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Houses, or schools of one language (ISO 639), or schools of any where `language` is empty."""

    schools: bool = False
    language: str = ""

    def __str__(self) -> str:
        """Write the goal as callbacks and drafts carry it."""
        if not self.schools:
            return "houses"
        return f"{SCHOOLS}.{self.language}" if self.language else SCHOOLS

    @classmethod
    def read(cls, text: str) -> "Goal":
        """Read a goal back; anything unknown means houses, or schools of any language."""
        kind, _, language = text.partition(".")
        if kind != SCHOOLS:
            return cls()
        return cls(schools=True, language=language if LANGUAGE_CODE.fullmatch(language) else "")


HOUSES = Goal()

SCHOOLS_OF_ANY = Goal(schools=True)


async def remember(state: FSMContext, goal: Goal) -> None:
    """Keep the goal until the person goes elsewhere."""
    await state.set_data({"goal": str(goal)})


async def recall(state: FSMContext) -> Goal:
    """Give what the person is looking for; houses where they have not said."""
    return Goal.read(str((await state.get_data()).get("goal", "")))
