"""How each act on a request is played by what people press and write, and what comes of it for each side."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.reception.states import TRANSITIONS, Act, RequestState
from tests.conversations.citizens import Citizen
from tests.conversations.reception_scene import WORDS, Scene

ADDED = "Шам екінші үйде <2> & у ворот {дом}"
"""What the citizen writes later."""

SAID = "Жауап: <ертең> & завтра – {tomorrow}"
"""What the council writes."""

HEADLINE = "No light <here> & there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """An act as people do it, and by which English texts each side knows of it; empty where it does not.

    `citizen_hears` and `owner_hears` stand in notices, `citizens_line` and `councils_line` end the histories;
    `do` gives the values that these texts hold, beside the words that the other side gets to read.
    """

    do: Callable[[Scene], Awaitable[dict[str, str]]]
    citizen_hears: str = ""
    owner_hears: str = ""
    citizens_line: str = ""
    councils_line: str = ""
    is_quoted: bool = False
    after: Callable[[Scene, Citizen], Awaitable[None]] | None = None


async def play(scene: Scene, act: Act) -> None:
    """Let people do an act, and see where it leads, what each side hears, and what both pages show."""
    played, before, owner = PLAYS[act], scene.request, scene.owner
    who, words = scene.doer, scene.words
    await scene.listen()
    values = await played.do(scene)
    await scene.told()

    assert scene.request.state is TRANSITIONS[before.state, act], (before.state, act)
    quoted = [values["said"]] if played.is_quoted else []
    if played.citizen_hears:
        scene.heard(scene.citizen, words(played.citizen_hears), *quoted)
    if played.owner_hears and owner is not None:
        scene.heard(owner, before.number, words(played.owner_hears), *quoted)
    if played.after is not None:
        await played.after(scene, who)
    await _both_pages_show_it(scene, played, values)


async def _both_pages_show_it(scene: Scene, played: Play, values: dict[str, str]) -> None:
    page, card = await scene.page(), await scene.card(scene.doer)
    assert page.text.splitlines()[1] == scene.state
    for seen, line in ((page, played.citizens_line), (card, played.councils_line)):
        last = scene.words(line, **values) if line else ""
        assert seen.text.casefold().endswith(last.casefold()), seen.text
    assert WORDS not in card.text


async def _add(scene: Scene) -> dict[str, str]:
    await scene.press(
        scene.citizen, "Add something", await scene.page(), "<b>Add something to request {number}</b>"
    )
    await scene.writes(scene.citizen, ADDED, "I have passed it on to the council. Request {number}.")
    return {"said": ADDED}


async def _reply(scene: Scene) -> dict[str, str]:
    page, words = await scene.page(), scene.words
    if any(words("I will come") in row for row in page.buttons):
        await scene.press(
            scene.citizen,
            "I will come",
            page,
            "I have told the council that you will come. Request {number}.",
        )
        return {"said": words("I will come to the appointment.")}
    asked = await scene.press(scene.citizen, "Reply", page, button="Cancel")
    assert SAID in asked.text
    await scene.writes(scene.citizen, ADDED, "I have passed it on to the council. Request {number}.")
    return {"said": ADDED}


async def _withdraw(scene: Scene) -> dict[str, str]:
    question = await scene.press(
        scene.citizen, "Withdraw the request", await scene.page(), button="Yes, withdraw it"
    )
    answer = await scene.citizen.chat.press_old(question, scene.words("Yes, withdraw it"))
    assert answer.text == scene.words("The request is withdrawn.")
    return {}


async def _confirm(scene: Scene) -> dict[str, str]:
    scene.rating = await scene.press(
        scene.citizen, "It is solved", await scene.page(), "<b>Request {number} is solved</b>"
    )
    return {}


async def _reopen(scene: Scene) -> dict[str, str]:
    await scene.press(
        scene.citizen, "It is not solved", await scene.page(), "<b>Request {number} goes on</b>"
    )
    return {}


async def _rate(scene: Scene) -> dict[str, str]:
    """Rate by the page, or, where it does not ask any more, by the question that is still in the chat."""
    page, label = await scene.page(), scene.words("Rate the council’s work")
    asked = scene.rating
    if any(label in row for row in page.buttons):
        asked = await scene.press(
            scene.citizen, "Rate the council’s work", page, "How did the council work on it?"
        )
    assert asked is not None
    answer = await scene.citizen.chat.press_old(asked, scene.words("4 – good"))
    assert answer.text == scene.words("Thank you. Your rating is kept.")
    return {}


async def _take(scene: Scene) -> dict[str, str]:
    """Take what is free, each of the council in turn; what is one's own is pressed once more."""
    owner, words = scene.owner, scene.words
    if owner is not None:
        answer = await owner.chat.press_old(scene.cards[owner.chat.id], words("Take"))
        assert answer.text == words("You have taken this request already.")
        return {}
    for one in scene.team.people:
        scene.cards[one.chat.id] = await scene.card(one)
    taker = scene.team.people[scene.takings % 2]
    scene.takings += 1
    answer = await taker.chat.press_old(scene.cards[taker.chat.id], words("Take"))
    assert answer.text == words("Taken: this request is yours now.")
    read = await scene.sees(taker, WORDS)
    assert read.protected
    return {"is_new": "yes"}


