"""Wishes for new events, and the digest that brings them together."""

from collections.abc import Sequence

from bot.domain.astana_time import is_quiet
from bot.domain.events.subscriptions import DigestTime, Subscription, Wishes, last_planned
from bot.domain.people import PersonId
from bot.ports.clock import Clock
from bot.ports.subscriptions import SubscriptionStore


class Subscribing:
    """What somebody wants to hear of, and when."""

    def __init__(self, store: SubscriptionStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def wishes(self, person_id: PersonId) -> Wishes:
        """Give everything that the person has subscribed to."""
        return await self._store.wishes(person_id)

    async def toggle(self, person_id: PersonId, to: Subscription, *, wanted: bool) -> Wishes:
        """Begin or end a subscription; give everything that the person is then subscribed to."""
        if wanted:
            await self._store.subscribe(person_id, [to], self._clock())
        else:
            await self._store.unsubscribe(person_id, to)
        return await self._store.wishes(person_id)

    async def stop(self, person_id: PersonId) -> Sequence[Subscription]:
        """End every subscription of the person; give what they were."""
        return await self._store.unsubscribe_from_all(person_id)

    async def resume(self, person_id: PersonId, stopped: Sequence[Subscription]) -> Wishes:
        """Begin again what was stopped; give everything that the person is then subscribed to."""
        if stopped:
            await self._store.subscribe(person_id, stopped, self._clock())
        return await self._store.wishes(person_id)

    async def set_time(self, person_id: PersonId, when: DigestTime) -> Wishes:
        """Bring the digest at another time from now on; none comes for a moment before the change."""
        await self._store.set_time(person_id, when, self._clock())
        return await self._store.wishes(person_id)

    async def send_digests(self) -> int:
        """Have everybody told of new events whose hour has come; give how many digests there are."""
        now = self._clock()
        if is_quiet(now):
            return 0
        sent = 0
        for when, planned_after in (await self._store.times_in_use()).items():
            planned = last_planned(when, now)
            if planned_after < planned:
                sent += await self._store.put_digests(when, planned, now)
        return sent
