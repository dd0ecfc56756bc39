"""The screens of the subscriptions: calm with none, complete with many, and never too long."""

from collections.abc import Iterator

import pytest
from aiogram.types import InlineKeyboardButton

from bot.domain.events.event import Topic
from bot.domain.events.subscriptions import HOURS, DigestTime, Subscription, SubscriptionKind, Wishes
from bot.domain.language import Language
from bot.domain.places import PlaceKind, RegionCode
from handlers.events.subscription_callbacks import (
    ChoicesShown,
    DigestDayChosen,
    DigestHourChosen,
    SubscriptionEnded,
    SubscriptionToggled,
)
from handlers.events.views import digest_time, subscription_choices, subscriptions
from handlers.fitting import LONGEST_MESSAGE, length
from handlers.screens import Screen
from tests.handlers.events import samples

LONGEST_ID = "h" * 32
"""As long as the id of a house may be (`bot.services.content.rules`)."""

DIRECTORY = samples.directory(
    samples.house("semey", "House <of> Semey", "Semey"),
    samples.house("almaty", "City house", "Almaty"),
    samples.house("almaty-republican", "Republican house", "Almaty"),
    samples.house(LONGEST_ID, "Ү" * 250, "С" * 250),
)

SEMEY = Subscription(SubscriptionKind.HOUSE, "semey")
ABAI = Subscription(SubscriptionKind.REGION, "KZ-10")
KOREAN = Subscription(SubscriptionKind.LANGUAGE, "ko")
YOUTH = Subscription(SubscriptionKind.TOPIC, "youth")


def wishes(*chosen: Subscription, weekday: int = 1, hour: int = 10) -> Wishes:
    return Wishes(subscriptions=chosen, time=DigestTime(weekday=weekday, hour=hour))


def buttons(screen: Screen) -> list[InlineKeyboardButton]:
    assert screen.keyboard is not None
    return [button for row in screen.keyboard.inline_keyboard for button in row]


def labels(screen: Screen) -> list[str]:
    return [button.text for button in buttons(screen)]


@pytest.fixture
def in_english() -> Iterator[None]:
    with samples.speaking(Language.ENGLISH):
        yield


@pytest.mark.usefixtures("in_english")
def test_with_no_subscription_two_sentences_say_what_it_is_for() -> None:
    screen = subscriptions.overview(wishes(), DIRECTORY)

    assert screen.text == (
        "<b>New events for me</b>\n\n"
        "Choose a region, a House of Friendship, a language or a topic, and I will tell you when new "
        "events are announced. They come together in one message, every Monday at 10:00 (Astana time)."
    )
    assert labels(screen) == [
        "Add a region",
        "Add a house",
        "Add a language",
        "Add a topic",
        "← Back",
        "Menu",
    ]


@pytest.mark.usefixtures("in_english")
def test_every_subscription_has_a_line_and_a_button_that_ends_it() -> None:
    screen = subscriptions.overview(wishes(SEMEY, ABAI, KOREAN, YOUTH, weekday=0, hour=8), DIRECTORY)

    assert screen.text == (
        "<b>New events for me</b>\n\n"
        "I tell you of new events for:\n"
        "1. House of Friendship: House &lt;of&gt; Semey\n"
        "2. Region or city: Abai Region\n"
        "3. Language of the event: Korean\n"
        "4. Topic: Youth\n\n"
        "New events come together in one message, every day at 08:00 (Astana time)."
    )
    assert labels(screen)[:4] == [
        "1. Semey — remove",
        "2. Abai Region — remove",
        "3. Korean — remove",
        "4. Youth — remove",
    ]
    assert labels(screen)[-4:] == ["Change the time", "Stop everything", "← Back", "Menu"]
    ends = SubscriptionEnded(kind=SubscriptionKind.REGION, value="KZ-10", page=0)
    assert buttons(screen)[1].callback_data == ends.pack()


@pytest.mark.usefixtures("in_english")
def test_what_is_no_longer_in_the_directory_can_still_be_ended() -> None:
    lost = [Subscription(kind, "gone") for kind in SubscriptionKind if kind is not SubscriptionKind.LANGUAGE]

    screen = subscriptions.overview(wishes(*lost), DIRECTORY)

    assert screen.text.count("no longer in the directory") == 3
    assert labels(screen)[0] == "1. no longer in the directory — remove"


@pytest.mark.usefixtures("in_english")
def test_a_page_that_is_no_longer_there_gives_way_to_the_last_one() -> None:
    screen = subscriptions.overview(wishes(SEMEY, ABAI), DIRECTORY, 7)

    assert "1. House of Friendship" in screen.text


