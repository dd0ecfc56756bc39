"""Statements about councils' groups and the cards in them."""

from storage.database import Dialects
from storage.reception.rows import REQUEST_COLUMNS
from storage.reception.statements import OPEN_STATES

ADD_LINK = """
    INSERT INTO group_links (token_hash, council_id, person_id, expires_at)
    VALUES (:token_hash, :council_id, :person_id, :expires_at)
"""

HOLD_LINK = Dialects(
    sqlite="""
        SELECT council_id, person_id, expires_at, used_at FROM group_links WHERE token_hash = :token_hash
    """,
    postgresql="""
        SELECT council_id, person_id, expires_at, used_at FROM group_links WHERE token_hash = :token_hash
        FOR UPDATE
    """,
)
"""The link, and nobody else opens it until the transaction ends: SQLite's exclude each other anyway."""

USE_LINK = "UPDATE group_links SET used_at = :at WHERE token_hash = :token_hash"

OTHER_GROUP_OF = """
    SELECT chat_id FROM council_groups
    WHERE council_id = :council_id AND chat_id <> :chat_id AND lost_at IS NULL
"""

FORGET_CARDS_ELSEWHERE = """
    DELETE FROM request_cards
    WHERE chat_id = (
        SELECT chat_id FROM council_groups WHERE council_id = :council_id AND chat_id <> :chat_id
    ) AND request_id IN (SELECT id FROM requests WHERE council_id = :council_id)
"""

KEEP_GROUP = """
    INSERT INTO council_groups (council_id, chat_id, is_forum, language, connected_by, connected_at)
    VALUES (:council_id, :chat_id, :is_forum, :language, :connected_by, :at)
    ON CONFLICT (council_id) DO UPDATE
    SET chat_id = excluded.chat_id, is_forum = excluded.is_forum, language = excluded.language,
        connected_by = excluded.connected_by, connected_at = excluded.connected_at, lost_at = NULL
"""

LOSE = """
    UPDATE council_groups SET lost_at = :at WHERE chat_id = :chat_id AND lost_at IS NULL
    RETURNING council_id
"""

UNTAKEN = f"""
    SELECT {REQUEST_COLUMNS} FROM requests
    WHERE council_id = :council_id AND owner_id IS NULL AND state IN ({OPEN_STATES}) ORDER BY id
"""

GROUP_COLUMNS = "council_id, chat_id, is_forum, language, connected_by"

GROUPS_IN = f"""
    SELECT {GROUP_COLUMNS} FROM council_groups WHERE chat_id = :chat_id AND lost_at IS NULL
    ORDER BY connected_at, council_id
"""

GROUP_OF = f"""
    SELECT {GROUP_COLUMNS} FROM council_groups WHERE council_id = :council_id AND lost_at IS NULL
"""

MOVE = "UPDATE council_groups SET chat_id = :new_chat_id WHERE chat_id = :chat_id"

FORGET_CARDS_IN = "DELETE FROM request_cards WHERE chat_id = :chat_id"

KEEP_FORUM = "UPDATE council_groups SET is_forum = :is_forum WHERE chat_id = :chat_id"

KEEP_CARD = """
    INSERT INTO request_cards (request_id, chat_id, thread_id, message_id, shown_version, is_due)
    VALUES (
        :request_id, :chat_id, :thread_id, :message_id, :shown_version,
        (SELECT version FROM requests WHERE id = :request_id) > :shown_version
    )
    ON CONFLICT (request_id, chat_id) DO UPDATE
    SET thread_id = excluded.thread_id, message_id = excluded.message_id,
        shown_version = excluded.shown_version, is_due = excluded.is_due
"""
"""A card is due again where its request has moved on since the version that it shows."""

FORGET_CARD = "DELETE FROM request_cards WHERE request_id = :request_id AND chat_id = :chat_id"

FIND_MESSAGE = "SELECT 1 AS found FROM request_cards WHERE chat_id = :chat_id AND message_id = :message_id"

FORGET_MESSAGE = "DELETE FROM request_cards WHERE chat_id = :chat_id AND message_id = :message_id"

