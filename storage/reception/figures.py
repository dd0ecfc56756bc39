"""The requests as numbers by month, and as rows of a table."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.reception.figures import DoorFigures, FiguresScope, MonthFigures
from bot.domain.reception.messages import Purpose, RequestMessage
from bot.domain.reception.request import Request
from bot.domain.roles import COUNTRY
from storage.database import Database, Dialects
from storage.reception.rows import MESSAGE_COLUMNS, REQUEST_COLUMNS, message_of, request_of
from storage.reception.statements import OPEN_STATES

_IN_SCOPE = """
    requests.submitted_at >= :since
    AND (requests.council_id = CAST(:council_id AS TEXT) OR CAST(:council_id AS TEXT) = '')
    AND (requests.region_code = CAST(:region_code AS TEXT) OR CAST(:region_code AS TEXT) = '')
"""

_RUNS = f"state IN ({OPEN_STATES}) AND state <> 'waiting_for_citizen'"
"""The council owes something now."""


def _count(condition: str, name: str) -> str:
    return f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS {name}"


_MONTHS = f"""
    SELECT {{month}} AS month, COUNT(*) AS received,
        {_count(f"reacted_at IS NOT NULL OR ({_RUNS} AND reaction_due_on < :today)", "reaction_due")},
        {_count("{reacted_on} <= reaction_due_on", "reacted_in_time")},
        {_count(f"answered_at IS NOT NULL OR ({_RUNS} AND answer_due_on < :today)", "answer_due")},
        {_count("{answered_on} <= answer_due_on", "answered_in_time")},
        {_count("state IN ('answered', 'confirmed')", "closed_by_us")},
        {_count("state = 'confirmed'", "confirmed")},
        {_count("state = 'redirected'", "redirected")},
        {_count("state = 'withdrawn'", "withdrawn")},
        {_count("times_reopened > 0", "reopened")},
        COUNT(DISTINCT CASE WHEN rating IS NOT NULL THEN citizen_id END) AS raters,
        COUNT(rating) AS ratings, COALESCE(SUM(rating), 0) AS stars
    FROM requests WHERE {_IN_SCOPE} GROUP BY 1 ORDER BY 1
"""

MONTHS = Dialects(
    sqlite=_MONTHS.format(
        month="strftime('%Y-%m', submitted_at, '+5 hours')",
        reacted_on="date(reacted_at, '+5 hours')",
        answered_on="date(answered_at, '+5 hours')",
    ),
    postgresql=_MONTHS.format(
        month="to_char(submitted_at AT TIME ZONE 'Asia/Almaty', 'YYYY-MM')",
        reacted_on="to_char(reacted_at AT TIME ZONE 'Asia/Almaty', 'YYYY-MM-DD')",
        answered_on="to_char(answered_at AT TIME ZONE 'Asia/Almaty', 'YYYY-MM-DD')",
    ),
)
"""Months and days are Astana's: SQLite knows no time zones, and Kazakhstan has had +5 since 1 March 2024.

The month is that of sending. `counted_from` would do for a request that was never reopened: reopening moves
it, and what a month has received would become less afterwards.
"""

DOORS = """
    SELECT month, door_id, CAST(SUM(shown) AS BIGINT) AS shown, CAST(SUM(taken) AS BIGINT) AS taken
    FROM door_counts
    WHERE month >= :since
        AND (region_code = CAST(:region_code AS TEXT) OR CAST(:region_code AS TEXT) = '')
    GROUP BY month, door_id ORDER BY month, door_id
"""

REQUESTS = f"SELECT {REQUEST_COLUMNS} FROM requests WHERE {_IN_SCOPE} ORDER BY requests.id"

WORDS = """
    SELECT {columns} FROM request_messages JOIN requests ON requests.id = request_messages.request_id
    WHERE request_messages.purpose IN ({purposes}) AND {in_scope} ORDER BY request_messages.id
""".format(
    columns=", ".join(f"request_messages.{name.strip()}" for name in MESSAGE_COLUMNS.split(",")),
    purposes=", ".join(f"'{purpose}'" for purpose in Purpose if purpose.is_citizens),
    in_scope=_IN_SCOPE,
)


class SqlFigures:
    """The tables of requests, as those look at them who answer for many."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def months(self, scope: FiguresScope, since: datetime, today: date) -> Sequence[MonthFigures]:
        """Count the requests sent since that moment by month, the earliest first."""
        rows = await self._database.fetch(MONTHS, **_named(scope), since=since, today=today.isoformat())
        names = [name for name in MonthFigures.__dataclass_fields__ if name != "month"]
        return [MonthFigures(month=row["month"], **{name: int(row[name]) for name in names}) for row in rows]

    async def doors(self, scope: FiguresScope, since: str) -> Sequence[DoorFigures]:
        """Count the doors that were shown in the scope's region since that month."""
        region_code = "" if scope.region_code == COUNTRY else scope.region_code
        rows = await self._database.fetch(DOORS, since=since, region_code=region_code)
        return [
            DoorFigures(month=row["month"], door_id=row["door_id"], shown=row["shown"], taken=row["taken"])
            for row in rows
        ]

    async def requests(self, scope: FiguresScope, since: datetime) -> Sequence[Request]:
        """Give the requests sent since that moment, the earliest first."""
        rows = await self._database.fetch(REQUESTS, **_named(scope), since=since)
        return [request_of(row) for row in rows]

    async def words(self, scope: FiguresScope, since: datetime) -> Sequence[RequestMessage]:
        """Give what citizens said in these requests, the earliest first."""
        rows = await self._database.fetch(WORDS, **_named(scope), since=since)
        return [message_of(row) for row in rows]


def _named(scope: FiguresScope) -> dict[str, str]:
    """Give the values of a scope; a council's requests may be of any region, since they can be passed on."""
    everywhere = scope.council_id or scope.region_code == COUNTRY
    return {"council_id": scope.council_id, "region_code": "" if everywhere else scope.region_code}