async def _answer(scene: Scene) -> dict[str, str]:
    await scene.choose(
        "Answer",
        "Write the answer, or send a photo, a voice message or a document. "
        "It goes to the citizen as it is, and the request counts as answered.",
    )
    await scene.writes(scene.doer, SAID, "Sent to the citizen. I will write if it does not arrive.")
    return {"said": SAID}


async def _ask(scene: Scene) -> dict[str, str]:
    await scene.choose(
        "Ask the citizen",
        "Write the question, or send a photo, a voice message or a document. "
        "It goes to the citizen as it is. The clock stands still until they reply.",
    )
    await scene.writes(
        scene.doer,
        SAID,
        "The question is on its way to the citizen. The clock stands still until they reply. "
        "I will write if it does not arrive.",
    )
    return {"said": SAID}


async def _propose(scene: Scene) -> dict[str, str]:
    who = scene.doer
    days = await scene.choose(
        "Propose an appointment",
        "When is the appointment? Write the day and the hour, for example “8 December 15:00”, "
        "or choose the day below. The citizen gets it only after you have seen it once more.",
    )
    hours = await scene.press(who, days.buttons[0][1], days, button="← Another day")
    await scene.press(
        who,
        hours.buttons[0][0],
        hours,
        "Write in one line where it is and what to bring. The citizen will read it.",
    )
    shown = await scene.writes(who, SAID, "You propose this appointment to the citizen:")
    await scene.press(
        who,
        "Send to the citizen",
        shown,
        "The appointment is proposed. The clock stands still until the citizen replies. "
        "I will write if it does not arrive.",
    )
    return {"said": SAID}


async def _note(scene: Scene) -> dict[str, str]:
    note = f"Note {scene.request.version} <b> & ескерту"
    await scene.choose(
        "Note for colleagues",
        "Write the note, or send a photo, a voice message or a document. "
        "Only the council sees it, never the citizen.",
    )
    await scene.writes(scene.doer, note, "The note is kept. Only the council sees it.")
    assert note in (await scene.card(scene.team.other(scene.doer))).text
    assert note not in (await scene.page()).text
    return {}


async def _entitle(scene: Scene) -> dict[str, str]:
    headline = f"{HEADLINE} {scene.request.version}"
    await scene.choose("Write a headline", "")
    await scene.writes(scene.doer, headline, "This is its headline now:")
    await scene.refresh()
    assert headline in (await scene.card(scene.team.other(scene.doer))).text
    assert headline in (await scene.page()).text
    return {}


