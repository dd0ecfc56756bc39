"""What the buttons of the menu say."""

from bot.domain.language import Language
from handlers.navigation import ButtonData


class LanguageChosen(ButtonData, prefix="lang"):
    """A language was chosen; `payload` is the deep link that brought the person here, kept for afterwards."""

    language: Language
    payload: str = ""
