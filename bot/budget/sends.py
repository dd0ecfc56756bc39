"""The messages of the last second."""

from collections import deque

from bot.budget.deadlines import Chat

A_SECOND = 1.0
"""The window in which Telegram counts messages, of the bot and of a chat."""


class RecentSends:
    """A log of the moments at which messages went out, as long as they count."""

    def __init__(self) -> None:
        self._log: deque[tuple[float, Chat]] = deque()
        self._last: dict[Chat, float] = {}

    def add(self, chat: Chat, now: float) -> None:
        """Write down a message that goes out now; an edited one has no chat, for there it is not new."""
        self._forget(now)
        self._log.append((now, chat))
        if chat is not None:
            self._last[chat] = now

    def count(self, now: float) -> int:
        """Count the messages that went out within the last second."""
        self._forget(now)
        return len(self._log)

    def next_leaves(self) -> float | None:
        """Tell when the oldest message will no longer count; None where there is none."""
        return self._log[0][0] + A_SECOND if self._log else None

    def chat_is_free(self, chat: Chat) -> float:
        """Tell from when on the chat may get another message."""
        return self._last[chat] + A_SECOND if chat in self._last else 0.0

    def _forget(self, now: float) -> None:
        while self._log and self._log[0][0] + A_SECOND <= now:
            at, chat = self._log.popleft()
            if self._last.get(chat) == at:
                del self._last[chat]
