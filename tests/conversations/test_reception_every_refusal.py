"""Every reason for which an act on a request is refused is met by people, and told in their language."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.language import Language
from bot.domain.reception.drafts import Question
from bot.domain.reception.errors import (
    DraftIncomplete,
    GroupNotYours,
    NobodyThere,
    NotAllowed,
    NotNow,
    PersonalDataGone,
    ReceptionRefusal,
    RequestUnknown,
    TakenByAnother,
    TextTooLong,
    TooLateToReopen,
    TooManyOpen,
    TooManyPieces,
    TooManyToday,
)
from bot.domain.reception.messages import MOST_PIECES
from bot.domain.reception.states import Act, RequestState
from handlers.coordination.callbacks import ActChosen, RequestTaken
from handlers.coordination.groups.callbacks import GroupAsked
from sandbox import Person, SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.coordinators import dismissed_coordinator, invited_coordinator, sent, told_all
from tests.conversations.reception_hurry import Reception, reception_at_work
from tests.conversations.reception_plays import lead
from tests.conversations.reception_scene import REGIONS, WORDS, Scene
from tests.conversations.writing_requests import SEND, at_topic, past_similar, requests_of, topic_button

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

NOT_OPEN = "This request is not open to you. It belongs to those who work for its council."

NOT_THE_OWNER = (
    "You may not do this with this request. Only its owner reads it and answers; others can take it "
    "when it is free."
)

TOO_LONG = (
    "That is {count} character too long. Shorten it and send it again.",
    "That is {count} characters too long. Shorten it and send it again.",
)

TOO_MANY_OPEN = (
    (
        "You have {count} open request, and there cannot be more. When it is answered or withdrawn, you can "
        "send another."
    ),
    (
        "You have {count} open requests, and there cannot be more. When one is answered or withdrawn, you "
        "can send another."
    ),
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def reception(
    shipped_facts: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Reception]:
    async with reception_at_work(shipped_facts, tmp_path_factory.mktemp("refusals")) as working:
        yield working


async def alert(who: Citizen, data: str) -> str:
    """Press a button that was made earlier, and give the alert."""
    answer = await who.chat.press_data(who.chat.last, data)
    assert answer.show_alert
    return answer.text


async def a_strangers_request(scene: Scene) -> None:
    stranger = await scene.bot.meet(scene.language)
    await stranger.start(f"my_{scene.request.number}")
    await scene.sees(stranger, scene.words("There is no such request among yours."))
    elsewhere = scene.teams[scene.elsewhere].head
    take = RequestTaken(request_id=scene.request.id, in_group=False)
    assert await alert(elsewhere, take.pack()) == scene.words(NOT_OPEN)


async def somebody_elses_answer(scene: Scene) -> None:
    await lead(scene, RequestState.IN_PROGRESS)
    colleague = scene.team.other(scene.doer)
    answer = ActChosen(request_id=scene.request.id, act=Act.ANSWER)
    assert await alert(colleague, answer.pack()) == scene.words(NOT_THE_OWNER)


async def a_question_after_the_end(scene: Scene) -> None:
    """Withdrawing, while the owner writes a question."""
    await lead(scene, RequestState.IN_PROGRESS)
    await scene.choose("Ask the citizen", "")
    await scene.bot.app.services.own_requests.withdraw(scene.request.id, scene.request.citizen_id)
    await scene.refresh()
    refused = "Nothing was done: the request is now in the state “{state}”."
    await scene.writes(scene.doer, "Since when?", refused, state=scene.state)


async def a_request_that_is_taken(scene: Scene) -> None:
    await lead(scene, RequestState.IN_PROGRESS)
    owner, late = scene.doer, scene.team.other(scene.doer)
    answer = await late.chat.press_old(scene.cards[late.chat.id], scene.words("Take"))
    assert answer.text == scene.words("{name} has already taken this request.", name=scene.team.name(owner))


async def a_sixth_open_request(scene: Scene) -> None:
    for number in range(4):
        await sent(scene.bot, scene.citizen, key=f"more {number}", is_told=False)
    refused = await scene.citizen.press(SEND, on=await _at_check(scene))
    assert refused.text.startswith(scene.citizen.words.counted(*TOO_MANY_OPEN, 5))
    assert scene.words("What you wrote is kept.") in refused.text
    assert len(await requests_of(scene.bot, scene.citizen)) == 5


async def a_seventh_request_in_a_day(scene: Scene) -> None:
    own = scene.bot.app.services.own_requests
    requests = [scene.request]
    for number in range(5):
        requests.append(await sent(scene.bot, scene.citizen, key=f"more {number}", is_told=False))
        await own.withdraw(requests[-1].id, scene.request.citizen_id)
    refused = await scene.citizen.press(SEND, on=await _at_check(scene))
    beginning = scene.citizen.words.beginning("You can send {count} request within 24 hours.")
    assert scene.words("What you wrote is kept.") in refused.text
    assert "10:00" in refused.text
    assert "6" in refused.text
    assert beginning.partition("{count}")[0] in refused.text
    assert len(await requests_of(scene.bot, scene.citizen)) == 6


async def a_request_with_a_gap(scene: Scene) -> None:
    """Pressing “send” on an old page, when the phone number is not given yet: it is asked for instead."""
    check = await _at_check(scene)
    question = await scene.citizen.press("Change the way")
    await scene.citizen.press("By phone", on=question)
    await scene.bot.settled()
    asked = {one.text for one in scene.citizen.chat.messages if one.id >= check.id}
    await scene.citizen.chat.press_old(check, scene.words(SEND))
    draft = await scene.bot.app.services.drafting.draft(scene.request.citizen_id)
    assert draft is not None
    assert draft.next_question() is Question.PHONE
    assert (await scene.citizen.chat.reply()).text in asked
    assert len(await requests_of(scene.bot, scene.citizen)) == 1


async def an_eleventh_part(scene: Scene) -> None:
    await at_topic(scene.bot, scene.citizen, REGIONS[scene.language])
    await scene.citizen.press(topic_button(scene.bot, scene.citizen))
    for number in range(MOST_PIECES + 1):
        await scene.citizen.chat.send_photo(f"picture {number}".encode())
        received = await scene.citizen.chat.reply()
    refused = scene.citizen.words.counted(
        "A request can have {count} part: this one has it already. What came last was not added.",
        "A request can have {count} parts: this one has them already. What came last was not added.",
        MOST_PIECES,
    )
    assert refused in received.text


async def a_text_that_is_too_long(scene: Scene) -> None:
    await lead(scene, RequestState.IN_PROGRESS)
    words = scene.citizen.words
    await scene.press(scene.citizen, "Add something", await scene.page(), button="Cancel")
    await scene.citizen.chat.send("ә" * 3002)
    this_text = "This text is {count} character{s} too long. Shorten it, or send it in two messages."
    one, many = this_text.replace("{s}", ""), this_text.replace("{s}", "s")
    await scene.sees(scene.citizen, words.counted(one, many, 2))
    await scene.choose("Answer", "")
    await scene.doer.chat.send("ә" * 3002)
    await scene.sees(scene.doer, words.counted(one, many, 2))
    await scene.writes(scene.doer, WORDS, "Sent to the citizen. I will write if it does not arrive.")
    await scene.refresh()
    await scene.choose("Write a headline", "")
    await scene.doer.chat.send("ә" * 81)
    await scene.sees(scene.doer, words.counted(*TOO_LONG, 1))
    await scene.writes(scene.doer, "ә" * 80, "This is its headline now:")


async def somebody_who_has_left(scene: Scene) -> None:
    await lead(scene, RequestState.IN_PROGRESS)
    person = await scene.bot.sandbox.person("Кәрім", language_code=scene.language)
    third = Citizen(person.chat_with(scene.bot.telegram), scene.language)
    await invited_coordinator(scene.bot, third, scene.request.council_id)
    listed = await scene.choose("Hand to a colleague", "")
    listed = await scene.sees(scene.doer, "", ["Кәрім"]) if listed.button("Кәрім") is None else listed
    await dismissed_coordinator(scene.bot, third)
    answer = await scene.doer.chat.press_old(listed, "Кәрім")
    assert answer.text == scene.words("Nobody takes requests there any more. Choose again.")


async def somebody_elses_link(scene: Scene) -> None:
    head, colleague = scene.team.people
    await head.chat.press_data(head.chat.last, GroupAsked(council_id=scene.request.council_id).pack())
    asked = await scene.sees(head, "", [scene.words("Choose a group")])
    button = asked.button(scene.words("Choose a group"))
    assert button is not None
    accounts = scene.bot.sandbox.world.accounts
    people = [Person(scene.bot.sandbox.world, accounts[one.chat.id]) for one in (colleague, head)]
    group = await scene.bot.sandbox.group("Council", people)
    chat = people[0].in_group(group, scene.bot.telegram)
    await chat.start(button["url"].rpartition("=")[2])
    assert (await chat.reply()).text == scene.words(
        "This link was made for somebody else, was used, or is too old. "
        "Ask for a new one at the desk of your council in the private chat with me."
    )


async def a_matter_of_last_month(scene: Scene) -> None:
    await lead(scene, RequestState.ANSWERED)
    page = await scene.page()
    scene.bot.sandbox.clock.advance(timedelta(days=31).total_seconds())
    answer = await scene.citizen.chat.press_old(page, scene.words("It is not solved"))
    assert answer.text == scene.words("Too much time has passed to reopen this request. Write a new one.")


async def a_matter_of_last_year(scene: Scene) -> None:
    await lead(scene, RequestState.CONFIRMED)
    assert scene.rating is not None
    scene.bot.sandbox.clock.advance(timedelta(days=366).total_seconds())
    await scene.bot.app.services.watching.forget()
    answer = await scene.citizen.chat.press_old(scene.rating, scene.words("4 – good"))
    assert answer.text == scene.words("What was written in this request has been deleted after its term.")
    await scene.choose("Note for colleagues", "")
    gone = "What the citizen wrote was deleted when its term was over."
    await scene.writes(scene.doer, "They called again", gone)


MET: Mapping[type[ReceptionRefusal], Callable[[Scene], Awaitable[None]]] = {
    RequestUnknown: a_strangers_request,
    NotAllowed: somebody_elses_answer,
    NotNow: a_question_after_the_end,
    TakenByAnother: a_request_that_is_taken,
    TooManyOpen: a_sixth_open_request,
    TooManyToday: a_seventh_request_in_a_day,
    DraftIncomplete: a_request_with_a_gap,
    TooManyPieces: an_eleventh_part,
    TextTooLong: a_text_that_is_too_long,
    NobodyThere: somebody_who_has_left,
    GroupNotYours: somebody_elses_link,
    TooLateToReopen: a_matter_of_last_month,
    PersonalDataGone: a_matter_of_last_year,
}
"""How people meet each refusal; those for which time must pass come last."""


@pytest.mark.parametrize("refusal", MET, ids=lambda refusal: refusal.__name__)
async def test_a_refusal_is_told_plainly(
    reception: Reception, language: Language, refusal: type[ReceptionRefusal]
) -> None:
    await MET[refusal](await reception.scene(language))
    await told_all(reception.bot)


async def test_no_refusal_is_left_out() -> None:
    assert set(MET) == set(ReceptionRefusal.__subclasses__())


async def _at_check(scene: Scene) -> SeenMessage:
    citizen = scene.citizen
    await at_topic(scene.bot, citizen, REGIONS[scene.language])
    await citizen.press(topic_button(scene.bot, citizen))
    await past_similar(citizen, await citizen.write(WORDS))
    await citizen.press("Here, in this chat")
    return await citizen.press("Do not show my name")
