"""What a bot may learn about chats, their members and files."""

from sandbox.call import Call
from sandbox.chats import Chat, Status
from sandbox.errors import bad_request
from sandbox.members import change_status, membership
from sandbox.methods.access import open_chat
from sandbox.posting import quoted
from sandbox.shapes import JsonObject

# The largest file that a bot may download.
_DOWNLOAD_BYTES_MAX = 20 << 20
_REACTIONS_MAX = 11
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_invite_users",
)  # fmt: skip


def get_chat(call: Call) -> JsonObject:
    """Answer getChat."""
    chat = open_chat(call, call.get("chat_id"))
    gifts = (
        "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
    )  # fmt: skip
    info: JsonObject = {
        **chat.shown,
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": _REACTIONS_MAX,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    if chat.kind != "private":
        info["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    if chat.shown.get("username"):
        info["active_usernames"] = [chat.shown["username"]]
    pinned = chat.find(chat.pinned[-1]) if chat.pinned else None
    return info | ({"pinned_message": quoted(pinned)} if pinned is not None else {})


def get_chat_member(call: Call) -> JsonObject:
    """Answer getChatMember."""
    chat = open_chat(call, call.get("chat_id"))
    user_id: int = call.get("user_id")
    if user_id not in call.world.accounts and user_id not in call.world.bots:
        raise bad_request("invalid user_id specified")
    if chat.kind == "private":
        if user_id not in {chat.id, call.bot.id}:
            raise bad_request("member not found")
        return membership(call.world, user_id, "member")
    if user_id not in chat.members and user_id in call.world.bots:
        raise bad_request("member not found")
    status = chat.members.get(user_id, "left")
    return membership(call.world, user_id, status, anonymous=user_id in chat.anonymous)


def get_chat_member_count(call: Call) -> int:
    """Answer getChatMemberCount."""
    chat = open_chat(call, call.get("chat_id"))
    return 2 if chat.kind == "private" else sum(map(chat.is_member, chat.members))


def get_chat_administrators(call: Call) -> list[JsonObject]:
    """Answer getChatAdministrators; other bots are left out."""
    chat = open_chat(call, call.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        membership(call.world, user_id, status, anonymous=user_id in chat.anonymous)
        for user_id, status in chat.members.items()
        if _is_listed(call, chat, user_id, status)
    ]


def leave_chat(call: Call) -> bool:
    """Answer leaveChat."""
    chat = open_chat(call, call.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    change_status(call.world, chat, call.bot.id, "left", by=call.bot.user())
    return True


def get_file(call: Call) -> JsonObject:
    """Answer getFile."""
    stored = call.world.files.find(call.get("file_id"), call.bot.id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > _DOWNLOAD_BYTES_MAX:
        raise bad_request("file is too big")
    return {**stored.described(), "file_path": stored.path}


def _is_listed(call: Call, chat: Chat, user_id: int, status: Status) -> bool:
    return status in {"creator", "administrator"} and (
        user_id == call.bot.id or user_id not in call.world.bots or not chat.is_member(user_id)
    )