async def _hand(scene: Scene) -> dict[str, str]:
    to = scene.team.name(scene.team.other(scene.doer))
    listed = await scene.choose(
        "Hand to a colleague",
        "Who takes the request over? They get the citizen’s words in their chat with me.",
    )
    who = scene.doer
    await who.chat.press_old(listed, to)
    await scene.sees(
        who,
        scene.words(
            "The request has gone to {name}. They get the citizen’s words in their chat with me.", name=to
        ),
    )
    return {"name": to}


async def _colleague_reads_it(scene: Scene, _who: Citizen) -> None:
    assert scene.owner is not None
    assert scene.heard(scene.owner, WORDS).protected


async def _release(scene: Scene) -> dict[str, str]:
    question = await scene.choose(
        "Give back", "Give the request back? Your colleagues see it as one that nobody has taken."
    )
    await scene.press(
        scene.doer,
        "Yes, give it back",
        question,
        "You have given the request back. A colleague can take it now.",
    )
    return {}


async def _others_may_take_it(scene: Scene, who: Citizen) -> None:
    told = scene.heard(scene.team.other(who), scene.request.number, scene.words("Nobody has taken it yet"))
    assert told.buttons[0] == [scene.words("Take"), scene.words("Card")]


async def _transfer(scene: Scene) -> dict[str, str]:
    who, to = scene.doer, scene.council(scene.elsewhere)
    before = scene.council(scene.request.council_id)
    listed = await scene.choose(
        "Give to another council",
        "To which council does the request go? Those on the way of the matter stand first.",
    )
    [line] = [line for line in listed.text.splitlines() if line.endswith(f". {to}")]
    await who.chat.press_old(listed, line.partition(".")[0])
    await scene.sees(
        who, scene.words("Write in one line why the request goes there. The citizen will read it.")
    )
    shown = await scene.writes(who, SAID, "The citizen will read why:")
    await scene.press(
        who,
        "Yes, give it to that council",
        shown,
        "The request has gone to another council: {council}. The citizen is told why.",
        council=to,
    )
    return {"said": SAID, "council": to, "before": before}


async def _the_other_council_may_take_it(scene: Scene, who: Citizen) -> None:
    words = scene.words
    assert scene.heard(scene.team.head, scene.request.number).buttons[0] == [words("Take"), words("Card")]
    told = scene.heard(scene.citizen, words("Your number stays the same, and you need to do nothing."))
    assert scene.council(scene.request.council_id) in told.text
    unknown = "None of your councils has a request with the number {number}. Check it and write it again."
    await scene.writes(who, scene.request.number, unknown)


async def _redirect(scene: Scene) -> dict[str, str]:
    who, door = scene.doer, scene.bot.directory.door("1414")
    assert door is not None
    name = scene.citizen.reads(door.name)
    listed = await scene.choose(
        "Not ours",
        "To which service does the matter belong? The citizen gets its number and address from me.",
    )
    await who.chat.press_old(listed, name)
    await scene.sees(
        who, scene.words("Write in one line why the matter belongs there. The citizen will read it.")
    )
    shown = await scene.writes(who, SAID, "The citizen will read why:")
    await scene.press(
        who,
        "Yes, direct them there",
        shown,
        "The citizen is told which service is the right one, and why.",
    )
    return {"said": SAID, "door": name}


async def _close(scene: Scene) -> dict[str, str]:
    who, why = scene.doer, scene.words("It repeats an earlier request")
    listed = await scene.choose("Close with a reason", "Why is the request closed?")
    await who.chat.press_old(listed, why)
    await scene.sees(who, scene.words("Closing: {reason}", reason=why))
    shown = await scene.writes(who, SAID, "You close the request. The citizen will read:")
    assert why in shown.text
    await scene.press(who, "Yes, close it", shown, "The request is closed. The citizen is told why.")
    return {"said": SAID, "why": why, "reason": why}