@pytest.mark.usefixtures("in_english")
def test_what_is_chosen_is_marked_by_a_sign_and_by_a_word() -> None:
    screen = subscription_choices.choices(SubscriptionKind.TOPIC, wishes(YOUTH), DIRECTORY)

    assert "✓ Youth — remove" in labels(screen)
    assert "Charity" in labels(screen)
    assert screen.text.startswith("Of new events on which topic do you want to hear?")
    by_label = {button.text: button.callback_data for button in buttons(screen)}
    kind = SubscriptionKind.TOPIC
    off = SubscriptionToggled(kind=kind, value="youth", wanted=False, page=0)
    on = SubscriptionToggled(kind=kind, value="charity", wanted=True, page=0)
    assert (by_label["✓ Youth — remove"], by_label["Charity"]) == (off.pack(), on.pack())


@pytest.mark.usefixtures("in_english")
def test_houses_of_one_town_are_told_apart_by_their_names() -> None:
    screen = subscription_choices.choices(SubscriptionKind.HOUSE, wishes(), DIRECTORY, "KZ-10")

    assert labels(screen)[:3] == ["Semey", "City house", "Republican house"]


@pytest.mark.usefixtures("in_english")
def test_only_regions_that_have_a_house_are_offered_for_houses() -> None:
    almaty = samples.place("almaty", "Almaty", PlaceKind.REPUBLICAN_CITY, RegionCode("KZ-75"))
    directory = samples.directory(*DIRECTORY.houses.values(), places=(almaty,))

    assert labels(subscription_choices.house_regions(directory)) == ["Abai Region", "← Back", "Menu"]
    regions = subscription_choices.choices(SubscriptionKind.REGION, wishes(), directory)
    assert labels(regions)[:2] == ["Almaty", "Abai Region"]


@pytest.mark.usefixtures("in_english")
def test_kazakh_russian_and_english_are_always_offered() -> None:
    screen = subscription_choices.choices(SubscriptionKind.LANGUAGE, wishes(), DIRECTORY)

    assert labels(screen)[:3] == ["Kazakh", "Russian", "English"]


@pytest.mark.usefixtures("in_english")
def test_the_time_is_chosen_in_two_small_steps() -> None:
    day = digest_time.ask_day(DigestTime(weekday=3, hour=18))
    hour = digest_time.ask_hour(7)

    assert "Now: every Wednesday at 18:00 (Astana time)." in day.text
    assert labels(day)[:3] == ["Every day", "Monday", "Tuesday"]
    assert buttons(day)[7].callback_data == DigestDayChosen(weekday=7).pack()
    assert hour.text.startswith("Sunday: at what hour?")
    assert labels(hour)[:13] == [f"{number:02}:00" for number in HOURS]
    assert buttons(hour)[0].callback_data == DigestHourChosen(weekday=7, hour=8).pack()


def test_everything_that_can_be_chosen_fits_into_telegrams_limits(language: Language) -> None:
    with samples.speaking(language):
        every = [one for kind in SubscriptionKind for one in subscription_choices.on_offer(kind, DIRECTORY)]
        everything = wishes(*every, weekday=7)
        screens = [
            *(subscriptions.overview(everything, DIRECTORY, page) for page in range(4)),
            *(
                subscription_choices.choices(kind, chosen, DIRECTORY, region, page)
                for kind in SubscriptionKind
                for chosen in (everything, wishes())
                for region in ("", "KZ-10")
                for page in range(3)
            ),
            *(subscription_choices.house_regions(DIRECTORY, page) for page in range(2)),
            *(subscriptions.toggled_elsewhere(one, everything, DIRECTORY) for one in every),
            *(digest_time.ask_hour(weekday) for weekday in digest_time.DAYS),
            subscriptions.stopped(len(every)),
        ]
        toasts = [
            *(say(one, DIRECTORY) for one in every for say in (subscriptions.begun, subscriptions.ended)),
            *(digest_time.changed(DigestTime(weekday=weekday)) for weekday in digest_time.DAYS),
            subscriptions.gone(),
            subscriptions.too_late_to_undo(),
        ]

    assert len(every) > len(Topic) + 4
    for screen in screens:
        assert 1 <= length(screen.text) <= LONGEST_MESSAGE
        for button in buttons(screen):
            assert len((button.callback_data or "").encode()) <= 64
    assert max(map(len, toasts)) <= 200


def test_a_forged_page_shows_nothing_and_breaks_nothing() -> None:
    data = ChoicesShown.unpack("uc:house:nowhere:-99999999999999999999")

    with samples.speaking():
        screen = subscription_choices.choices(data.kind, wishes(), DIRECTORY, data.region_code, data.page)

    assert "← Regions" in labels(screen)
