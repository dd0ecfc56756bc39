"""Where data of people are kept, table by table, as they are given to them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptSection:
    """Rows of one kind that belong to a person, `:person_id`."""

    name: str
    columns: tuple[str, ...]
    statement: str


JSON_COLUMNS = frozenset({"details", "document", "data", "payload"})
"""Columns that hold JSON as text."""


def _section(name: str, columns: str, origin: str) -> KeptSection:
    names = tuple(one.strip().rpartition(" AS ")[2].rpartition(".")[2] for one in columns.split(", "))
    return KeptSection(name, names, f"SELECT {columns} FROM {origin}")  # noqa: S608  # no value in it


_OWN = "JOIN requests ON requests.id = request_id AND requests.citizen_id = :person_id"

_ACCOUNT = "(SELECT telegram_id FROM people WHERE id = :person_id AND telegram_id > 0)"

SECTIONS = (
    _section("account", "telegram_id, language, met_at, blocked_at", "people WHERE id = :person_id"),
    _section(
        "requests",
        "number, language, council_id, region_code, place_id, topic_id, care, state, reply_way, name, phone, "
        "consent_version, headline, submitted_at, counted_from, days_paused, paused_at, reaction_due_on, "
        "answer_due_on, reacted_at, answered_at, confirmed_at, meeting_at, close_reason, door_id, reason, "
        "times_reopened, rating, stripped_at",
        "requests WHERE citizen_id = :person_id ORDER BY id",
    ),
    _section(
        "request_messages",
        "requests.number AS request, purpose, kind, text, file_id, latitude, longitude, at, delivery",
        f"request_messages {_OWN} WHERE purpose <> 'note' ORDER BY request_messages.id",
    ),
    _section(
        "request_history",
        "requests.number AS request, at, side, act, request_history.state, "
        "CASE WHEN act = 'hand' THEN '{}' ELSE details END AS details",
        f"request_history {_OWN} ORDER BY request_history.id",
    ),
    _section("request_draft", "document, updated_at", "request_drafts WHERE person_id = :person_id"),
    _section(
        "followed_requests",
        "requests.number AS request, at",
        "request_followers JOIN requests ON requests.id = request_id"
        " WHERE person_id = :person_id ORDER BY at",
    ),
    _section(
        "events",
        "event_id, title_kk, title_ru, starts_at, attendances.state, number, code, seats, seats_offered, "
        "offered_until, joined_at, confirmed_at, lead, has_calendar, checked_in_at",
        "attendances JOIN events ON events.id = event_id WHERE person_id = :person_id ORDER BY joined_at",
    ),
    _section(
        "subscriptions", "kind, value, since", "subscriptions WHERE person_id = :person_id ORDER BY since"
    ),
    _section("digest", "weekday, hour, digested_until", "digests WHERE person_id = :person_id"),
    _section(
        "roles",
        "role, region_code, council_id, shown_as, granted_at, withdrawn_at",
        "grants WHERE person_id = :person_id ORDER BY id",
    ),
    _section(
        "invitations",
        "role, region_code, council_id, created_at, used_at",
        "invitations WHERE used_by = :person_id OR invited_by = :person_id ORDER BY id",
    ),
    _section("events_begun", "id, created_at", "events WHERE created_by = :person_id ORDER BY id"),
    _section(
        "events_edited",
        "event_id, version, edited_at",
        "event_versions WHERE edited_by = :person_id ORDER BY edited_at",
    ),
    _section("owned_requests", "number, owner_name", "requests WHERE owner_id = :person_id ORDER BY id"),
    _section(
        "written_for_councils",
        "requests.number AS request, purpose, at",
        "request_messages JOIN requests ON requests.id = request_id"
        " WHERE person_id = :person_id AND requests.citizen_id <> :person_id ORDER BY request_messages.id",
    ),
    _section(
        "done_for_councils",
        "requests.number AS request, act, at",
        "request_history JOIN requests ON requests.id = request_id"
        " WHERE person_id = :person_id AND requests.citizen_id <> :person_id ORDER BY request_history.id",
    ),
    _section(
        "groups_connected",
        "council_id, connected_at, lost_at",
        "council_groups WHERE connected_by = :person_id ORDER BY connected_at",
    ),
    _section("group_links", "council_id, expires_at, used_at", "group_links WHERE person_id = :person_id"),
    _section("acts", "at, act, subject, details", "audit WHERE actor_id = :person_id ORDER BY id"),
    _section(
        "notices",
        "kind, state, created_at, due_at, finished_at",
        "outbox WHERE person_id = :person_id ORDER BY id",
    ),
    _section(
        "shown_requests",
        "requests.number AS request, message_id, at",
        "request_views JOIN requests ON requests.id = request_id WHERE person_id = :person_id ORDER BY at",
    ),
    _section(
        "forms",
        "state, data, updated_at",
        f"drafts WHERE key LIKE '%:' || CAST({_ACCOUNT} AS TEXT) || ':%'",
    ),
    _section(
        "messages_that_failed",
        "received_at, payload",
        f"inbox WHERE chat_key = {_ACCOUNT} AND state = 'quarantined' AND payload IS NOT NULL",
    ),
)
"""Everything that names a person by their id or their account; a test looks for tables that are missing."""
