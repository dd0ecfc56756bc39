"""What somebody sees who corrects the directory."""

from bot.domain.corrections import LONGEST_CORRECTION
from handlers.navigation import Section, SectionOpened, button, keyboard, menu_button
from handlers.screens import Screen
from handlers.words import _, ngettext


def ask_text() -> Screen:
    """Ask what is wrong."""
    text = _(
        "What is wrong or missing? Write it in one message: the right address, the opening hours, "
        "the phone number of the House of Friendship or school.\n\n"
        "The editors of the directory will read it. Your name is not kept."
    )
    return Screen(text, keyboard([[button(_("Cancel"), SectionOpened(section=Section.MENU))]]))


def gone() -> Screen:
    """Say that what was to be corrected is no longer listed."""
    return Screen(_("This place is no longer in the directory."), keyboard([[menu_button()]]))


def thanks() -> Screen:
    """Confirm that the correction is kept."""
    return Screen(
        _("Thank you. The editors will check it and correct the directory."), keyboard([[menu_button()]])
    )


def text_needed() -> Screen:
    """Say that a correction is a text."""
    text = ngettext(
        "Write what is wrong in words, up to {count} character.",
        "Write what is wrong in words, up to {count} characters.",
        LONGEST_CORRECTION,
    ).format(count=LONGEST_CORRECTION)
    return Screen(text, keyboard([[button(_("Cancel"), SectionOpened(section=Section.MENU))]]))


def too_long(length: int) -> Screen:
    """Say by how much a correction is too long; what was typed stays in the chat."""
    over = length - LONGEST_CORRECTION
    text = ngettext(
        "That is {count} character too long. Shorten it and send it again.",
        "That is {count} characters too long. Shorten it and send it again.",
        over,
    ).format(count=over)
    return Screen(text, keyboard([[button(_("Cancel"), SectionOpened(section=Section.MENU))]]))
