"""What the buttons about a council's group say."""

from handlers.navigation import ButtonData


class GroupAsked(ButtonData, prefix="kg"):
    """Somebody of a council wants its requests shown in a group."""

    council_id: str
