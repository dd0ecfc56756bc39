"""The institution's own rules for requests; all of them are settings."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.reception.promise import Terms

CONSENT_VERSION = "2026-11"
"""Which wording of the consent people agree to; it is kept with each request and changes with the wording."""

CARE_CONSENT = "care"
"""Stands where words were passed on without waiting for consent, because a life may be in danger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionRules:
    """How many requests one person may have, how fast councils promise to be, how long data are kept.

    `operator` names who answers for the personal data (Law 94-V, art. 8); empty where it has not been set.
    """

    most_open: int = 5
    most_a_day: int = 6
    terms: Terms = field(default_factory=Terms)
    reopen_within: timedelta = timedelta(days=30)
    keep_personal_data: timedelta = timedelta(days=365)
    keep_drafts: timedelta = timedelta(days=30)
    operator: str = ""
