"""What a table would do, what it has done, and why not."""

from bot.services.events.importing import Imported, ImportPlan
from handlers.events.tables.callbacks import (
    DraftsPublished,
    ImportBegun,
    ImportConfirmed,
)
from handlers.events.tables.views import problems
from handlers.events.tables.views.asking import aids, cancel, ways_on
from handlers.navigation import Rows, button, keyboard
from handlers.screens import Screen
from handlers.words import _, ngettext


def checked(plan: ImportPlan, update_id: int) -> Screen:
    """Show what a table would do, and offer to do it where nothing is wrong with it."""
    if plan.problems:
        return _with_problems(plan)
    if plan.writes == 0:
        return Screen(f"{_nothing(plan)}\n\n{_try_another()}", keyboard([cancel()]))
    text = "\n\n".join(filter(None, [_("<b>The table is right.</b>"), _counts(plan), _who_is_told(plan)]))
    label = ngettext("Import {count} event", "Import {count} events", plan.writes).format(count=plan.writes)
    confirm = button(label, ImportConfirmed(update_id=update_id))
    return Screen(text, keyboard([[confirm], cancel()]))


def imported(result: Imported, update_id: int) -> Screen:
    """Say what was written, and offer to publish what is complete."""
    made, changed, complete = len(result.drafts), result.changed, len(result.complete)
    said = [] if made or changed else [_("The table has been imported.")]
    if made:
        said.append(ngettext("{count} draft made.", "{count} drafts made.", made).format(count=made))
    if changed:
        said.append(
            ngettext("{count} event changed.", "{count} events changed.", changed).format(count=changed)
        )
    rows: Rows = []
    if complete:
        label = ngettext("Publish {count} complete event", "Publish {count} complete events", complete)
        rows.append([button(label.format(count=complete), DraftsPublished(update_id=update_id))])
    if made:
        said.append(_incomplete(made - complete) or _("Only editors see drafts."))
    return Screen("\n\n".join(said), keyboard([*rows, ways_on()]))


def published(count: int, of: int) -> Screen:
    """Say how many of the drafts are published now, and how many still are not."""
    said = []
    if count:
        now_public = ngettext(
            "{count} event is published. Everybody can see it now.",
            "{count} events are published. Everybody can see them now.",
            count,
        )
        said.append(now_public.format(count=count))
    if left := of - count:
        still_drafts = ngettext(
            "{count} draft of this table is not published. Open it to see what it lacks.",
            "{count} drafts of this table are not published. Open them to see what they lack.",
            left,
        )
        said.append(still_drafts.format(count=left))
    return Screen("\n\n".join(said), keyboard([ways_on()]))


def out_of_date() -> Screen:
    """Say that what was checked is not known any more."""
    text = _(
        "I no longer know this table, and this press changed nothing. "
        "If it has not been imported yet, send it again."
    )
    return Screen(text, keyboard([[button(_("Import a table"), ImportBegun())], ways_on()]))


def drafts_out_of_date() -> Screen:
    """Say that it is not known any more which drafts were meant."""
    return Screen(
        _("I no longer know which drafts these were. Find them among your drafts."), keyboard([ways_on()])
    )


def not_fetched_now() -> str:
    """Say, on the screen of the check, that the file did not come through a second time."""
    return _("I could not get the file from Telegram. Nothing was changed. Press again in a minute.")


def another_file() -> Screen:
    """Say that the file is not what was checked."""
    text = _("This is no longer the file that I checked. Nothing was changed. Send the table again.")
    return Screen(text, keyboard([cancel()]))


def _with_problems(plan: ImportPlan) -> Screen:
    said = [problems.listed(plan.problems)]
    if plan.wrong_lines:
        mend = _("Nothing was changed. Mend this and send the whole table again.")
        said = [_counts(plan), *said, mend]
    return Screen("\n\n".join(said), keyboard([aids(), cancel()]))


def _counts(plan: ImportPlan) -> str:
    said = [
        _("New events: {count}").format(count=plan.new),
        _("Events that change: {count}").format(count=plan.changed),
        _("Events that stay as they are: {count}").format(count=plan.unchanged),
    ]
    if plan.wrong_lines:
        said.append(_("Lines with mistakes: {count}").format(count=plan.wrong_lines))
    return "\n".join(said)


def _who_is_told(plan: ImportPlan) -> str:
    if not plan.told:
        return _("Nothing is written until you press the button.")
    return _(
        "Whoever comes to an event that changes will be told. Nothing is written until you press the button."
    )


def _nothing(plan: ImportPlan) -> str:
    if plan.unchanged:
        return _("All events in this table are so already. There is nothing to import.")
    return _("There is no event in this table.")


def _try_another() -> str:
    return _("You can send another table.")


def _incomplete(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} draft is not complete yet. Open it to see what it lacks.",
        "{count} drafts are not complete yet. Open them to see what they lack.",
        count,
    ).format(count=count)
