"""How the answer is wanted."""

from bot.domain.astana_time import local
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.request import ReplyWay
from bot.services.opening_hours import Opening
from handlers import formats
from handlers.navigation import button, keyboard
from handlers.reception.form.callbacks import WayTold
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.words import _, current_language


def way(draft: RequestDraft, opening: Opening | None, note: str = "") -> Screen:
    """Ask how the answer is wanted; `opening` tells of the council's reception hours, if known."""
    lines = [
        _("<b>How shall the council answer you?</b>"),
        _("For an appointment in person the council will propose a day and an hour."),
        _hours(opening),
    ]
    labels = {
        ReplyWay.HERE: _("Here, in this chat"),
        ReplyWay.PHONE: _("By phone"),
        ReplyWay.MEETING: _("In person"),
    }
    rows = [[button(label, WayTold(way=one))] for one, label in labels.items()]
    text = "\n\n".join(line for line in lines if line)
    return Screen(with_note(note, text), keyboard([*rows, ways_out(Question.WAY, draft)]))


def _hours(opening: Opening | None) -> str:
    if opening is None or opening.changes_at is None:
        return ""
    changes_at, language = local(opening.changes_at), current_language()
    time = formats.clock_time(changes_at, language)
    day = formats.full_date(changes_at.date(), language)
    if opening.is_open:
        return _("It receives people now, until {time}, Astana time.").format(time=time)
    return _("It receives people next on {day} from {time}, Astana time.").format(day=day, time=time)
