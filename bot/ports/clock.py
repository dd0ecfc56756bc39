"""The time, as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment as aware UTC."""


def system_clock() -> datetime:
    """Tell the time of this machine."""
    return datetime.now(UTC)
