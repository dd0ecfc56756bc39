"""What the buttons of the page about one's data say."""

from handlers.navigation import ButtonData


class DataTaken(ButtonData, prefix="pve"):
    """Somebody wants all that is kept about them as a file."""


class ErasureAsked(ButtonData, prefix="pva"):
    """Somebody wants to be forgotten; nothing is done without a second press."""


class ErasureConfirmed(ButtonData, prefix="pvy"):
    """Somebody wants to be forgotten and has read what that means."""
