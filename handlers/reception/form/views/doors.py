"""Other services that may be the right ones, or quicker."""

from collections.abc import Sequence
from html import escape

from aiogram.types import CopyTextButton, InlineKeyboardButton

from bot.domain.doors import Door
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.request import ReplyWay
from handlers.navigation import Rows, button, keyboard, link, menu_button
from handlers.reception.form.callbacks import DoorTaken, DraftContinued, WayTold
from handlers.reception.form.views import words
from handlers.reception.form.views.questions import ways_out
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _, current_language

LONGEST_COPY = 256
"""UTF-16 units that a button may put on the clipboard (Telegram's limit)."""

MATTER = "{matter}"
"""Where in a ready text the person's own words stand."""


def doors(shown: Sequence[Door], draft: RequestDraft) -> Screen:
    """Show who may help sooner, with a text to copy; the council is still there.

    Whoever goes on says in the same press how to be answered, if they have not said so yet.
    """
    blocks = [_("<b>This may be solved sooner elsewhere</b>"), *map(_block, shown)]
    if draft.reply_way is None:
        blocks.append(_("You can turn there, or go on with the council: choose how it shall answer you."))
    else:
        blocks.append(_("You can turn there, or go on with the council."))
    rows = _go_on_rows(draft)
    for door in shown:
        rows += _door_rows(door, draft)
    return Screen("\n\n".join(blocks), keyboard([*rows, ways_out(Question.WAY)]))


def taken(door: Door | None, matter: str) -> Screen:
    """Wish well to somebody who turns elsewhere, and repeat how to get there and what to say."""
    thanks = _(
        "Good luck there. Nothing of what you wrote here is kept; you can write to the council any time."
    )
    if door is None:
        return Screen(thanks, keyboard([[menu_button()]]))
    rows = [_ways_there(door, matter), [menu_button()]]
    return Screen(f"{_block(door)}\n\n{thanks}", keyboard(rows))


def ready_text(door: Door, matter: str) -> str:
    """Give the text to copy with the person's own words in it, cut to what a button can carry."""
    template = door.ready_text.in_language(current_language())
    room = LONGEST_COPY - words.length(template.replace(MATTER, ""))
    matter = words.shortened(matter.strip(), max(room, 1))
    return words.shortened(template.replace(MATTER, matter, 1).replace(MATTER, "").strip(), LONGEST_COPY)


def _block(door: Door) -> str:
    lines = [f"<b>{localized(door.name)}</b>", localized(door.purpose)]
    if door.phone:
        lines.append(_("Phone: {phone}").format(phone=escape(door.phone, quote=False)))
    return "\n".join(line for line in lines if line)


def _go_on_rows(draft: RequestDraft) -> Rows:
    if draft.reply_way is not None:
        return [[button(_("Go on with the council"), DraftContinued())]]
    labels = {
        ReplyWay.HERE: _("Go on, answer me here"),
        ReplyWay.PHONE: _("Go on, call me"),
        ReplyWay.MEETING: _("Go on, receive me in person"),
    }
    return [[button(label, WayTold(way=way))] for way, label in labels.items()]


def _door_rows(door: Door, draft: RequestDraft) -> Rows:
    go = _("I will turn to {name}").format(name=door.name.in_language(current_language()))
    go_there = button(words.shortened(go, 60), DoorTaken(door_id=door.id))
    return [_ways_there(door, draft.text), [go_there]]


def _ways_there(door: Door, matter: str) -> list[InlineKeyboardButton]:
    actions = []
    if text := ready_text(door, matter):
        copy = CopyTextButton(text=text)
        actions.append(InlineKeyboardButton(text=_("Copy a ready text"), copy_text=copy))
    if door.url:
        actions.append(link(_("Open the website"), door.url))
    return actions
