"""What the figures and tables of the reception need from a database."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.reception.figures import DoorFigures, FiguresScope, MonthFigures
from bot.domain.reception.messages import RequestMessage
from bot.domain.reception.request import Request


class FiguresStore(Protocol):
    """Requests as numbers and as rows of a table."""

    async def months(self, scope: FiguresScope, since: datetime, today: date) -> Sequence[MonthFigures]:
        """Count the requests sent since that moment by month, the earliest first; `today` is Astana's."""
        ...

    async def doors(self, scope: FiguresScope, since: str) -> Sequence[DoorFigures]:
        """Count the doors that were shown in the scope's region since that month (`2026-11`)."""
        ...

    async def requests(self, scope: FiguresScope, since: datetime) -> Sequence[Request]:
        """Give the requests sent since that moment, the earliest first."""
        ...

    async def words(self, scope: FiguresScope, since: datetime) -> Sequence[RequestMessage]:
        """Give what citizens said in these requests, the earliest first."""
        ...
