"""Open requests on the same topic in the same place."""

from collections.abc import Collection, Sequence
from html import escape

from aiogram.types import InlineKeyboardButton

from bot.domain.reception.drafts import Question
from bot.domain.reception.request import RequestCard, RequestId
from handlers import request_words
from handlers.navigation import RequestShown, Section, SectionOpened, button, keyboard, menu_button
from handlers.reception.form.callbacks import DraftContinued, OtherFollowed
from handlers.reception.form.views.questions import ways_out
from handlers.screens import Screen
from handlers.words import _


def similar(cards: Sequence[RequestCard], own: Collection[RequestId]) -> Screen:
    """Show what others have sent already; `own` are those that the person has sent."""
    blocks = [
        _("<b>There are requests like yours</b>"),
        *(_block(card, is_own=card.id in own) for card in cards),
        _("If one of them is about the same matter, follow it: I will write to you when it moves."),
    ]
    rows = [[_button(card, is_own=card.id in own)] for card in cards]
    rows.append([button(_("Send mine all the same"), DraftContinued())])
    return Screen("\n\n".join(blocks), keyboard([*rows, ways_out(Question.WAY)]))


def followed(card: RequestCard) -> Screen:
    """Confirm that the person will hear of the request."""
    text = _(
        "You follow request {number}. I will write to you when it moves. Yours was not sent and is deleted."
    ).format(number=f"<code>{card.number}</code>")
    rows = [[button(_("My requests"), SectionOpened(section=Section.MY_REQUESTS)), menu_button()]]
    return Screen(text, keyboard(rows))


def _block(card: RequestCard, *, is_own: bool) -> str:
    number = f"<b>{card.number}</b>"
    lines = [_("{number} (yours)").format(number=number) if is_own else number]
    if card.headline:
        lines.append(escape(card.headline, quote=False))
    lines.append(
        _("Sent on {day}. {state}").format(
            day=request_words.sent_on(card), state=request_words.state(card.state)
        )
    )
    return "\n".join(lines)


def _button(card: RequestCard, *, is_own: bool) -> InlineKeyboardButton:
    if is_own:
        return button(_("Open {number}").format(number=card.number), RequestShown(request_id=card.id))
    text = _("Follow {number} instead").format(number=card.number)
    return button(text, OtherFollowed(request_id=card.id))
