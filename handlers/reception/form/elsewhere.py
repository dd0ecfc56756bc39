"""What somebody does instead of sending: turn to another service, or follow an earlier request."""

from aiogram.types import CallbackQuery

from bot.domain.reception.request import RequestId
from bot.domain.roles import COUNTRY
from handlers.reception.form import views
from handlers.reception.form.callbacks import DoorTaken, OtherFollowed
from handlers.reception.form.writing import Form
from handlers.screens import show


async def take_door(press: CallbackQuery, callback_data: DoorTaken, form: Form) -> None:
    """Let the person go to another service; that it was taken is counted, nothing of theirs is kept."""
    door = form.directory.door(callback_data.door_id)
    draft = await form.drafting.draft(form.person_id)
    await show(press, views.doors.taken(door, draft.text if draft else ""))
    if draft is None:
        return
    await form.drop()
    if door is not None:
        place = form.directory.place(draft.place_id or "")
        await form.drafting.count_door(door.id, place.region_code if place else COUNTRY, taken=True)


async def follow(press: CallbackQuery, callback_data: OtherFollowed, form: Form) -> None:
    """Follow a request of somebody else's; one's own is not sent."""
    card = await form.own_requests.follow(RequestId(callback_data.request_id), form.person_id)
    await show(press, views.similar.followed(card))
    await form.drop()
