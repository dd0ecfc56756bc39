"""What the buttons of the places say.

A `goal` is what is looked for: `houses`, or `schools` of one language (`schools.ko`) or of any (`schools`).
Prefixes are short because Telegram allows 64 bytes in all, ids included.
"""

from handlers.navigation import ButtonData


class RegionsShown(ButtonData, prefix="r"):
    """The list of regions was asked for."""

    goal: str
    page: int = 0


class RegionChosen(ButtonData, prefix="t"):
    """A region was chosen; its towns are wanted."""

    goal: str
    region_code: str
    page: int = 0


class PlaceChosen(ButtonData, prefix="p"):
    """A town was chosen as the place to look from."""

    goal: str
    place_id: str
    page: int = 0


class LanguagesShown(ButtonData, prefix="l"):
    """The list of languages that are taught was asked for."""

    page: int = 0


class GoalChosen(ButtonData, prefix="g"):
    """It was said what to look for; where is the next question."""

    goal: str


class HouseChosen(ButtonData, prefix="h"):
    """A house was chosen; `place_id` is where its list was made, empty for a list that stays in the chat."""

    house_id: str
    place_id: str = ""


class HouseLocated(ButtonData, prefix="v"):
    """The house's place on the map was asked for."""

    house_id: str


class HouseSchoolsShown(ButtonData, prefix="hs"):
    """The schools that meet in a house were asked for; `place_id` is where the list of the house was made."""

    house_id: str
    page: int = 0
    place_id: str = ""


class HouseReopened(ButtonData, prefix="b"):
    """The card of a house was asked back from what had taken its place."""

    house_id: str
    place_id: str = ""


class SchoolChosen(ButtonData, prefix="s"):
    """A school was chosen; `language` and `place_id` name its list, empty for one that stays in the chat."""

    school_id: str
    language: str = ""
    place_id: str = ""
