"""The chart and the tables: their words, and what stands under them."""

from datetime import date

from babel.dates import format_date

from bot.domain.councils import CouncilId
from bot.domain.directory import Directory
from bot.domain.doors import DoorId
from bot.domain.language import LocalizedText
from bot.domain.places import PlaceId, RegionCode
from bot.domain.reception.figures import FiguresScope
from bot.services.reception.chart import ChartMonth, ChartWords
from bot.services.reception.figures import ScopeFigures
from bot.services.reception.request_table import RequestRow, RequestTableWords
from handlers import formats, request_words
from handlers.coordination.figures.views.screens import month_name, scope_name
from handlers.words import _, current_language, ngettext


def chart_months(found: ScopeFigures) -> list[ChartMonth]:
    """Give the months as the chart has them: the earliest first, each name on two lines."""
    return [
        ChartMonth(
            name=format_date(
                date.fromisoformat(f"{one.month}-01"), "LLL\nyyyy", locale=formats.LOCALES[current_language()]
            ),
            closed_by_us=one.closed_by_us,
            confirmed=one.confirmed,
        )
        for one in reversed(found.months)
    ]


def chart_words(scope: FiguresScope, directory: Directory) -> ChartWords:
    """Give the words of the chart."""
    return ChartWords(
        title=scope_name(scope, directory),
        closed_by_us=_("Closed by us"),
        confirmed=_("Confirmed by citizens"),
    )


def chart_caption(found: ScopeFigures, directory: Directory) -> str:
    """Say in plain text what the chart shows, for those who can't see it."""
    lines = [
        _("{month}: closed by us {closed}, confirmed by citizens {confirmed}").format(
            month=month_name(one.month), closed=one.closed_by_us, confirmed=one.confirmed
        )
        for one in reversed(found.months)
    ]
    return "\n".join([scope_name(found.scope, directory), *lines])


def table_caption(count: int) -> str:
    """Say what the table holds."""
    return ngettext(
        "{count} request of the last six months. No names, phone numbers or words of citizens are in it.",
        "{count} requests of the last six months. No names, phone numbers or words of citizens are in it.",
        count,
    ).format(count=count)


def people_table_caption(count: int) -> str:
    """Say what the table holds, and that it is not to be passed on."""
    return ngettext(
        "{count} request of the last six months, with people’s data. Do not pass it on.",
        "{count} requests of the last six months, with people’s data. Do not pass them on.",
        count,
    ).format(count=count)


def table_words(scope: FiguresScope, directory: Directory) -> RequestTableWords:
    """Name the columns of the tables and what stands in them."""
    return RequestTableWords(
        title=scope.council_id or scope.region_code,
        header=(
            _("Number"),
            _("Council"),
            _("Region"),
            _("Place of the matter"),
            _("Topic"),
            _("State"),
            _("Sent on"),
            _("Counted from"),
            _("First reaction by"),
            _("First reaction"),
            _("Answer promised by"),
            _("Answered on"),
            _("Confirmed"),
            _("Working days"),
            _("Times reopened"),
            _("Rating"),
            _("Other service"),
            _("Why closed"),
        ),
        people_header=(_("Name of the citizen"), _("Phone"), _("Words of the citizen")),
        council=lambda council_id: _council(council_id, directory),
        region=lambda code: _region(code, directory),
        place=lambda place_id: _place(place_id, directory),
        topic=lambda row: _topic(row, directory),
        state=request_words.state,
        door=lambda door_id: _door(door_id, directory),
        close_reason=request_words.close_reason,
    )


def _council(council_id: CouncilId, directory: Directory) -> str:
    council = directory.council(council_id)
    return _read(council.name) if council else council_id


def _region(code: RegionCode, directory: Directory) -> str:
    region = directory.region(code)
    return _read(region.name) if region else code


def _place(place_id: PlaceId, directory: Directory) -> str:
    place = directory.place(place_id)
    return _read(place.name) if place else place_id


def _topic(row: RequestRow, directory: Directory) -> str:
    if row.is_care:
        return _("Care")
    topic = directory.topic(row.topic_id)
    return _read(topic.name) if topic else row.topic_id


def _door(door_id: DoorId, directory: Directory) -> str:
    door = directory.door(door_id)
    return _read(door.name) if door else door_id


def _read(name: LocalizedText) -> str:
    return name.in_language(current_language())
