"""A citizen's own request in a line or two, as every list of theirs shows it."""

from datetime import date

from bot.domain.astana_time import local
from bot.domain.directory import Directory
from bot.domain.reception.request import Request, RequestCard
from handlers import request_words as words
from handlers.words import _, current_language


def title(request: Request | RequestCard, directory: Directory) -> str:
    """Give number and topic, safe to put into HTML."""
    return f"{request.number} · {words.topic(request, directory)}"


def plain_title(request: Request | RequestCard, directory: Directory) -> str:
    """Give the same as it stands on a button."""
    topic = directory.topic(request.topic_id)
    return f"{request.number} · {topic.name.in_language(current_language()) if topic else _('Other')}"


def standing(request: Request, directory: Directory, today: date) -> str:
    """Give the state, and what is promised."""
    return " · ".join(filter(None, (words.state(request.state), promise(request, directory, today))))


def promise(request: Request, directory: Directory, today: date) -> str:
    """Say by when the answer is promised, or that the clock stands still; empty where nothing is owed."""
    if not request.is_open:
        return ""
    if request.clock.paused_at is not None:
        since = words.day(local(request.clock.paused_at).date())
        return _("The clock has stood still since {day}: the council waits for your reply").format(day=since)
    return words.due(request.card, today, directory)
