"""Every screen that the bot can show with the shipped facts."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.astana_time import ASTANA_TIME
from bot.domain.corrections import LONGEST_CORRECTION
from bot.domain.directory import Directory
from bot.domain.places import Place
from bot.domain.privacy import Consent, KeptData
from bot.domain.reception.rules import CARE_CONSENT, CONSENT_VERSION, ReceptionRules
from bot.services.opening_hours import Opening
from handlers.corrections import views as corrections
from handlers.menu import views as menu
from handlers.places import views as places
from handlers.places.goals import HOUSES, SCHOOLS_OF_ANY, Goal
from handlers.places.views.schools import SCHOOLS_A_PAGE
from handlers.places.where import NEAREST_HOUSES, nearest
from handlers.privacy import views as privacy
from handlers.screens import Screen
from tests.event_screens import event_screens
from tests.reception_screens import reception_screens

LONGEST_PAYLOAD = "x" * 48
"""A deep link's payload, as long as is kept until somebody has chosen their language."""

PAGES = range(-1, 40)


def every_screen(directory: Directory, now: datetime) -> Iterator[Screen]:
    """Give the screens of all houses, schools, regions, languages and towns in the present language."""
    longest_place = max(directory.places.values(), key=lambda place: len(place.id))
    goals = [HOUSES, SCHOOLS_OF_ANY, *(Goal(schools=True, language=code) for code in directory.languages())]
    yield from _menu()
    yield from _corrections()
    yield from _privacy(now)
    yield from _houses(directory, now, longest_place)
    yield from _schools(directory, now, longest_place)
    yield from event_screens(directory, now)
    yield from reception_screens(directory, now)
    for goal in goals:
        yield from _where(goal, directory)
        yield from (nearest(goal, directory, longest_place, page) for page in PAGES)
        yield from (nearest(goal, directory, place) for place in directory.places.values())
    for goal in (HOUSES, SCHOOLS_OF_ANY):
        yield from (_around(goal, directory, place) for place in directory.places.values())
    for page in PAGES:
        yield places.schools.choose_language(directory.languages(), page)


def _menu() -> Iterator[Screen]:
    yield Screen(menu.greeting())
    yield Screen(menu.language_chosen())
    yield menu.menu()
    yield menu.language_question(LONGEST_PAYLOAD)
    yield menu.language_switch()
    yield menu.way_on(LONGEST_PAYLOAD)
    yield menu.help_()
    yield Screen(places.links.welcome())


def _privacy(now: datetime) -> Iterator[Screen]:
    consents = [Consent(version=version, at=now) for version in (CONSENT_VERSION, CARE_CONSENT)]
    kept = KeptData(
        met_at=now, requests=99, open_requests=5, consents=consents, events=99, subscriptions=99, roles=3
    )
    yield privacy.page(kept, ReceptionRules(operator="Ұ" * 200))
    yield privacy.erasure_question(kept)
    yield privacy.erased()


def _corrections() -> Iterator[Screen]:
    yield corrections.ask_text()
    yield corrections.thanks()
    yield corrections.text_needed()
    yield corrections.too_long(LONGEST_CORRECTION + 1)


def _houses(directory: Directory, now: datetime, longest_place: Place) -> Iterator[Screen]:
    today = now.astimezone(ASTANA_TIME).date()
    yield places.houses.gone()
    for house in directory.houses.values():
        schools = directory.schools_in_house(house.id)
        region = directory.region(house.region_code)
        for opening in (None, Opening(is_open=True, changes_at=now), Opening(is_open=False, changes_at=now)):
            yield places.houses.card(house, region, schools, opening, today, longest_place.id)
        for page in PAGES:
            yield places.schools.in_house(house, schools, page, longest_place.id)


def _schools(directory: Directory, now: datetime, longest_place: Place) -> Iterator[Screen]:
    today = now.astimezone(ASTANA_TIME).date()
    yield places.schools.gone()
    for school in directory.schools.values():
        house = directory.house(school.house_id) if school.house_id else None
        region = directory.region(school.region_code)
        for language in school.languages:
            yield places.schools.card(school, house, region, today, language, longest_place.id)


def _where(goal: Goal, directory: Directory) -> Iterator[Screen]:
    typed = "ә" * 4096
    everywhere = list(directory.places.values())
    yield places.where.which_one(goal, typed, everywhere[:5], directory)
    yield places.where.not_found(goal, typed, directory)
    yield places.where.far_away(goal, directory)
    yield places.where.place_lost(goal, directory)
    for page in PAGES:
        yield places.where.ask_where(goal, directory, page)
    for region in directory.regions():
        localities = directory.localities(region.region_code)
        yield from (places.where.towns(goal, region, localities, page) for page in PAGES)


def _around(goal: Goal, directory: Directory, place: Place) -> Screen:
    """Give the answer to somebody who shares their place in that town."""
    if not goal.schools:
        return places.houses.nearest(directory.nearest_houses(place.point, NEAREST_HOUSES), None)
    found = directory.nearest_schools(place.point, goal.language or None, SCHOOLS_A_PAGE)
    return places.schools.nearest(found, goal, None)
