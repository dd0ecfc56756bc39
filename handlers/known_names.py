"""Whether a text names something that the bot looks up for whoever types it."""

from bot.domain.directory import Directory
from handlers import languages


def names_something(text: str, directory: Directory) -> bool:
    """Tell whether the text names a place or a language that is taught.

    The gazetteer is asked first: for most texts it is the quicker one.
    """
    return (
        directory.gazetteer.find(text).best is not None
        or languages.find(text, tuple(directory.languages())) is not None
    )
