"""What is shown back before it is done: what the citizen will read, and what can't be undone."""

from bot.domain.directory import Directory
from bot.domain.reception.request import CloseReason, RequestCard
from bot.domain.reception.states import Act
from handlers import request_words
from handlers.coordination.acts.callbacks import ActConfirmed
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import lines
from handlers.coordination.callbacks import ActChosen
from handlers.coordination.lines import heading
from handlers.navigation import button, keyboard
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _


def shown_back(draft: ActDraft, card: RequestCard, directory: Directory) -> Screen:
    """Show what would be done, and ask whether to do it."""
    text = lines.parts(heading(card, directory), *_shown(draft, directory))
    confirmed = ActConfirmed(request_id=card.id, act=draft.act, update_id=draft.update_id)
    again = [button(_("Change"), ActChosen(request_id=card.id, act=draft.act))]
    return Screen(
        text,
        keyboard(
            [
                [button(_yes(draft.act), confirmed)],
                [] if draft.act is Act.RELEASE else again,
                [lines.cancel(card.id)],
            ]
        ),
    )


def _shown(draft: ActDraft, directory: Directory) -> tuple[str, ...]:
    words = lines.quoted(draft.words) if draft.words else ""
    match draft.act:
        case Act.PROPOSE:
            return (
                _("You propose this appointment to the citizen:"),
                f"<b>{lines.moment(draft.at)}</b>" if draft.at else "",
                words,
                _("The clock stands still until they reply."),
            )
        case Act.TRANSFER:
            return (
                _("The request goes to another council: {council}.").format(
                    council=_council(draft, directory)
                ),
                _("The citizen will read why:"),
                words,
                _("The promised day stays as it is. You will not be able to take this back."),
            )
        case Act.REDIRECT:
            return (
                _("You say that the matter belongs elsewhere: {service}.").format(
                    service=_door(draft, directory)
                ),
                _("The citizen will read why:"),
                words,
                _("The request ends here, unless the citizen says that it is not solved."),
            )
        case Act.CLOSE:
            return (
                _("You close the request. The citizen will read:"),
                f"<b>{request_words.close_reason(CloseReason(draft.target))}</b>",
                words,
                _("They can say that it is not solved; then the request goes on."),
            )
    return (_("Give the request back? Your colleagues see it as one that nobody has taken."),)


def _yes(act: Act) -> str:
    return {
        Act.PROPOSE: _("Send to the citizen"),
        Act.TRANSFER: _("Yes, give it to that council"),
        Act.REDIRECT: _("Yes, direct them there"),
        Act.CLOSE: _("Yes, close it"),
        Act.RELEASE: _("Yes, give it back"),
    }[act]


def _council(draft: ActDraft, directory: Directory) -> str:
    council = directory.council(draft.target)
    return localized(council.name) if council else draft.target


def _door(draft: ActDraft, directory: Directory) -> str:
    door = directory.door(draft.target)
    return localized(door.name) if door else draft.target
