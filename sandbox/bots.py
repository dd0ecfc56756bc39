"""Bots: who they are, what they show of themselves, and what waits for them."""

from dataclasses import dataclass, field

from sandbox.shapes import JsonObject
from sandbox.updates import UpdateQueue


@dataclass(slots=True, kw_only=True)
class Profile:
    """What a bot tells about itself; texts are kept per language, "" being the default."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)
    menu_buttons: dict[int | None, JsonObject] = field(default_factory=dict)
    rights: dict[bool, JsonObject] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Bot:
    """A bot; token is empty until a program shows up that knows it."""

    id: int
    username: str
    first_name: str
    updates: UpdateQueue
    token: str | None = None
    revoked: bool = False
    reads_all_group_messages: bool = False
    profile: Profile = field(default_factory=Profile)
    next_message_id: int = 1

    def user(self) -> JsonObject:
        """Give the bot as the Bot API's User."""
        return {"id": self.id, "is_bot": True, "first_name": self.name(), "username": self.username}

    def me(self) -> JsonObject:
        """Give the bot as getMe does."""
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_guest_queries": False,
            "supports_join_request_queries": False,
        }

    def name(self, language: str = "") -> str:
        """Give the bot's name in a language."""
        return self.profile.names.get(language) or self.profile.names.get("") or self.first_name

    def public(self, language: str = "") -> JsonObject:
        """Give the bot as the people's side sees it."""
        profile = self.profile
        return {
            "id": self.id,
            "username": self.username,
            "first_name": self.name(language),
            "description": profile.descriptions.get(language) or profile.descriptions.get("", ""),
            "short_description": profile.short_descriptions.get(language)
            or profile.short_descriptions.get("", ""),
        }

    def take_message_id(self) -> int:
        """Count one more message in this bot's private chats."""
        self.next_message_id += 1
        return self.next_message_id - 1
