"""What the buttons of the figures say; a scope is a council, or else a region (`KZ`: the country)."""

from handlers.navigation import ButtonData


class ScopeButton(ButtonData, prefix="fg-"):
    """A button about the requests of a council, or else of a region."""

    council_id: str = ""
    region_code: str = ""


class FiguresShown(ScopeButton, prefix="fg"):
    """The figures were asked for."""


class ChartAsked(ScopeButton, prefix="fgc"):
    """The figures were asked for as a picture."""


class TableAsked(ScopeButton, prefix="fgt"):
    """The requests were asked for as a table without people's data."""


class PeopleTableAsked(ScopeButton, prefix="fgp"):
    """The table with people's data was asked for; it is not given without a second press."""


class PeopleTableTaken(ScopeButton, prefix="fgy"):
    """The table with people's data is taken, and that is written down."""


class RegionsOfFigures(ButtonData, prefix="fgr"):
    """The regions were asked for; pages count from 0."""

    page: int = 0
