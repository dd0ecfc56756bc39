"""Somebody who talks with the bot, in their language."""

from bot.domain.language import Language, LocalizedText
from sandbox import Conversation, SeenMessage
from tests.catalogues import words_in


class Citizen:
    """A person in their chat with the bot; buttons and texts are named by their English words.

    `language` is the one they read; `chat` is for what only a test of that very thing needs.
    """

    def __init__(self, chat: Conversation, language: Language) -> None:
        self.chat = chat
        self.language = language
        self.words = words_in(language)

    async def start(self, payload: str = "") -> SeenMessage:
        await self.chat.start(payload)
        return await self.chat.reply()

    async def write(self, text: str) -> SeenMessage:
        await self.chat.send(text)
        return await self.chat.reply()

    async def share(self, latitude: float, longitude: float) -> SeenMessage:
        await self.chat.share_location(latitude, longitude)
        return await self.chat.reply()

    async def press(self, label: str, *, on: SeenMessage | None = None) -> SeenMessage:
        """Press a button, of the message `on` or else of the latest that has it, and see what comes of it."""
        text = self.words.label(label)
        await (self.chat.press(text) if on is None else self.chat.press_old(on, text))
        return await self.chat.reply()

    async def forge(self, data: str) -> SeenMessage:
        """Press a button that the bot never made, under its last message."""
        await self.chat.press_data(self.chat.last, data)
        return await self.chat.reply()

    def reads(self, words: LocalizedText) -> str:
        """Give the words as they read them."""
        return words.in_language(self.language)

    def labels(self, *texts: str) -> list[str]:
        return [self.words.label(text) for text in texts]
