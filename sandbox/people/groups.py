"""Groups that people make, and who comes and goes."""

from collections.abc import Iterable

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Kind, Post
from sandbox.members import change_status, public
from sandbox.people.acts import may_write, words
from sandbox.people.refusal import CannotDo
from sandbox.posting import post_by_person, tell
from sandbox.world import World


def make(  # each argument is a choice on the app's screen
    world: World,
    title: str,
    members: Iterable[int],
    bots: Iterable[int],
    *,
    is_forum: bool = False,
    kind: Kind = "supergroup",
) -> Chat:
    """Make a group; its first member is its creator, and in a forum its bots are administrators.

    Raises:
        CannotDo: when a member is unknown or there is none.
    """
    people, robots = list(members), list(bots)
    for account in people:
        if account not in world.accounts:
            raise CannotDo(f"there is no account {account}; make it first", 404)
    if not people:
        raise CannotDo("a group needs at least one person")
    chat = world.open_group(title, kind="supergroup" if is_forum else kind, is_forum=is_forum)
    creator = world.accounts[people[0]]
    chat.members[creator.id] = "creator"
    for account in people[1:]:
        chat.members[account] = "member"
    for robot in robots:
        world.bot(robot)
        change_status(world, chat, robot, "administrator" if is_forum else "member", by=creator.user())
    tell(world, chat, "group", {"group": public(world, chat)})
    return chat


def follow_link(
    world: World, chat: Chat, account: Account, bot: Bot, payload: str = "", *, as_administrator: bool = False
) -> Post:
    """Follow a link t.me/<bot>?startgroup=<payload>: the bot joins and gets /start@<bot> <payload>.

    as_administrator is what &admin=… in the link asks for.

    Raises:
        CannotDo: when the person is not in the group, or may not promote the bot or bring it back.
    """
    may_write(chat, account)
    is_banned = chat.members.get(bot.id) == "kicked"
    if (as_administrator or is_banned) and not chat.is_admin(account.id):
        raise CannotDo("only an administrator of the group may do this", 403)
    if as_administrator:
        change_status(world, chat, bot.id, "administrator", by=account.user())
    elif not chat.is_member(bot.id):
        change_status(world, chat, bot.id, "member", by=account.user())
    return post_by_person(world, chat, account, words(f"/start@{bot.username} {payload}".strip()))


def set_anonymous(world: World, chat: Chat, member: int, *, anonymous: bool) -> None:
    """Let an administrator write in the group's name, or in their own again.

    Raises:
        CannotDo: when the person is no administrator of a supergroup.
    """
    if chat.kind != "supergroup" or not chat.is_admin(member):
        raise CannotDo("only an administrator of a supergroup can be anonymous")
    if anonymous:
        chat.anonymous.add(member)
    else:
        chat.anonymous.discard(member)
    tell(world, chat, "group", {"group": public(world, chat)})


def upgrade(world: World, chat: Chat, account: Account, *, is_forum: bool = False) -> Chat:
    """Turn a group into a supergroup, which gives it another id; the old one is answered with the new.

    Raises:
        CannotDo: when it is not a plain group, or the person is no administrator of it.
    """
    if chat.kind != "group" or chat.migrated_to is not None:
        raise CannotDo("only a plain group can become a supergroup")
    if not chat.is_admin(account.id):
        raise CannotDo("only an administrator of the group may do this", 403)
    grown = world.open_group(chat.title, is_forum=is_forum)
    grown.members.update(chat.members)
    post_by_person(world, chat, account, {"migrate_to_chat_id": grown.id})
    chat.migrated_to = grown.id
    post_by_person(world, grown, account, {"migrate_from_chat_id": chat.id})
    for group in (grown, chat):
        tell(world, group, "group", {"group": public(world, group)})
    return grown
