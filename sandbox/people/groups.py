"""Groups that people make, and who comes and goes."""

from collections.abc import Iterable

from sandbox.accounts import Account
from sandbox.chats import Chat, Kind
from sandbox.members import change_status, public
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


def upgrade(world: World, chat: Chat, creator: Account) -> Chat:
    """Turn a group into a supergroup, which gives it another id; the old one is answered with the new.

    Raises:
        CannotDo: when it is not a plain group.
    """
    if chat.kind != "group" or chat.migrated_to is not None:
        raise CannotDo("only a plain group can become a supergroup")
    grown = world.open_group(chat.title)
    grown.members.update(chat.members)
    post_by_person(world, chat, creator, {"migrate_to_chat_id": grown.id})
    chat.migrated_to = grown.id
    post_by_person(world, grown, creator, {"migrate_from_chat_id": chat.id})
    return grown
