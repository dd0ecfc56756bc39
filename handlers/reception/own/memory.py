"""What is remembered of a conversation about one's own requests until it goes elsewhere."""

from dataclasses import dataclass

from aiogram.fsm.context import FSMContext

from bot.domain.reception.request import RequestId
from handlers.reception.own.states import OwnForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAlbum:
    """An album whose first part was passed on: the others follow as messages of their own."""

    name: str
    request_id: RequestId


async def ask_about(state: FSMContext, request_id: RequestId) -> None:
    """Remember to which request the next message belongs."""
    await state.set_state(OwnForm.addition)
    await state.update_data(about=request_id)


async def asked_about(state: FSMContext) -> RequestId:
    """Give the request to which the next message belongs."""
    return RequestId(int((await state.get_data())["about"]))


async def leave(state: FSMContext) -> None:
    """Take the next message for what it is by itself."""
    if await state.get_state() == OwnForm.addition.state:
        await state.set_state(None)


async def remember_album(state: FSMContext, album: str, request_id: RequestId) -> None:
    """Remember to which request the other parts of an album belong."""
    if album:
        await state.update_data(said_album=album, said_album_about=request_id)


async def recall_album(state: FSMContext) -> SentAlbum | None:
    """Give the album that was passed on last."""
    data = await state.get_data()
    if "said_album" not in data:
        return None
    name, request_id = str(data["said_album"]), int(data["said_album_about"])
    return SentAlbum(name=name, request_id=RequestId(request_id))


async def decline(state: FSMContext) -> None:
    """Remember that what the person types is no reply to the council."""
    await state.update_data(no_reply=True)


async def declined(state: FSMContext) -> bool:
    """Tell whether the person said that what they type is no reply to the council."""
    return bool((await state.get_data()).get("no_reply"))
