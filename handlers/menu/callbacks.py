"""What the buttons of the menu say."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.language import Language


class LanguageChosen(CallbackData, prefix="lang"):
    """A language was chosen; `payload` is the deep link that brought the person here, kept for afterwards."""

    language: Language
    payload: str = ""
