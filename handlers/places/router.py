"""Location, town or region → the nearest Houses of Friendship and language schools: the table of routes."""

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, StateFilter

from handlers.navigation import IsKey, Key, LinkFollowed, Section, SectionOpened
from handlers.places.callbacks import (
    GoalChosen,
    HouseChosen,
    HouseLocated,
    HouseReopened,
    HouseSchoolsShown,
    LanguagesShown,
    PlaceChosen,
    RegionChosen,
    RegionsShown,
    SchoolChosen,
)
from handlers.places.filters import PositionLost
from handlers.places.houses import locate_house, open_house, reopen_house, show_schools
from handlers.places.links import follow_link, offer_cards, open_link
from handlers.places.schools import open_school
from handlers.places.where import (
    ask_again,
    ask_language,
    ask_where_for_houses,
    choose_goal,
    choose_place,
    choose_region,
    share_place,
    share_venue,
    show_regions,
    turn_languages,
    type_name,
)

CARD_LINK = F.args.regexp(r"^(house|school)_[a-z0-9-]+$")


def create_router() -> Router:
    """Give the routes of the places, but for the one that takes any text."""
    router = Router(name=__name__)
    router.message.register(ask_again, PositionLost())
    router.message.register(share_place, F.location.as_("location"), ~F.venue, StateFilter(None))
    router.message.register(share_venue, F.venue.as_("venue"), StateFilter(None))

    router.message.register(open_link, CommandStart(deep_link=True, magic=CARD_LINK))
    router.callback_query.register(follow_link, LinkFollowed.filter(F.payload.regexp(r"^(house|school)_")))
    router.inline_query.register(offer_cards)

    router.message.register(ask_where_for_houses, Command("houses"))
    router.message.register(ask_where_for_houses, IsKey(Key.HOUSES))
    router.message.register(ask_where_for_houses, IsKey(Key.NEAREST))
    router.callback_query.register(ask_where_for_houses, SectionOpened.filter(F.section == Section.HOUSES))
    router.message.register(ask_language, Command("schools"))
    router.message.register(ask_language, IsKey(Key.SCHOOLS))
    router.callback_query.register(ask_language, SectionOpened.filter(F.section == Section.SCHOOLS))
    router.callback_query.register(turn_languages, LanguagesShown.filter())
    router.callback_query.register(choose_goal, GoalChosen.filter())
    router.callback_query.register(show_regions, RegionsShown.filter())
    router.callback_query.register(choose_region, RegionChosen.filter())
    router.callback_query.register(choose_place, PlaceChosen.filter())

    router.callback_query.register(open_house, HouseChosen.filter())
    router.callback_query.register(reopen_house, HouseReopened.filter())
    router.callback_query.register(locate_house, HouseLocated.filter())
    router.callback_query.register(show_schools, HouseSchoolsShown.filter())
    router.callback_query.register(open_school, SchoolChosen.filter())
    return router


def create_text_router() -> Router:
    """Give the route of what somebody types: to be asked after every command, key and form."""
    router = Router(name=f"{__name__}.text")
    router.message.register(type_name, F.text.as_("text"), ~F.text.startswith("/"))
    return router
