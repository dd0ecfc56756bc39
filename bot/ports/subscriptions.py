"""What the services need for keeping wishes for new events."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.events.event import Event
from bot.domain.events.subscriptions import DigestTime, Subscription, Wishes
from bot.domain.people import PersonId


class SubscriptionStore(Protocol):
    """Where wishes for digests are kept."""

    async def wishes(self, person_id: PersonId) -> Wishes:
        """Give what somebody has subscribed to."""
        ...

    async def subscribe(self, person_id: PersonId, to: Iterable[Subscription], now: datetime) -> None:
        """Keep wishes."""
        ...

    async def unsubscribe(self, person_id: PersonId, to: Subscription) -> None:
        """Drop a wish."""
        ...

    async def unsubscribe_from_all(self, person_id: PersonId) -> Sequence[Subscription]:
        """Drop every wish; give what they were."""
        ...

    async def set_time(self, person_id: PersonId, when: DigestTime, now: datetime) -> None:
        """Keep when the digest comes."""
        ...

    async def times_in_use(self) -> Mapping[DigestTime, datetime]:
        """Give the times at which anybody gets a digest, and after which moment the first of them is due."""
        ...

    async def put_digests(self, when: DigestTime, planned: datetime, now: datetime) -> int:
        """Have a digest sent to all of that time for whom there is something new; give how many they are."""
        ...

    async def new_for(
        self, person_id: PersonId, since: datetime, until: datetime, now: datetime
    ) -> Sequence[Event]:
        """Give the events published between the two moments that the person wants and that lie ahead."""
        ...