PLAYS: Mapping[Act, Play] = {
    Act.ADD: Play(
        do=_add,
        owner_hears="The citizen has added something",
        citizens_line="you added something",
        councils_line="the citizen added something",
        is_quoted=True,
    ),
    Act.REPLY: Play(
        do=_reply,
        owner_hears="The citizen has replied",
        citizens_line="you replied",
        councils_line="the citizen replied",
        is_quoted=True,
    ),
    Act.WITHDRAW: Play(
        do=_withdraw,
        owner_hears="The citizen has withdrawn the request. Nothing more is to be done.",
        citizens_line="you withdrew it",
        councils_line="withdrawn by the citizen",
    ),
    Act.CONFIRM: Play(
        do=_confirm,
        owner_hears="The citizen says that the matter is solved.",
        citizens_line="you said that the matter is solved",
        councils_line="solved, says the citizen",
    ),
    Act.REOPEN: Play(
        do=_reopen,
        owner_hears="The citizen says that the matter is not solved. The request is yours again, with a new "
        "promised day.",
        citizens_line="you said that the matter is not solved",
        councils_line="not solved, says the citizen",
    ),
    Act.RATE: Play(
        do=_rate, citizens_line="you rated the council’s work", councils_line="rated by the citizen"
    ),
    Act.TAKE: Play(do=_take),
    Act.ANSWER: Play(
        do=_answer,
        citizen_hears="Answer to your request {number}",
        citizens_line="the council answered",
        councils_line="answered",
        is_quoted=True,
    ),
    Act.ASK: Play(
        do=_ask,
        citizen_hears="The council asks about your request {number}",
        citizens_line="the council asked you something",
        councils_line="the citizen was asked",
        is_quoted=True,
    ),
    Act.PROPOSE: Play(
        do=_propose,
        citizen_hears="The council proposes an appointment about your request {number}",
        citizens_line="the council proposed an appointment",
        councils_line="an appointment was proposed",
        is_quoted=True,
    ),
    Act.NOTE: Play(do=_note),
    Act.ENTITLE: Play(do=_entitle, councils_line="named in a headline"),
    Act.HAND: Play(
        do=_hand,
        citizens_line="another colleague at the council took it over",
        councils_line="handed to {name}",
        after=_colleague_reads_it,
    ),
    Act.RELEASE: Play(
        do=_release,
        citizen_hears="Your request {number} waits for another colleague",
        citizens_line="it waits for another colleague at the council",
        councils_line="given back to the council",
        after=_others_may_take_it,
    ),
    Act.TRANSFER: Play(
        do=_transfer,
        citizen_hears="Your request {number} goes to another council",
        citizens_line="given to another council: {council}",
        councils_line="given to another council",
        is_quoted=True,
        after=_the_other_council_may_take_it,
    ),
    Act.REDIRECT: Play(
        do=_redirect,
        citizen_hears="Your request {number} belongs to another service",
        citizens_line="directed to another service: {door}",
        councils_line="directed to another service",
        is_quoted=True,
    ),
    Act.CLOSE: Play(
        do=_close,
        citizen_hears="Your request {number} was closed",
        citizens_line="the council closed it: {why}",
        councils_line="closed: {reason}",
        is_quoted=True,
    ),
}
"""How people do each act; the clock alone lets silence climb."""


async def lead(scene: Scene, to: RequestState) -> None:
    """Let the request be taken, and then go the shortest way to a state."""
    if to is RequestState.SUBMITTED:
        return
    for act in [Act.TAKE, *ways_from(RequestState.IN_PROGRESS)[to]]:
        await PLAYS[act].do(scene)
        await scene.told()
    assert scene.request.state is to


def ways_from(start: RequestState) -> dict[RequestState, tuple[Act, ...]]:
    """Give the shortest way from a state to each that can be reached, as the acts of people."""
    ways: dict[RequestState, tuple[Act, ...]] = {start: ()}
    for state in (queue := [start]):
        for (here, act), there in TRANSITIONS.items():
            if here is state and act in PLAYS and there not in ways:
                ways[there] = (*ways[state], act)
                queue.append(there)
    return ways
