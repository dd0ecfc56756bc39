"""Remembers every call that reached the server."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.shapes import JsonObject

_CALLS_KEPT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One call: at is unix seconds by the sandbox's clock, monotonic and duration are real seconds.

    outcome is "ok" or "refused", what a fault did ("reset", "half answer", "html"), or "failed".
    """

    number: int
    at: float
    monotonic: float
    bot: int | None
    method: str
    chat_id: int | str | None
    params: JsonObject
    ok: bool
    error_code: int | None
    description: str | None
    outcome: str
    duration: float
    warnings: tuple[str, ...] = field(default=())

    def public(self) -> JsonObject:
        """Give the entry as the people's side sees it: without what people wrote."""
        return {
            "number": self.number, "at": self.at, "monotonic": self.monotonic, "bot": self.bot,
            "method": self.method, "chat_id": self.chat_id, "ok": self.ok, "error_code": self.error_code,
            "description": self.description, "duration": self.duration, "outcome": self.outcome,
            "warnings": list(self.warnings),
        }  # fmt: skip


class Journal:
    """The last hundred thousand calls."""

    def __init__(self) -> None:
        self._entries: deque[JournalEntry] = deque(maxlen=_CALLS_KEPT)
        self.last = 0

    def __iter__(self) -> Iterator[JournalEntry]:
        return iter(list(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: JournalEntry) -> None:
        """Write an entry down."""
        self._entries.append(entry)

    def take_number(self) -> int:
        """Give the number of the next entry."""
        self.last += 1
        return self.last

    def after(self, number: int) -> list[JournalEntry]:
        """Give the entries with a number above the given one."""
        return [entry for entry in self._entries if entry.number > number]

    def calls(self, method: str | None = None, chat_id: int | str | None = None) -> list[JournalEntry]:
        """Give the entries of one method, of one chat, or all; the method's name in any case."""
        wanted = None if method is None else method.lower()
        return [
            entry
            for entry in self._entries
            if (wanted is None or entry.method.lower() == wanted)
            and (chat_id is None or entry.chat_id == chat_id)
        ]

    @property
    def warnings(self) -> list[str]:
        """Give everything that Telegram would have ignored silently, such as unknown parameters."""
        return [f"{entry.method}: {warning}" for entry in self._entries for warning in entry.warnings]

    def clear(self) -> None:
        """Forget the entries; numbers go on."""
        self._entries.clear()
