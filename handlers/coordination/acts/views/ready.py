"""An answer to begin from, as the citizen would read it."""

from bot.domain.directory import Directory
from bot.domain.language import Language
from bot.domain.ready_answers import ReadyAnswer
from bot.domain.reception.request import RequestCard
from bot.domain.reception.states import Act
from handlers import languages
from handlers.coordination.acts.callbacks import ActConfirmed, WordsTaken
from handlers.coordination.acts.states import ActDraft
from handlers.coordination.acts.views import lines
from handlers.coordination.callbacks import ReadyAnswersShown
from handlers.coordination.lines import heading
from handlers.navigation import Rows, button, keyboard
from handlers.screens import Screen
from handlers.wording import localized
from handlers.words import _, current_language

GAP = "…"
"""What stands in a ready answer for something that only the coordinator knows."""


def filled_in(answer: ReadyAnswer, card: RequestCard, directory: Directory, language: Language) -> str:
    """Give the words of an answer in a language, with the request and the council in their places."""
    council = directory.council(card.council_id)
    name = council.name.in_language(language) if council else card.council_id
    return answer.text.in_language(language).format(number=card.number, council=name)


def shown(
    draft: ActDraft, answer: ReadyAnswer, card: RequestCard, directory: Directory, language: Language
) -> Screen:
    """Show the words before anything is sent; what has gaps is filled in first."""
    has_gaps = GAP in draft.words
    text = lines.parts(
        heading(card, directory),
        f"<b>{localized(answer.title)}</b>",
        _("The citizen reads {language}. They would get this:").format(
            language=languages.name(language, current_language())
        ),
        lines.quoted(draft.words),
        _("The dots stand for what you know. Fill them in before you send it.") if has_gaps else "",
    )
    ways = [button(_("← Ready answers"), ReadyAnswersShown(request_id=card.id)), lines.cancel(card.id)]
    return Screen(text, keyboard([*(_filling(draft) if has_gaps else _sending(draft)), ways]))


def _sending(draft: ActDraft) -> Rows:
    return [
        [button(_("Send as the answer"), _confirmed(Act.ANSWER, draft))],
        [button(_("Ask with it"), _confirmed(Act.ASK, draft))],
        [button(_("Change the words first"), _taken(Act.ANSWER, draft))],
    ]


def _filling(draft: ActDraft) -> Rows:
    return [
        [button(_("Fill in and answer"), _taken(Act.ANSWER, draft))],
        [button(_("Fill in and ask"), _taken(Act.ASK, draft))],
    ]


def _confirmed(act: Act, draft: ActDraft) -> ActConfirmed:
    return ActConfirmed(request_id=draft.request_id, act=act, update_id=draft.update_id)


def _taken(act: Act, draft: ActDraft) -> WordsTaken:
    return WordsTaken(request_id=draft.request_id, act=act, update_id=draft.update_id)
