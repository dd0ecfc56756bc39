"""One's own data: the table of routes."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.people import Person
from bot.services.privacy import PrivacyData
from bot.services.reception.drafting import Drafting
from handlers.navigation import Section, SectionOpened
from handlers.privacy import views
from handlers.privacy.callbacks import DataTaken, ErasureAsked, ErasureConfirmed
from handlers.screens import show


async def tell_what_is_kept(
    event: Message | CallbackQuery, person: Person, privacy: PrivacyData, drafting: Drafting
) -> None:
    """Say what is kept about the person, and for how long."""
    await show(event, views.page(await privacy.kept(person.id), drafting.rules))


async def send_data(press: CallbackQuery, person: Person, privacy: PrivacyData, bot: Bot) -> None:
    """Send all that is kept as a file."""
    file = BufferedInputFile(await privacy.export(person.id), "my-data.json")
    await bot.send_document(press.from_user.id, file, caption=views.export_caption())


async def ask_whether_to_erase(press: CallbackQuery, person: Person, privacy: PrivacyData) -> None:
    """Say what erasing means."""
    await show(press, views.erasure_question(await privacy.kept(person.id)))


async def erase(press: CallbackQuery, person: Person, privacy: PrivacyData, state: FSMContext) -> None:
    """Forget the person."""
    await state.clear()
    await privacy.erase(person.id)
    await show(press, views.erased())


def create_router() -> Router:
    """Give the routes of one's own data."""
    router = Router(name=__name__)
    router.message.register(tell_what_is_kept, Command("privacy"))
    router.callback_query.register(tell_what_is_kept, SectionOpened.filter(F.section == Section.PRIVACY))
    router.callback_query.register(send_data, DataTaken.filter())
    router.callback_query.register(ask_whether_to_erase, ErasureAsked.filter())
    router.callback_query.register(erase, ErasureConfirmed.filter())
    return router
