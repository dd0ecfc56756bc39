"""The environment as one frozen value; nothing else reads it."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.errors import OperatorError
from bot.domain.reception.promise import Terms
from bot.domain.reception.rules import ReceptionRules

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
"""A bot's token as @BotFather gives it: the bot's number, a colon, a secret."""

WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What setWebhook takes as `secret_token`."""

DATABASES = ("sqlite:///", "sqlite+aiosqlite:///", "postgresql://", "postgresql+asyncpg://")
"""How the address of a database may begin."""

Port = Annotated[int, Field(ge=1, le=65535)]


Kind = TypeVar("Kind", bound="DatabaseSettings")


class BotMode(StrEnum):
    """How updates arrive."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class DatabaseSettings(BaseSettings):
    """Where everything is kept."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    database_url: str = "sqlite:///data/dostyq.db"

    @field_validator("database_url")
    @classmethod
    def _is_a_known_database(cls, url: str) -> str:
        if not url.startswith(DATABASES):
            raise ValueError("set it to sqlite:///path/to/file.db or postgresql://user:password@host/name")
        return url


class Settings(DatabaseSettings):
    """How this bot runs. `.env.example` explains each name."""

    bot_token: SecretStr
    bot_api_url: str = "https://api.telegram.org"
    bot_mode: BotMode = BotMode.POLLING
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    web_host: str = "127.0.0.1"
    web_port: Port = 8080
    workers: Annotated[int, Field(ge=1, le=1000)] = 100
    event_settling_seconds: Annotated[int, Field(ge=0, le=3600)] = 600
    operator_name: Annotated[str, Field(max_length=200)] = ""
    requests_open: Annotated[int, Field(ge=1, le=1000)] = 5
    requests_a_day: Annotated[int, Field(ge=1, le=10_000)] = 6
    reaction_days: Annotated[int, Field(ge=1, le=60)] = 3
    answer_days: Annotated[int, Field(ge=1, le=250)] = 15
    keep_requests_days: Annotated[int, Field(ge=30, le=3650)] = 365
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"

    @property
    def reception_rules(self) -> ReceptionRules:
        """Give the institution's rules for requests."""
        return ReceptionRules(
            most_open=self.requests_open,
            most_a_day=self.requests_a_day,
            terms=Terms(reaction_days=self.reaction_days, answer_days=self.answer_days),
            keep_personal_data=timedelta(days=self.keep_requests_days),
            operator=self.operator_name,
        )

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr) -> SecretStr:
        if not TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("set it to the token that @BotFather gave you (123456789:AbC…)")
        return token

    @field_validator("bot_api_url")
    @classmethod
    def _is_an_address(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("set it to an address that begins with https:// or http://")
        return address.rstrip("/")

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.bot_mode is BotMode.WEBHOOK:
            if not self.webhook_url.startswith(("http://", "https://")):
                raise ValueError("WEBHOOK_URL: set it to the public https:// address of this bot")
            if not WEBHOOK_SECRET.fullmatch(self.webhook_secret.get_secret_value()):
                raise ValueError(
                    "WEBHOOK_SECRET: set it to 1–256 letters, digits, - or _ that nobody can guess"
                )
        return self


class WrongSettings(OperatorError):
    """The environment does not say what the bot needs."""


def read_settings() -> Settings:
    """Read the environment and `.env`; raises WrongSettings."""
    return _read(Settings)


def read_database_url() -> str:
    """Read where the database is, which is all that `load` and `dump` need; raises WrongSettings."""
    return _read(DatabaseSettings).database_url


def _read(kind: type[Kind]) -> Kind:
    try:
        return kind()
    except ValidationError as error:
        raise WrongSettings("; ".join(_explain(one) for one in error.errors())) from None
    except UnicodeDecodeError:
        raise WrongSettings(".env: save it as UTF-8") from None


def _explain(error: object) -> str:
    match error:
        case {"type": "missing", "loc": (name, *_)}:
            return f"{str(name).upper()} is not set; see .env.example"
        case {"loc": (name, *_), "msg": message}:
            return f"{str(name).upper()}: {str(message).removeprefix('Value error, ')}"
        case {"msg": message}:
            return str(message).removeprefix("Value error, ")
    return str(error)
