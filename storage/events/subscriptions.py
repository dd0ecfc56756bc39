"""Wishes for new events, and the digests that are due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.domain.events.event import Event
from bot.domain.events.notices import EventNoticeKind
from bot.domain.events.subscriptions import DigestTime, Subscription, SubscriptionKind, Wishes
from bot.domain.people import PersonId
from storage.database import Database, Dialects, Row, as_utc
from storage.events.rows import EVENT_COLUMNS, event_of, prefixed

WISHES = "SELECT kind, value FROM subscriptions WHERE person_id = :person_id ORDER BY kind, value"

TIME = "SELECT weekday, hour FROM digests WHERE person_id = :person_id"

SUBSCRIBE = """
    INSERT INTO subscriptions (person_id, kind, value, since) VALUES (:person_id, :kind, :value, :now)
    ON CONFLICT (person_id, kind, value) DO NOTHING
"""

BEGIN_DIGESTS = """
    INSERT INTO digests (person_id, weekday, hour, digested_until, time_since)
    VALUES (:person_id, :weekday, :hour, :now, :now)
    ON CONFLICT (person_id) DO NOTHING
"""

UNSUBSCRIBE = """
    DELETE FROM subscriptions WHERE person_id = :person_id AND kind = :kind AND value = :value
"""

UNSUBSCRIBE_FROM_ALL = "DELETE FROM subscriptions WHERE person_id = :person_id RETURNING kind, value"

SET_TIME = """
    INSERT INTO digests (person_id, weekday, hour, digested_until, time_since)
    VALUES (:person_id, :weekday, :hour, :now, :now)
    ON CONFLICT (person_id) DO UPDATE SET weekday = excluded.weekday, hour = excluded.hour,
        time_since = excluded.time_since
    WHERE digests.weekday <> excluded.weekday OR digests.hour <> excluded.hour
"""
"""Whoever chooses the time that they have keeps it, and with it the digest that is due at this moment."""

TIMES_IN_USE = """
    SELECT weekday, hour,
        min(CASE WHEN time_since > digested_until THEN time_since ELSE digested_until END) AS planned_after
    FROM digests GROUP BY weekday, hour ORDER BY weekday, hour
"""

MATCHES = """
    events.status = 'published' AND events.starts_at > :now AND subscriptions.since <= events.published_at
    AND (
        (subscriptions.kind = 'house' AND subscriptions.value = events.house_id)
        OR (subscriptions.kind = 'region' AND subscriptions.value = events.region_code)
        OR (subscriptions.kind = 'topic' AND subscriptions.value = events.topic)
        OR (subscriptions.kind = 'language'
            AND ';' || events.languages || ';' LIKE '%;' || subscriptions.value || ';%')
    )
"""

_PUT_DIGESTS = f"""
    INSERT INTO outbox (
        person_id, kind, key, payload, due_at, expires_at, holds_at_night, state, attempts, created_at
    )
    SELECT digests.person_id, '{EventNoticeKind.DIGEST}', :key,
        '{{{{"since":"' || CAST(digests.digested_until AS TEXT) || '","until":"' || :until || '"}}}}',
        :planned{{moment}}, NULL, :holds_at_night{{boolean}}, 'queued', 0, :now{{moment}}
    FROM digests
    WHERE weekday = :weekday AND hour = :hour AND digested_until < :planned{{moment}}
        AND time_since < :planned{{moment}} AND EXISTS (
        SELECT 1 FROM subscriptions JOIN events
            ON events.published_at > digests.digested_until AND events.published_at <= :planned{{moment}}
        WHERE subscriptions.person_id = digests.person_id AND {MATCHES}
    )
    ON CONFLICT (person_id, key) DO NOTHING
    RETURNING id
