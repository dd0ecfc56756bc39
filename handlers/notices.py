"""Messages that nobody has just asked for, written in the language of whoever gets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from aiogram.methods import TelegramMethod
from aiogram.types import Message
from aiogram.utils.i18n import I18n

from bot.domain.language import Language
from bot.domain.outbox import OutboxNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message for one person, and the edits that bring earlier ones up to date just before it.

    The edits may be made twice, and where one can't be made any more the message goes out all the same.
    """

    message: TelegramMethod[Message]
    edits: tuple[TelegramMethod[Any], ...] = ()


class FeatureComposer(Protocol):
    """Writes the notices of one feature, in the language that is set around it."""

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        """Give the message; None where the notice is no longer true."""
        ...

    async def delivered(self, notice: OutboxNotice, message_id: int) -> None:
        """Keep that the person has been told, by the message with that number in their chat."""
        ...


class NoticeComposer:
    """Finds the feature whose notice it is, by its kind, and has it written in the person's language."""

    def __init__(self, i18n: I18n, features: Mapping[str, FeatureComposer]) -> None:
        self._i18n = i18n
        self._features = features

    async def compose(self, notice: OutboxNotice) -> Outgoing | None:
        """Give the message, in Russian where the language is not known; None where there is nothing to say.

        Raises KeyError for a kind of notice that no feature knows.
        """
        with self._i18n.context(), self._i18n.use_locale(notice.language or Language.RUSSIAN):
            return await self._features[notice.kind].compose(notice)

    async def delivered(self, notice: OutboxNotice, message: Message) -> None:
        """Let the feature keep that the person has been told."""
        await self._features[notice.kind].delivered(notice, message.message_id)
