"""The statements of a transaction on requests, each named after what it does."""

from bot.domain.reception.states import OPEN
from storage.database import Dialects
from storage.reception.rows import ENTRY_COLUMNS, MESSAGE_COLUMNS, REQUEST_COLUMNS

OPEN_STATES = ", ".join(f"'{state}'" for state in sorted(OPEN))

HOLD = Dialects(
    sqlite=f"SELECT {REQUEST_COLUMNS} FROM requests WHERE id = :request_id",
    postgresql=f"SELECT {REQUEST_COLUMNS} FROM requests WHERE id = :request_id FOR UPDATE",
)
"""The request, and nobody else changes it: SQLite's transactions exclude each other anyway."""

HOLD_CITIZEN = Dialects(
    sqlite="SELECT id FROM people WHERE id = :person_id",
    postgresql="SELECT id FROM people WHERE id = :person_id FOR NO KEY UPDATE",
)
"""The person, and nobody else holds them; notices to them, which refer to their row, need not wait."""

MADE_BY = f"SELECT {REQUEST_COLUMNS} FROM requests WHERE action_key = :action_key"

NEXT_NUMBER = """
    INSERT INTO request_numbers (year, last) VALUES (:year, 1)
    ON CONFLICT (year) DO UPDATE SET last = request_numbers.last + 1
    RETURNING last
"""

ADD = f"""
    INSERT INTO requests (
        number, action_key, citizen_id, language, council_id, region_code, place_id, topic_id, care, state,
        reply_way, name, phone, consent_version, owner_name, headline, submitted_at, counted_from,
        days_paused, paused_at, reaction_due_on, answer_due_on, reacted_at, answered_at, confirmed_at,
        reason, times_reopened, rung, version
    )
    VALUES (
        :number, :action_key, :citizen_id, :language, :council_id, :region_code, :place_id, :topic_id, :care,
        :state, :reply_way, :name, :phone, :consent_version, '', '', :submitted_at, :counted_from,
        :days_paused, :paused_at, :reaction_due_on, :answer_due_on, :reacted_at, :answered_at, :confirmed_at,
        '', 0, 0, 1
    )
    RETURNING {REQUEST_COLUMNS}
"""

SAVE = """
    UPDATE requests SET
        council_id = :council_id, region_code = :region_code, state = :state, name = :name, phone = :phone,
        owner_id = :owner_id, owner_name = :owner_name, headline = :headline, submitted_at = :submitted_at,
        counted_from = :counted_from, days_paused = :days_paused, paused_at = :paused_at,
        reaction_due_on = :reaction_due_on, answer_due_on = :answer_due_on, reacted_at = :reacted_at,
        answered_at = :answered_at, confirmed_at = :confirmed_at, meeting_at = :meeting_at,
        close_reason = :close_reason, door_id = :door_id, reason = :reason,
        times_reopened = :times_reopened, rating = :rating, rung = :rung, version = :version,
        stripped_at = :stripped_at, settled_at = :settled_at
    WHERE id = :id
"""

CARDS_ARE_DUE = "UPDATE request_cards SET is_due = TRUE WHERE request_id = :request_id"

SETTLED_AT = "SELECT settled_at FROM requests WHERE id = :request_id"

SAY_ONCE = f"""
    INSERT INTO request_messages (
        request_id, purpose, kind, text, file_id, album, person_id, latitude, longitude, at, action_key,
        delivery
    )
    VALUES (
        :request_id, :purpose, :kind, :text, :file_id, :album, :person_id, :latitude, :longitude, :at,
        :action_key, :delivery
    )
    ON CONFLICT (action_key) DO NOTHING
    RETURNING {MESSAGE_COLUMNS}
"""

KEEP_DELIVERY = "UPDATE request_messages SET delivery = :delivery WHERE id = :message_id"

WRITE_DOWN = f"""
    INSERT INTO request_history (request_id, at, side, person_id, act, state, details)
    VALUES (:request_id, :at, :side, :person_id, :act, :state, :details)
    RETURNING {ENTRY_COLUMNS}
"""

HAS_GROUP = "SELECT 1 AS found FROM council_groups WHERE council_id = :council_id AND lost_at IS NULL"

OPEN_OF_CITIZEN = f"""
    SELECT {REQUEST_COLUMNS} FROM requests
    WHERE citizen_id = :person_id AND state IN ({OPEN_STATES}) ORDER BY id
"""

SENT_SINCE = """
    SELECT submitted_at FROM requests
    WHERE citizen_id = :person_id AND submitted_at > :since ORDER BY submitted_at
"""

FOLLOWERS = "SELECT person_id FROM request_followers WHERE request_id = :request_id ORDER BY person_id"

FOLLOW = """
    INSERT INTO request_followers (request_id, person_id, at) VALUES (:request_id, :person_id, :at)
    ON CONFLICT (request_id, person_id) DO NOTHING
"""

UNFOLLOW = "DELETE FROM request_followers WHERE request_id = :request_id AND person_id = :person_id"

DROP_DRAFT = "DELETE FROM request_drafts WHERE person_id = :person_id"
