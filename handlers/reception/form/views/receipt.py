"""What somebody holds in their hands when a request is sent; or why it could not be."""

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.domain.directory import Directory
from bot.domain.reception.drafts import Question
from bot.domain.reception.errors import TooManyOpen, TooManyToday
from bot.domain.reception.request import ReplyWay, Request
from bot.domain.reception.rules import ReceptionRules
from handlers import request_words
from handlers.navigation import (
    RequestShown,
    Section,
    SectionOpened,
    button,
    keyboard,
    menu_button,
)
from handlers.reception import views as reception_views
from handlers.reception.form.callbacks import QuestionAsked
from handlers.screens import Screen
from handlers.words import _, ngettext


def receipt(request: Request, directory: Directory, rules: ReceptionRules) -> Screen:
    """Give the number, the council, the promised day, and what happens next."""
    number = f"<code>{request.number}</code>"
    lines = [
        _("<b>Your request is sent</b>"),
        "",
        _("Number: {number}").format(number=number),
        _("Council: {council}").format(council=request_words.council(request, directory)),
        _("The answer is promised by {day}.").format(day=request_words.day(request.clock.answer_due_on)),
        "",
        _what_next(rules.terms.reaction_days),
        _how_answered(request),
    ]
    copy = CopyTextButton(text=request.number)
    rows = [
        [InlineKeyboardButton(text=_("Copy the number"), copy_text=copy)],
        [button(_("Open the request"), RequestShown(request_id=request.id)), menu_button()],
    ]
    return Screen("\n".join(lines), keyboard(rows))


def not_now(refused: TooManyOpen | TooManyToday) -> Screen:
    """Say when the next request can be sent; what was written is kept."""
    text = f"{reception_views.refusal(refused)}\n\n" + _("What you wrote is kept.")
    rows = [
        [button(_("My requests"), SectionOpened(section=Section.MY_REQUESTS))],
        [button(_("Back to the request"), QuestionAsked(question=Question.CHECK)), menu_button()],
    ]
    return Screen(text, keyboard(rows))


def _what_next(days: int) -> str:
    return ngettext(
        "Next, a coordinator takes it, within {count} working day. I will write to you at each step.",
        "Next, a coordinator takes it, within {count} working days. I will write to you at each step.",
        days,
    ).format(count=days)


def _how_answered(request: Request) -> str:
    match request.reply_way:
        case ReplyWay.PHONE:
            return _("The council will call you, or answer here.")
        case ReplyWay.MEETING:
            return _("The council will propose a day and an hour here.")
    return _("The answer comes here, into this chat.")