_OWED = f"""
    SELECT requests.id AS request_id, requests.care, council_groups.chat_id, council_groups.is_forum,
        council_groups.language AS shown_language, request_cards.thread_id, request_cards.message_id,
        COALESCE(request_cards.shown_version, 0) AS shown_version, 0 AS has_left
    FROM council_groups CROSS JOIN requests LEFT JOIN request_cards
            ON request_cards.request_id = requests.id AND request_cards.chat_id = council_groups.chat_id
    WHERE requests.council_id = council_groups.council_id AND requests.state IN ({OPEN_STATES})
        AND council_groups.lost_at IS NULL AND request_cards.message_id IS NULL
        AND COALESCE(request_cards.shown_version, 0) < requests.version
"""
"""Open requests that their council's group does not show yet; CROSS has SQLite begin with the groups."""

_CHANGED_IN_GROUPS = """
    SELECT requests.id AS request_id, requests.care, council_groups.chat_id, council_groups.is_forum,
        council_groups.language AS shown_language, request_cards.thread_id, request_cards.message_id,
        request_cards.shown_version,
        CASE WHEN council_groups.council_id = requests.council_id THEN 0 ELSE 1 END AS has_left
    FROM request_cards
        JOIN requests ON requests.id = request_cards.request_id
            AND requests.version > request_cards.shown_version
        JOIN council_groups ON council_groups.chat_id = request_cards.chat_id
            AND council_groups.lost_at IS NULL
    WHERE is_due AND request_cards.message_id IS NOT NULL AND request_cards.chat_id < 0
"""
"""Cards in groups that show an earlier version; a group of several councils gives several rows."""

_CHANGED_IN_PRIVATE = """
    SELECT requests.id AS request_id, requests.care, people.telegram_id AS chat_id, FALSE AS is_forum,
        COALESCE(people.language, 'ru') AS shown_language, request_cards.thread_id, request_cards.message_id,
        request_cards.shown_version,
        CASE WHEN EXISTS (
            SELECT 1 FROM grants WHERE grants.person_id = people.id AND withdrawn_at IS NULL
                AND grants.council_id = requests.council_id
        ) THEN 0 ELSE 1 END AS has_left
    FROM request_cards
        JOIN requests ON requests.id = request_cards.request_id
            AND requests.version > request_cards.shown_version
        JOIN people ON people.telegram_id = request_cards.chat_id AND people.blocked_at IS NULL
    WHERE is_due AND request_cards.chat_id > 0 AND EXISTS (
        SELECT 1 FROM grants
        WHERE grants.person_id = people.id AND withdrawn_at IS NULL AND grants.council_id <> ''
    )
"""
"""Cards in private chats that show an earlier version; who was dismissed learns nothing more."""

_OUTDATED = f"""
    SELECT {{columns}}, chosen.chat_id, chosen.is_forum, chosen.shown_language, chosen.thread_id,
        chosen.message_id, chosen.shown_version, chosen.has_left
    FROM (
        SELECT found.*, ROW_NUMBER() OVER (
            PARTITION BY chat_id ORDER BY CASE WHEN care IS NULL THEN 1 ELSE 0 END, request_id, has_left
        ) AS place
        FROM ({_OWED} UNION ALL {_CHANGED_IN_GROUPS} UNION ALL {_CHANGED_IN_PRIVATE}) AS found
        WHERE {{elsewhere}}
    ) AS chosen JOIN requests ON requests.id = chosen.request_id
    WHERE chosen.place = 1
    ORDER BY CASE WHEN requests.care IS NULL THEN 1 ELSE 0 END, requests.id, chosen.chat_id LIMIT :most
"""

_COLUMNS = ", ".join(f"requests.{name.strip()}" for name in REQUEST_COLUMNS.split(","))

OUTDATED = Dialects(
    sqlite=_OUTDATED.format(
        columns=_COLUMNS, elsewhere="chat_id NOT IN (SELECT value FROM json_each(:but_not_in))"
    ),
    postgresql=_OUTDATED.format(
        columns=_COLUMNS,
        elsewhere="chat_id <> ALL (ARRAY(SELECT json_array_elements_text(:but_not_in::json)::bigint))",
    ),
)
