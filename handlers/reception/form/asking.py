"""Asking what comes next: a question, another door, similar requests, or the page where all is checked."""

from dataclasses import replace

from aiogram.types import CallbackQuery, Message

from bot.domain.places import Place
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.roles import COUNTRY
from bot.services.opening_hours import opening_at
from bot.services.reception.drafting import Preview
from handlers.reception.form import views
from handlers.reception.form.states import QUESTIONS, ReceptionForm
from handlers.reception.form.writing import Form
from handlers.screens import Screen, say_below, show

ORDER = list(Question)

NEEDS_COUNCIL = frozenset({Question.WAY, Question.CHECK})
"""Questions on whose screen the council stands that gets the request."""


async def go_on(event: Message | CallbackQuery, form: Form, draft: RequestDraft, note: str = "") -> None:
    """Show what comes next; doors and similar requests come once, after the matter has been told."""
    question = draft.next_question()
    if ORDER.index(question) <= ORDER.index(Question.MATTER):
        await ask(event, form, draft, question, note)
        return
    preview = await form.drafting.preview(draft)
    if not (await _show_doors(event, form, preview) or await _show_similar(event, form, preview)):
        await ask(event, form, draft, question, note)


async def ask(
    event: Message | CallbackQuery, form: Form, draft: RequestDraft, question: Question, note: str = ""
) -> None:
    """Ask a question, or the first that must be answered before it; `note` says why it is asked again."""
    question = ORDER[min(ORDER.index(question), ORDER.index(draft.next_question()))]
    await show(event, await _screen(event, form, draft, question, note))
    if question is Question.PHONE:
        await _say(event, views.phone.press_below(), views.phone.keys_with_contact())
    await form.state.set_state(QUESTIONS[question])


async def give_keys_back(event: Message | CallbackQuery, words: str) -> None:
    """Put the usual keys under the text field, in place of those with the phone number."""
    await _say(event, words, views.phone.usual_keys())


async def _screen(
    event: Message | CallbackQuery, form: Form, draft: RequestDraft, question: Question, note: str
) -> Screen:
    if question is Question.PLACE:
        last = await _last_place(form)
        return views.places.place(draft, last, form.directory, form.drafting.rules, note)
    if question in NEEDS_COUNCIL:
        return await _screen_with_council(form, draft, question, note)
    match question:
        case Question.TOPIC:
            return views.topics.topic(draft, form.directory, note)
        case Question.MATTER:
            return views.matter.matter(draft, form.directory, note)
        case Question.PHONE:
            return views.phone.phone(note)
    full_name = event.from_user.full_name if event.from_user else ""
    return views.names.name(draft, full_name, note)


async def _screen_with_council(form: Form, draft: RequestDraft, question: Question, note: str) -> Screen:
    preview = await form.drafting.preview(draft)
    if question is Question.CHECK:
        return views.checking.check(preview, form.directory, form.drafting.rules, note)
    council = form.directory.council(preview.council_id)
    opening = opening_at(council.reception_hours, form.now) if council else None
    return views.ways.way(draft, opening, note)


async def _last_place(form: Form) -> Place | None:
    """Give where the matter of the last request was, for those who have sent one before."""
    own = (await form.own_requests.mine(form.person_id)).own
    newest = sorted(own, key=lambda request: request.id, reverse=True)
    found = (form.directory.place(request.place_id) for request in newest)
    return next((place for place in found if place is not None), None)


async def _show_doors(event: Message | CallbackQuery, form: Form, preview: Preview) -> bool:
    doors = [door for door in preview.doors if _mark("door", door.id) not in preview.draft.shown]
    if not doors:
        return False
    await show(event, views.doors.doors(doors, preview.draft))
    await _open_elsewhere(form, preview.draft, [_mark("door", door.id) for door in doors])
    place = form.directory.place(preview.draft.place_id or "")
    for door in doors:
        await form.drafting.count_door(door.id, place.region_code if place else COUNTRY)
    return True


async def _show_similar(event: Message | CallbackQuery, form: Form, preview: Preview) -> bool:
    similar = [card for card in preview.similar if _mark("request", card.id) not in preview.draft.shown]
    if not similar:
        return False
    own = {request.id for request in (await form.own_requests.mine(form.person_id)).own}
    await show(event, views.similar.similar(similar, own))
    await _open_elsewhere(form, preview.draft, [_mark("request", card.id) for card in similar])
    return True


async def _open_elsewhere(form: Form, draft: RequestDraft, marks: list[str]) -> None:
    await form.keep(replace(draft, shown=(*draft.shown, *marks)))
    await form.state.set_state(ReceptionForm.way)


def _mark(kind: str, known_by: object) -> str:
    return f"{kind}:{known_by}"


async def _say(event: Message | CallbackQuery, words: str, markup: views.phone.Keys) -> None:
    if isinstance(event, Message):
        await event.answer(words, reply_markup=markup)
    else:
        await say_below(event, words, markup)
