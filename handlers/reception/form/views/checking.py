"""The page on which all answers are checked, with the consent that is given by sending."""

from html import escape

from bot.domain.councils import NATIONAL_DESK
from bot.domain.directory import Directory
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.request import ReplyWay
from bot.domain.reception.rules import ReceptionRules
from bot.domain.roles import COUNTRY
from bot.services.reception.drafting import Preview
from handlers import request_words
from handlers.navigation import Rows, button, in_columns, keyboard
from handlers.reception.form.callbacks import QuestionAsked, RequestSent
from handlers.reception.form.views import words
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _, ngettext

LONGEST_QUOTE = 700
"""UTF-16 units of the matter that are shown: with the consent in any language it fits into a message."""

LONGEST_NAME = 130
"""UTF-16 units of a name that are shown; Telegram's own names have no more letters."""


def check(preview: Preview, directory: Directory, rules: ReceptionRules, note: str = "") -> Screen:
    """Show all that was answered, who gets it, by when the answer is promised, and what is agreed to."""
    draft = preview.draft
    council = directory.council(preview.council_id)
    lines = [
        _("<b>Check your request</b>"),
        "",
        _("Place: {place}").format(place=words.place_name(directory, draft.place_id)),
        _("Topic: {topic}").format(topic=words.topic_name(directory, draft.topic_id)),
        *_matter(draft),
        _("Answer: {way}").format(way=_way(draft)),
        _("Name: {name}").format(name=_name(draft)),
        "",
        _("It goes to: {council}").format(council=localized(council.name) if council else ""),
        *_why_national(preview, directory),
        _("The answer is promised by {day}.").format(day=request_words.day(preview.clock.answer_due_on)),
        "",
        consent(rules),
    ]
    return Screen(with_note(note, "\n".join(lines)), keyboard(_rows(draft)))


def consent(rules: ReceptionRules) -> str:
    """Say what is agreed to; `bot.domain.reception.rules.CONSENT_VERSION` moves when these words change."""
    days = rules.keep_personal_data.days
    operator = escape(rules.operator, quote=False) or _("the organisation that runs this bot")
    lines = [
        _("<b>Consent to the use of personal data</b>"),
        _("To whom: {operator}.").format(operator=operator),
        _("What for: to look into this request and to answer you."),
        _(
            "Which data: what you wrote and attached, the place and the topic; your name and phone number, "
            "if you gave them; the number of your Telegram account and your language."
        ),
        _(
            "Who sees what: the council’s group sees the number, the topic, the place and the promised day. "
            "The coordinator who takes the request sees your words, your name and your phone number. "
            "Each opening is written down."
        ),
        ngettext(
            "For how long: {count} day after the request has ended. Then your words, name and number are "
            "deleted.",
            "For how long: {count} days after the request has ended. Then your words, name and number are "
            "deleted.",
            days,
        ).format(count=days),
        _("They are given to nobody else. Telegram, whose servers are abroad, carries the messages."),
        _("You can take the consent back at any time: /privacy."),
    ]
    words_of_consent = "\n".join(lines)
    return f"<blockquote expandable>{words_of_consent}</blockquote>"


def _why_national(preview: Preview, directory: Directory) -> list[str]:
    """Say why the national desk gets what somebody in a region writes."""
    place = directory.place(preview.draft.place_id or "")
    if preview.council_id != NATIONAL_DESK or place is None or place.region_code == COUNTRY:
        return []
    return [_("No council of this place takes requests here yet.")]


def _matter(draft: RequestDraft) -> list[str]:
    lines = []
    if draft.text:
        lines.append(f"<blockquote>{words.quoted(draft.text, LONGEST_QUOTE)}</blockquote>")
    if files := words.files(draft):
        lines.append(_("Attached: {files}").format(files=files))
    return lines


def _way(draft: RequestDraft) -> str:
    if draft.reply_way is ReplyWay.PHONE:
        return _("by phone, {number}").format(number=escape(draft.phone, quote=False))
    if draft.reply_way is ReplyWay.MEETING:
        return _("in person, at an hour that the council proposes")
    return _("here, in this chat")


def _name(draft: RequestDraft) -> str:
    return words.quoted(draft.name, LONGEST_NAME) if draft.name else _("not shown")


def _rows(draft: RequestDraft) -> Rows:
    labels = {
        Question.PLACE: _("Change the place"),
        Question.TOPIC: _("Change the topic"),
        Question.MATTER: _("Change the words"),
        Question.WAY: _("Change the way"),
        Question.NAME: _("Change the name"),
    }
    changes = [button(label, QuestionAsked(question=question)) for question, label in labels.items()]
    return [
        [button(_("I agree – send to the council"), RequestSent(draft_key=draft.key))],
        *in_columns(changes, 2),
        ways_out(Question.CHECK, draft),
    ]
