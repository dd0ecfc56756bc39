"""Who is in a group, and what bots are told when that changes."""

from sandbox.chats import Chat, Status
from sandbox.posting import post_by_person, tell
from sandbox.shapes import JsonObject
from sandbox.world import World

_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_send_welcome_messages",
)  # fmt: skip


def user_of(world: World, user_id: int) -> JsonObject:
    """Give a person or a bot as the Bot API's User."""
    bot = world.bots.get(user_id)
    return world.accounts[user_id].user() if bot is None else bot.user()


def membership(world: World, user_id: int, status: Status, *, anonymous: bool = False) -> JsonObject:
    """Give a ChatMember; an anonymous administrator writes in the group's name."""
    member: JsonObject = {"status": status, "user": user_of(world, user_id)}
    if status == "creator":
        return {**member, "is_anonymous": anonymous}
    if status == "administrator":
        rights = dict.fromkeys(_RIGHTS, True)
        return {**member, "can_be_edited": False, "is_anonymous": anonymous, **rights}
    return {**member, "until_date": 0} if status == "kicked" else member


def change_status(world: World, chat: Chat, user_id: int, status: Status, *, by: JsonObject) -> None:
    """Give a member of a group another status and tell the bots that may know."""
    before = chat.members.get(user_id, "left")
    if before == status:
        return
    listening = world.bots_in(chat)
    was_anonymous = user_id in chat.anonymous
    chat.members[user_id] = status
    if not chat.is_admin(user_id):
        chat.anonymous.discard(user_id)
    change = {
        "chat": chat.shown,
        "from": by,
        "date": int(world.clock.now()),
        "old_chat_member": membership(world, user_id, before, anonymous=was_anonymous),
        "new_chat_member": membership(world, user_id, status),
    }
    if user_id in world.bots:
        world.bots[user_id].updates.add("my_chat_member", change, line=str(chat.id))
    for bot in listening:
        if bot.id != user_id and chat.is_admin(bot.id):
            bot.updates.add("chat_member", change, line=str(chat.id))
    _announce(world, chat, user_id, before, status, by)


def _announce(world: World, chat: Chat, user_id: int, before: Status, status: Status, by: JsonObject) -> None:
    present = {"creator", "administrator", "member"}
    author = world.accounts.get(by["id"])
    if (before in present) == (status in present) or author is None:
        tell(world, chat, "group", {"group": public(world, chat)})
        return
    user = user_of(world, user_id)
    joined = {"new_chat_members": [user]}
    post_by_person(world, chat, author, joined if status in present else {"left_chat_member": user})
    tell(world, chat, "group", {"group": public(world, chat)})


def public(world: World, chat: Chat) -> JsonObject:
    """Give a group as the people's side sees it."""
    members = [
        {**user_of(world, user_id), "status": status, "is_anonymous": user_id in chat.anonymous}
        for user_id, status in chat.members.items()
        if chat.is_member(user_id)
    ]
    moved = {} if chat.migrated_to is None else {"migrated_to": chat.migrated_to}
    return {**chat.shown, "members": members, **moved}
