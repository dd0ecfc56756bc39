"""What the buttons of the subscriptions say."""

from bot.domain.events.subscriptions import SubscriptionKind
from handlers.navigation import ButtonData


class SubscriptionsShown(ButtonData, prefix="u"):
    """What somebody is subscribed to was asked for."""


class SubscriptionsTurned(ButtonData, prefix="up"):
    """Another page of what somebody is subscribed to was asked for."""

    page: int


class SubscriptionToggled(ButtonData, prefix="us"):
    """A subscription was wanted, or no longer wanted; `value` is as `Subscription` has it.

    `page` is that of the choices on which the button stands, None on a card of another kind, which stays.
    """

    kind: SubscriptionKind
    value: str
    wanted: bool
    page: int | None = None


class SubscriptionEnded(ButtonData, prefix="ue"):
    """A subscription was no longer wanted; `page` is that of the list of subscriptions."""

    kind: SubscriptionKind
    value: str
    page: int


class ChoicesShown(ButtonData, prefix="uc"):
    """What can be subscribed to was asked for; `region_code` says whose houses, empty for the other kinds."""

    kind: SubscriptionKind
    region_code: str = ""
    page: int = 0


class HouseRegionsShown(ButtonData, prefix="ur"):
    """The regions were asked for, to choose a house in one of them."""

    page: int = 0


class DigestDaysShown(ButtonData, prefix="ut"):
    """Another time for the digest is wanted: its day comes first."""


class DigestDayChosen(ButtonData, prefix="ud"):
    """A weekday was chosen, 0 for every day; its hour comes next."""

    weekday: int


class DigestHourChosen(ButtonData, prefix="uh"):
    """The weekday and the hour of the digest were chosen."""

    weekday: int
    hour: int


class EverythingStopped(ButtonData, prefix="ux"):
    """No digest is wanted any more."""


class StopUndone(ButtonData, prefix="uu"):
    """Everything that was just stopped is wanted again."""
