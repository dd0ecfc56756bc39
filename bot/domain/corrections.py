"""What people say is wrong in the directory."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_CORRECTION = 1000
"""Characters of one correction: enough for an address, hours and a sentence or two."""


class Subject(StrEnum):
    """What a correction is about."""

    HOUSE = "house"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One remark on a house or a school, kept without who made it.

    `action_key` names the act that made it, so that a repeat adds nothing; `written_at` is aware UTC.
    """

    action_key: str
    subject: Subject
    subject_id: str
    text: str
    written_at: datetime
