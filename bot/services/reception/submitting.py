"""From a half-written request to a receipt with a number and a promised date."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.care import CareKind
from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import PersonId
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.errors import DraftIncomplete, TooManyOpen, TooManyToday
from bot.domain.reception.history import Side
from bot.domain.reception.messages import Purpose, RequestMessage
from bot.domain.reception.request import ReplyWay, Request
from bot.domain.reception.routing import councils_for, first_with_people
from bot.domain.reception.rules import CARE_CONSENT, CONSENT_VERSION, ReceptionRules
from bot.domain.reception.states import Act, RequestState, after
from bot.domain.roles import COUNTRY
from bot.domain.topics import TopicId
from bot.ports.clock import Clock as Time
from bot.ports.reception import NewEntry, NewMessage, NewRequest, RequestStore, RequestTransaction
from bot.services.places import Places
from bot.services.reception.acting import year_of
from bot.services.reception.promising import promised, resumed
from bot.services.reception.telling import raise_alarm, said, tell_council

A_DAY = timedelta(days=1)

ANY_TOPIC = TopicId("other")


class Submitting:
    """Takes requests of citizens."""

    def __init__(self, store: RequestStore, places: Places, clock: Time, rules: ReceptionRules) -> None:
        self._store = store
        self._places = places
        self._clock = clock
        self._rules = rules

    async def submit(self, person_id: PersonId, language: Language, draft: RequestDraft) -> Request:
        """Make the draft a request, once, and give it with its number.

        Raises DraftIncomplete, TooManyOpen, TooManyToday.
        """
        if draft.next_question() is not Question.CHECK or draft.place_id is None or draft.topic_id is None:
            raise DraftIncomplete
        now, directory = self._clock(), self._places.directory
        council_id = await self._council(draft.place_id, draft.topic_id, draft.council_id)
        new = NewRequest(
            action_key=f"{person_id}:{draft.key}",
            year=year_of(now),
            citizen_id=person_id,
            language=language,
            council_id=council_id,
            region_code=self._region(draft.place_id),
            place_id=draft.place_id,
            topic_id=draft.topic_id,
            care=directory.care.find(draft.text),
            reply_way=draft.reply_way or ReplyWay.HERE,
            name=draft.name or "",
            phone=draft.phone if draft.reply_way is ReplyWay.PHONE else "",
            consent_version=CONSENT_VERSION,
            clock=promised(now, self._rules.terms, directory.working_days),
        )
        async with self._store.transaction() as transaction:
            await transaction.hold_citizen(person_id)
            made = await transaction.made_by(new.action_key)
            if made is None:
                if new.care is None:
                    await self._require_room(transaction, person_id, now)
                made = await self._add(transaction, new, draft, now)
            await transaction.drop_draft(person_id)
        return made

    async def sent(self, person_id: PersonId, key: str) -> Request | None:
        """Give the request that the draft of that key has become; None where it has become none."""
        async with self._store.transaction() as transaction:
            return await transaction.made_by(f"{person_id}:{key}")

    async def pass_on(
        self,
        person_id: PersonId,
        language: Language,
        draft: RequestDraft,
        care: CareKind,
        *,
        ends_form: bool = True,
    ) -> Request:
        """Take words that may mean danger to people at once, without waiting for the rest of the form.

        Whoever has such a request open already adds to it. The same draft does so once. Without `ends_form`
        the draft was made of these words alone, and what the person has begun to write elsewhere stays.
        """
        now, directory = self._clock(), self._places.directory
        place_id, topic_id = draft.place_id or PlaceId(""), draft.topic_id or ANY_TOPIC
        council_id = await self._council(place_id, topic_id, draft.council_id)
        new = NewRequest(
            action_key=f"{person_id}:{draft.key}",
            year=year_of(now),
            citizen_id=person_id,
            language=language,
            council_id=council_id,
            region_code=self._region(place_id),
            place_id=place_id,
            topic_id=topic_id,
            care=care,
            reply_way=ReplyWay.HERE,
            name=draft.name or "",
            phone=draft.phone,
            consent_version=CARE_CONSENT,
            clock=promised(now, self._rules.terms, directory.working_days),
        )
        async with self._store.transaction() as transaction:
            await transaction.hold_citizen(person_id)
            made = await transaction.made_by(new.action_key)
            if made is None:
                made = await self._add_to_earlier(transaction, person_id, draft, now)
                made = made or await self._add(transaction, new, draft, now)
            if ends_form:
                await transaction.drop_draft(person_id)
        return made

    async def _add_to_earlier(
        self, transaction: RequestTransaction, person_id: PersonId, draft: RequestDraft, now: datetime
    ) -> Request | None:
        """Add to the person's open request that speaks of danger already; None where there is none.

        Where the council has asked, the words are the reply: its clock runs on.
        """
        earlier = [one for one in await transaction.open_requests(person_id) if one.is_urgent]
        held = await transaction.hold(earlier[-1].id) if earlier else None
        if held is None or not held.is_open:
            return None
        is_asked = held.state is RequestState.WAITING_FOR_CITIZEN
        purpose = Purpose.REPLY if is_asked else Purpose.ADDITION
        added = await self._say(transaction, held, person_id, draft, now, purpose)
        if is_asked:
            await self._go_on(transaction, held, now)
        await raise_alarm(transaction, held, now, f":{draft.key}")
        if held.owner_id is not None:
            await transaction.put([said(held.owner_id, one, now) for one in added], now)
        return held

    async def _go_on(self, transaction: RequestTransaction, held: Request, now: datetime) -> None:
        calendar = self._places.directory.working_days
        state = after(held.state, Act.REPLY)
        clock = resumed(held.clock, now, self._rules.terms, calendar)
        await transaction.save(replace(held, state=state, clock=clock, version=held.version + 1), None)
        await transaction.write_down(
            NewEntry(
                request_id=held.id,
                side=Side.CITIZEN,
                person_id=held.citizen_id,
                act=Act.REPLY,
                state=state,
            ),
            now,
        )

    async def _add(
        self, transaction: RequestTransaction, new: NewRequest, draft: RequestDraft, now: datetime
    ) -> Request:
        request = await transaction.add(new)
        await self._say(transaction, request, new.citizen_id, draft, now, Purpose.MATTER)
        await transaction.write_down(
            NewEntry(
                request_id=request.id,
                side=Side.CITIZEN,
                person_id=new.citizen_id,
                act=None,
                state=request.state,
            ),
            now,
        )
        if request.is_urgent:
            await raise_alarm(transaction, request, now)
        else:
            await tell_council(transaction, request, "sent", now)
        return request

    async def _say(
        self,
        transaction: RequestTransaction,
        request: Request,
        person_id: PersonId,
        draft: RequestDraft,
        now: datetime,
        purpose: Purpose,
    ) -> list[RequestMessage]:
        messages = [
            await transaction.say(
                NewMessage(
                    request_id=request.id,
                    purpose=purpose,
                    person_id=person_id,
                    piece=piece,
                    action_key=f"{person_id}:{draft.key}:{number}",
                ),
                now,
            )
            for number, piece in enumerate(draft.pieces)
        ]
        return [message for message in messages if message is not None]

    async def _require_room(
        self, transaction: RequestTransaction, person_id: PersonId, now: datetime
    ) -> None:
        rules = self._rules
        if len(await transaction.open_requests(person_id)) >= rules.most_open:
            raise TooManyOpen(rules.most_open)
        sent = await transaction.sent_since(person_id, now - A_DAY)
        if len(sent) >= rules.most_a_day:
            raise TooManyToday(rules.most_a_day, sent[-rules.most_a_day] + A_DAY)

    async def _council(self, place_id: PlaceId, topic_id: TopicId, chosen: CouncilId | None) -> CouncilId:
        on_the_way = councils_for(self._places.directory, place_id, topic_id, chosen)
        return await first_with_people(on_the_way, self._store.council)

    def _region(self, place_id: PlaceId) -> RegionCode:
        place = self._places.directory.place(place_id)
        return place.region_code if place else COUNTRY
