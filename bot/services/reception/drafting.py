"""A request while it is being written: kept at every step, with what would become of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.astana_time import local
from bot.domain.care import CareKind
from bot.domain.councils import CouncilId
from bot.domain.directory import Directory
from bot.domain.doors import Door, DoorId
from bot.domain.people import PersonId
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.errors import DraftIncomplete
from bot.domain.reception.request import Clock, RequestCard
from bot.domain.reception.routing import councils_for, first_with_people
from bot.domain.reception.rules import ReceptionRules
from bot.ports.clock import Clock as Time
from bot.ports.reception import RequestStore
from bot.services.places import Places
from bot.services.reception.promising import promised

MOST_SIMILAR = 3
"""Similar open matters that are shown before sending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would become of a draft: whose it would be, by when it is answered, what there is already."""

    draft: RequestDraft
    council_id: CouncilId
    clock: Clock
    similar: Sequence[RequestCard]
    doors: Sequence[Door]
    care: CareKind | None


class Drafting:
    """Keeps what citizens have begun to write."""

    def __init__(self, store: RequestStore, places: Places, clock: Time, rules: ReceptionRules) -> None:
        self._store = store
        self._places = places
        self._clock = clock
        self._rules = rules

    @property
    def rules(self) -> ReceptionRules:
        """Give the institution's rules, which people are told up front."""
        return self._rules

    async def draft(self, person_id: PersonId) -> RequestDraft | None:
        """Give what the person has begun to write."""
        return await self._store.draft(person_id)

    async def begin(self, person_id: PersonId, key: str) -> RequestDraft:
        """Begin a new draft in place of any earlier one; `key` names it."""
        draft = RequestDraft(key=key, begun_at=self._clock())
        await self._store.keep_draft(person_id, draft, self._clock())
        return draft

    async def keep(self, person_id: PersonId, draft: RequestDraft) -> None:
        """Keep what the person has written so far."""
        await self._store.keep_draft(person_id, draft, self._clock())

    async def drop(self, person_id: PersonId) -> None:
        """Forget what the person has begun to write."""
        await self._store.drop_draft(person_id)

    async def preview(self, draft: RequestDraft) -> Preview:
        """Say what would become of the draft; raises DraftIncomplete where place or topic are missing."""
        if draft.place_id is None or draft.topic_id is None:
            raise DraftIncomplete
        directory = self._places.directory
        on_the_way = councils_for(directory, draft.place_id, draft.topic_id, draft.council_id)
        return Preview(
            draft=draft,
            council_id=await first_with_people(on_the_way, self._store.council),
            clock=promised(self._clock(), self._rules.terms, directory.working_days),
            similar=await self._store.similar(draft.place_id, draft.topic_id, MOST_SIMILAR),
            doors=doors_for(directory, draft),
            care=directory.care.find(draft.text),
        )

    async def count_door(self, door_id: DoorId, region_code: str, *, taken: bool = False) -> None:
        """Count that another door was shown to a citizen, or taken by one; nobody's name is kept."""
        month = local(self._clock()).strftime("%Y-%m")
        await self._store.count_door(month, region_code, door_id, taken=taken)


def doors_for(directory: Directory, draft: RequestDraft) -> list[Door]:
    """Give the doors that may help sooner than a council: by the words of the matter, then by its topic."""
    topic = directory.topic(draft.topic_id) if draft.topic_id else None
    by_topic = [directory.door(door_id) for door_id in topic.doors] if topic else []
    found = [door for door in (directory.door_for(draft.text), *by_topic) if door is not None]
    return list({door.id: door for door in found}.values())
