"""People who have Telegram."""

from dataclasses import dataclass

from sandbox.shapes import JsonObject


@dataclass(slots=True, kw_only=True)
class Account:
    """A person's account; a deactivated one has been deleted by its owner."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone_number: str | None = None
    deactivated: bool = False

    def user(self) -> JsonObject:
        """Give the account as the Bot API's User."""
        return {"id": self.id, "is_bot": False, **self._names(), **self._language()}

    def chat(self) -> JsonObject:
        """Give the account as the Chat that a bot has with it."""
        return {"id": self.id, "type": "private", **self._names()}

    def public(self) -> JsonObject:
        """Give the account as the people's side sees it."""
        return {**self.user(), "phone_number": self.phone_number}

    def _names(self) -> JsonObject:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}

    def _language(self) -> JsonObject:
        return {"language_code": self.language_code} if self.language_code else {}
