"""The deadlines that Telegram names when it refuses: for the bot and for each chat."""

from collections.abc import Callable

PATIENCE = 20.0
"""Seconds that a call waits; with a longer deadline it is given back, to be made later."""

SAME_MOMENT = 1.0
"""Seconds within which refusals for two different chats are taken as one for the whole bot.

Telegram's 429 does not say whether the chat or the bot has sent too much.
"""

Chat = int | str | None
"""A chat as a method names it: its number, its @name, or none at all."""


class Held(Exception):
    """Telegram wants nothing from us for `seconds` more; the call has not been made, or was refused."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"held for {seconds:.0f} s")
        self.seconds = seconds


class Deadlines:
    """Until when nothing may go out, to a chat or at all."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._bot = 0.0
        self._chats: dict[Chat, float] = {}
        self._last_refusal: tuple[Chat, float] = (None, -SAME_MOMENT)

    def hold(self, chat: Chat, seconds: float) -> None:
        """Let nothing out to `chat` for `seconds`; nothing at all where the refusal concerns the bot."""
        now = self._clock()
        other_chat, at = self._last_refusal
        self._last_refusal = (chat, now)
        if chat is None or (other_chat != chat and now - at < SAME_MOMENT):
            self._bot = max(self._bot, now + seconds)
            return
        self._chats = {held: until for held, until in self._chats.items() if until > now}
        self._chats[chat] = max(self._chats.get(chat, 0.0), now + seconds)

    def left(self, chat: Chat = None) -> float:
        """Give the seconds until something may go out to `chat`; without one, to anybody.

        0 or less where it may now.
        """
        return max(self._bot, self._chats.get(chat, 0.0)) - self._clock()

    def bearable(self, chat: Chat = None) -> float:
        """Give the same seconds; raises Held where they are too many to wait."""
        seconds = self.left(chat)
        if seconds > PATIENCE:
            raise Held(seconds)
        return seconds
