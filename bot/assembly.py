"""The services of the bot, put together on an open database."""

from dataclasses import dataclass, fields
from datetime import timedelta
from random import SystemRandom
from typing import Any

from bot.ports.clock import Clock
from bot.services.corrections import Corrections
from bot.services.events.attending import Attending
from bot.services.events.browsing import Browsing
from bot.services.events.door import Door
from bot.services.events.editing import Editing
from bot.services.events.following import Following
from bot.services.events.importing import Importing
from bot.services.events.notices import EventNotices
from bot.services.events.numbers import Numbers
from bot.services.events.repeating import Repeating
from bot.services.events.subscribing import Subscribing
from bot.services.people import People
from bot.services.places import Places
from bot.services.roles import Roles
from storage.corrections import SqlCorrections
from storage.database import Database
from storage.events.store import SqlEvents
from storage.events.subscriptions import SqlSubscriptions
from storage.people import SqlPeople
from storage.places import SqlDirectory
from storage.roles import SqlRoles


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the institution does for people; handlers ask for each by its name here."""

    people: People
    places: Places
    corrections: Corrections
    roles: Roles
    browsing: Browsing
    attending: Attending
    editing: Editing
    repeating: Repeating
    importing: Importing
    door: Door
    subscribing: Subscribing
    following: Following
    event_notices: EventNotices

    def by_name(self) -> dict[str, Any]:
        """Give every service under its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def create_services(database: Database, clock: Clock, settling: timedelta) -> Services:
    """Put the services together; `settling` is how long edits of an event are collected before being told."""
    events, subscriptions = SqlEvents(database), SqlSubscriptions(database)
    places = Places(SqlDirectory(database))
    editing = Editing(events, places, clock, settling)
    return Services(
        people=People(SqlPeople(database), clock),
        places=places,
        corrections=Corrections(SqlCorrections(database), clock),
        roles=Roles(SqlRoles(database), clock),
        browsing=Browsing(events, places, clock),
        attending=Attending(events, clock, Numbers(SystemRandom())),
        editing=editing,
        repeating=Repeating(events, clock),
        importing=Importing(events, places, editing, clock),
        door=Door(events, clock),
        subscribing=Subscribing(subscriptions, clock),
        following=Following(events, clock),
        event_notices=EventNotices(events, subscriptions, clock),
    )
