"""What is kept about somebody, as they are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A wording that somebody agreed to, and when first (aware UTC)."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptData:
    """How much is kept about somebody; `events` counts those that they come to or wait for, past ones too."""

    met_at: datetime
    requests: int
    open_requests: int
    consents: Sequence[Consent]
    events: int
    subscriptions: int
    roles: int
