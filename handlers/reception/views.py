"""What citizens hear when an act on a request is refused."""

from bot.domain.astana_time import local
from bot.domain.reception.errors import (
    DraftIncomplete,
    NobodyThere,
    NotNow,
    PersonalDataGone,
    ReceptionRefusal,
    RequestUnknown,
    TextTooLong,
    TooLateToReopen,
    TooManyOpen,
    TooManyPieces,
    TooManyToday,
)
from bot.domain.reception.messages import MOST_PIECES
from handlers import formats, request_words
from handlers.navigation import Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext


def refused(error: ReceptionRefusal) -> Screen:
    """Say as a screen why nothing was done, and where to go on."""
    ways_on = [button(_("My requests"), SectionOpened(section=Section.MY_REQUESTS)), menu_button()]
    return Screen(refusal(error), keyboard([ways_on]))


def refusal(error: ReceptionRefusal) -> str:
    """Say in a sentence or two why nothing was done; at most 200 characters, as an alert holds."""
    match error:
        case RequestUnknown():
            return _("There is no such request among yours.")
        case NotNow():
            return _("That is not possible now. The request stands like this: {state}.").format(
                state=request_words.state(error.state)
            )
        case TooManyOpen():
            return _too_many_open(error.most)
        case TooManyToday():
            return _too_many_today(error)
    return _of_writing(error) or _other(error)


def _of_writing(error: ReceptionRefusal) -> str:
    match error:
        case TextTooLong():
            return _too_long(error.over)
        case TooManyPieces():
            return _too_many_pieces()
        case DraftIncomplete():
            return _("Something is still missing. Answer the questions that are left.")
    return ""


def _other(error: ReceptionRefusal) -> str:
    match error:
        case TooLateToReopen():
            return _("Too much time has passed to reopen this request. Write a new one.")
        case PersonalDataGone():
            return _("What was written in this request has been deleted after its term.")
        case NobodyThere():
            return _("This council does not take requests.")
    return _("You cannot do that with this request.")


def _too_many_open(most: int) -> str:
    return ngettext(
        "You have {count} open request, and there cannot be more. When it is answered or withdrawn, you can "
        "send another.",
        "You have {count} open requests, and there cannot be more. When one is answered or withdrawn, you "
        "can send another.",
        most,
    ).format(count=most)


def _too_many_today(error: TooManyToday) -> str:
    next_at, language = local(error.next_at), current_language()
    return ngettext(
        "You can send {count} request within 24 hours. The next can go out on {day} at {time}, Astana time.",
        "You can send {count} requests within 24 hours. The next can go out on {day} at {time}, Astana time.",
        error.most,
    ).format(
        count=error.most,
        day=formats.short_date(next_at.date(), language),
        time=formats.clock_time(next_at, language),
    )


def _too_long(over: int) -> str:
    return ngettext(
        "That is {count} character too long. Shorten it and send it again.",
        "That is {count} characters too long. Shorten it and send it again.",
        over,
    ).format(count=over)


def _too_many_pieces() -> str:
    return ngettext(
        "A request can have {count} part: this one has it already. What came last was not added.",
        "A request can have {count} parts: this one has them already. What came last was not added.",
        MOST_PIECES,
    ).format(count=MOST_PIECES)