"""

PUT_DIGESTS = Dialects(
    sqlite=_PUT_DIGESTS.format(moment="", boolean=""),
    postgresql=_PUT_DIGESTS.format(moment="::timestamptz", boolean="::boolean"),
)
"""PostgreSQL wants to be told the types of values that are selected; SQLite knows no such types."""

DIGESTED = """
    UPDATE digests SET digested_until = :planned
    WHERE weekday = :weekday AND hour = :hour AND digested_until < :planned AND time_since < :planned
"""

NEW_FOR = f"""
    SELECT DISTINCT {prefixed("events", EVENT_COLUMNS)} FROM events
        JOIN subscriptions ON subscriptions.person_id = :person_id
    WHERE events.published_at > :since AND events.published_at <= :until AND {MATCHES}
    ORDER BY events.starts_at, events.id
"""


class SqlSubscriptions:
    """The tables of wishes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def wishes(self, person_id: PersonId) -> Wishes:
        """Give what somebody has subscribed to."""
        rows = await self._database.fetch(WISHES, person_id=person_id)
        times = await self._database.fetch(TIME, person_id=person_id)
        return Wishes(
            subscriptions=tuple(_subscription_of(row) for row in rows),
            time=DigestTime(weekday=times[0]["weekday"], hour=times[0]["hour"]) if times else DigestTime(),
        )

    async def subscribe(self, person_id: PersonId, to: Iterable[Subscription], now: datetime) -> None:
        """Keep wishes."""
        usual = DigestTime()
        async with self._database.transaction() as transaction:
            wished = [
                {"person_id": person_id, "kind": one.kind.value, "value": one.value, "now": now} for one in to
            ]
            await transaction.execute_many(SUBSCRIBE, wished)
            await transaction.fetch(
                BEGIN_DIGESTS, person_id=person_id, weekday=usual.weekday, hour=usual.hour, now=now
            )

    async def unsubscribe(self, person_id: PersonId, to: Subscription) -> None:
        """Drop a wish."""
        await self._database.write(UNSUBSCRIBE, person_id=person_id, kind=to.kind.value, value=to.value)

    async def unsubscribe_from_all(self, person_id: PersonId) -> Sequence[Subscription]:
        """Drop every wish; give what they were."""
        dropped = await self._database.write(UNSUBSCRIBE_FROM_ALL, person_id=person_id)
        return sorted(_subscription_of(row) for row in dropped)

    async def set_time(self, person_id: PersonId, when: DigestTime, now: datetime) -> None:
        """Keep when the digest comes."""
        await self._database.write(
            SET_TIME, person_id=person_id, weekday=when.weekday, hour=when.hour, now=now
        )

    async def times_in_use(self) -> Mapping[DigestTime, datetime]:
        """Give the times at which anybody gets a digest, and after which moment the first of them is due."""
        return {
            DigestTime(weekday=row["weekday"], hour=row["hour"]): as_utc(row["planned_after"])
            for row in await self._database.fetch(TIMES_IN_USE)
        }

    async def put_digests(self, when: DigestTime, planned: datetime, now: datetime) -> int:
        """Have a digest sent to all of that time for whom there is something new; give how many they are."""
        async with self._database.transaction() as transaction:
            rows = await transaction.fetch(
                PUT_DIGESTS,
                key=f"digest:{planned.isoformat()}",
                until=planned.isoformat(),
                planned=planned,
                holds_at_night=True,
                now=now,
                weekday=when.weekday,
                hour=when.hour,
            )
            await transaction.fetch(DIGESTED, planned=planned, weekday=when.weekday, hour=when.hour)
        return len(rows)

    async def new_for(
        self, person_id: PersonId, since: datetime, until: datetime, now: datetime
    ) -> Sequence[Event]:
        """Give the events published between the two moments that the person wants and that lie ahead."""
        rows = await self._database.fetch(NEW_FOR, person_id=person_id, since=since, until=until, now=now)
        return [event_of(row) for row in rows]


def _subscription_of(row: Row) -> Subscription:
    return Subscription(SubscriptionKind(row["kind"]), row["value"])
