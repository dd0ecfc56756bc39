"""The messages of the last second, and those of the last minute in each group."""

from collections import deque
from typing import TypeGuard

from bot.budget.deadlines import Chat

A_SECOND = 1.0
"""The window in which Telegram counts messages, of the bot and of a chat."""

A_MINUTE = 60.0
"""The window in which Telegram counts messages of a group."""

GROUP_PER_MINUTE = 18
"""Messages a minute after which bulk waits in a group; Telegram's limit is 20, so two are left to answers."""


class RecentSends:
    """A log of the moments at which messages went out, as long as they count."""

    def __init__(self) -> None:
        self._log: deque[tuple[float, Chat]] = deque()
        self._last: dict[Chat, float] = {}
        self._minutes: dict[int, deque[float]] = {}  # of each group the last messages, as many as count

    def add(self, chat: Chat, now: float, *, is_new: bool = True) -> None:
        """Write down a message that goes out now, or one that is changed, which is not new to its chat."""
        self._forget(now)
        self._log.append((now, chat if is_new else None))
        if is_new and chat is not None:
            self._last[chat] = now
        if _is_group(chat):
            self._minutes.setdefault(chat, deque(maxlen=GROUP_PER_MINUTE)).append(now)

    def count(self, now: float) -> int:
        """Count the messages that went out within the last second."""
        self._forget(now)
        return len(self._log)

    def next_leaves(self) -> float | None:
        """Tell when the oldest message will no longer count; None where there is none."""
        return self._log[0][0] + A_SECOND if self._log else None

    def chat_is_free(self, chat: Chat) -> float:
        """Tell from when on the chat may get another message; in a group, edits count as well."""
        free = self._last[chat] + A_SECOND if chat in self._last else 0.0
        minute = self._minutes.get(chat) if _is_group(chat) else None
        return max(free, minute[0] + A_MINUTE) if minute and len(minute) == GROUP_PER_MINUTE else free

    def _forget(self, now: float) -> None:
        while self._log and self._log[0][0] + A_SECOND <= now:
            at, chat = self._log.popleft()
            if self._last.get(chat) == at:
                del self._last[chat]


def _is_group(chat: Chat) -> TypeGuard[int]:
    """Tell whether the chat is a group: Telegram gives those negative numbers."""
    return isinstance(chat, int) and chat < 0
