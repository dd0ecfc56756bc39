"""Who may edit an event."""

from collections.abc import Sequence

from bot.domain.events.event import Event
from bot.domain.people import PersonId
from bot.domain.roles import Grant, Role, allows


def is_editor(grants: Sequence[Grant]) -> bool:
    """Tell whether somebody edits the events of any region."""
    return any(grant.role is Role.EDITOR for grant in grants)


def may_edit(event: Event, person_id: PersonId, grants: Sequence[Grant]) -> bool:
    """Tell whether the person edits the events of that region.

    A draft that does not say yet where it is held belongs to the editor who began it.
    """
    if not event.region_code:
        return event.created_by == person_id and is_editor(grants)
    return allows(grants, Role.EDITOR, event.region_code)
