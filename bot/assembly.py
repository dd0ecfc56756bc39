"""The services of the bot, put together on an open database."""

from dataclasses import dataclass, fields
from datetime import timedelta
from random import SystemRandom
from typing import Any

from bot.domain.reception.rules import ReceptionRules
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
from bot.services.privacy import PrivacyData
from bot.services.reception.acting import Acting
from bot.services.reception.coordinating import Coordinating
from bot.services.reception.desks import Desks
from bot.services.reception.drafting import Drafting
from bot.services.reception.figures import Figures
from bot.services.reception.groups import CouncilGroups
from bot.services.reception.moving import Moving
from bot.services.reception.notices import ReceptionNotices
from bot.services.reception.own import OwnRequests
from bot.services.reception.rescuing import Rescuing
from bot.services.reception.submitting import Submitting
from bot.services.reception.watching import Watching
from bot.services.roles import Roles
from storage.corrections import SqlCorrections
from storage.database import Database
from storage.events.store import SqlEvents
from storage.events.subscriptions import SqlSubscriptions
from storage.people import SqlPeople
from storage.places import SqlDirectory
from storage.privacy import SqlPrivacy
from storage.reception.desk import SqlDesk
from storage.reception.figures import SqlFigures
from storage.reception.groups import SqlCouncilGroups
from storage.reception.store import SqlRequests
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
    drafting: Drafting
    submitting: Submitting
    own_requests: OwnRequests
    coordinating: Coordinating
    moving: Moving
    desks: Desks
    watching: Watching
    rescuing: Rescuing
    reception_notices: ReceptionNotices
    council_groups: CouncilGroups
    figures: Figures
    privacy: PrivacyData

    def by_name(self) -> dict[str, Any]:
        """Give every service under its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def create_services(
    database: Database,
    clock: Clock,
    settling: timedelta,
    rules: ReceptionRules = ReceptionRules(),  # noqa: B008  # a frozen value
) -> Services:
    """Put the services together; `settling` is how long edits of an event are collected before being told."""
    events, subscriptions = SqlEvents(database), SqlSubscriptions(database)
    places = Places(SqlDirectory(database))
    editing = Editing(events, places, clock, settling)
    requests, desk = SqlRequests(database), SqlDesk(database)
    acting = Acting(requests, places, clock, rules)
    desks = Desks(desk, requests, places, clock)
    attending = Attending(events, clock, Numbers(SystemRandom()))
    own_requests = OwnRequests(requests, acting, places, clock)
    council_groups = CouncilGroups(SqlCouncilGroups(database), places, clock)
    return Services(
        people=People(SqlPeople(database), clock),
        places=places,
        corrections=Corrections(SqlCorrections(database), clock),
        roles=Roles(SqlRoles(database), clock),
        browsing=Browsing(events, places, clock),
        attending=attending,
        editing=editing,
        repeating=Repeating(events, clock),
        importing=Importing(events, places, editing, clock),
        door=Door(events, clock),
        subscribing=Subscribing(subscriptions, clock),
        following=Following(events, clock),
        event_notices=EventNotices(events, subscriptions, clock),
        drafting=Drafting(requests, places, clock, rules),
        submitting=Submitting(requests, places, clock, rules),
        own_requests=own_requests,
        coordinating=Coordinating(requests, acting, places, clock),
        moving=Moving(requests, acting, places),
        desks=desks,
        rescuing=Rescuing(desk, requests, places, clock, rules),
        watching=Watching(desk, requests, desks, places, clock, rules),
        reception_notices=ReceptionNotices(requests, desk, desks, council_groups, places, clock),
        council_groups=council_groups,
        privacy=PrivacyData(SqlPrivacy(database), own_requests, desk, attending, clock),
        figures=Figures(SqlFigures(database), requests, places, clock),
    )
