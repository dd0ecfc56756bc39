"""What the buttons of the yearly dates say."""

from handlers.navigation import ButtonData


class DaysShown(ButtonData, prefix="yd"):
    """The list of yearly dates was asked for."""

    page: int = 0


class DayChosen(ButtonData, prefix="yo"):
    """A yearly date was chosen; `page` is where it stood in the list."""

    day_id: str
    page: int = 0
