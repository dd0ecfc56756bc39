"""What the buttons of the places say.

A `goal` is what is looked for: `houses`, or `schools` of one language (`schools.ko`) or of any (`schools`).
Prefixes are short because Telegram allows 64 bytes in all, ids included.
"""

from aiogram.filters.callback_data import CallbackData


class RegionsShown(CallbackData, prefix="r"):
    """The list of regions was asked for."""

    goal: str
    page: int = 0


class RegionChosen(CallbackData, prefix="t"):
    """A region was chosen; its towns are wanted."""

    goal: str
    region_code: str
    page: int = 0


class PlaceChosen(CallbackData, prefix="p"):
    """A town was chosen as the place to look from."""

    goal: str
    place_id: str
    page: int = 0


class LanguagesShown(CallbackData, prefix="l"):
    """The list of languages that are taught was asked for."""

    page: int = 0


class GoalChosen(CallbackData, prefix="g"):
    """It was said what to look for; where is the next question."""

    goal: str


class HouseChosen(CallbackData, prefix="h"):
    """A house was chosen; `place_id` is where its list was made, empty for a list that stays in the chat."""

    house_id: str
    place_id: str = ""


class HouseLocated(CallbackData, prefix="v"):
    """The house's place on the map was asked for."""

    house_id: str


class HouseSchoolsShown(CallbackData, prefix="hs"):
    """The schools that meet in a house were asked for; `place_id` is where the list of the house was made."""

    house_id: str
    page: int = 0
    place_id: str = ""


class HouseReopened(CallbackData, prefix="b"):
    """The card of a house was asked back from what had taken its place."""

    house_id: str
    place_id: str = ""


class SchoolChosen(CallbackData, prefix="s"):
    """A school was chosen; `language` and `place_id` name its list, empty for one that stays in the chat."""

    school_id: str
    language: str = ""
    place_id: str = ""
