from pathlib import Path

import pytest

from bot.settings import BotMode, WrongSettings, read_database_url, read_settings

TOKEN = "42:" + "a-token-of-nobody-at-all"
NAMES = (
    "BOT_TOKEN", "BOT_API_URL", "BOT_MODE", "WEBHOOK_URL", "WEBHOOK_SECRET",
    "WEB_HOST", "WEB_PORT", "WORKERS", "LOG_LEVEL", "DATABASE_URL",
)  # fmt: skip
WEBHOOK = {"BOT_MODE": "webhook", "WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_SECRET": "a-secret"}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Take away whatever is set where the tests run."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def put(environment: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        environment.setenv(name, value)


def test_a_token_is_all_that_must_be_set(bare: pytest.MonkeyPatch) -> None:
    put(bare, {"BOT_TOKEN": TOKEN})
    settings = read_settings()

    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.bot_mode is BotMode.POLLING


def test_a_file_may_hold_what_the_environment_does_not(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nWORKERS=7\nSOMETHING_ELSE=1\n")
    put(bare, {"WORKERS": "8"})

    assert read_settings().workers == 8


def test_the_database_can_be_read_without_a_token(bare: pytest.MonkeyPatch) -> None:
    put(bare, {"DATABASE_URL": "postgresql://bot@db/dostyq"})

    assert read_database_url() == "postgresql://bot@db/dostyq"


def test_a_webhook_that_is_complete_is_taken(bare: pytest.MonkeyPatch) -> None:
    put(bare, {"BOT_TOKEN": TOKEN} | WEBHOOK)

    assert read_settings().webhook_secret.get_secret_value() == "a-secret"


def test_secrets_are_not_shown(bare: pytest.MonkeyPatch) -> None:
    put(bare, {"BOT_TOKEN": TOKEN} | WEBHOOK)

    assert TOKEN not in repr(read_settings())
    assert "a-secret" not in repr(read_settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", None),
        ("BOT_TOKEN", ""),
        ("BOT_TOKEN", "no token"),
        ("BOT_TOKEN", "42:short"),
        ("BOT_TOKEN", f"{TOKEN}\n"),
        ("BOT_TOKEN", f"{TOKEN}/../x"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "ftp://api.telegram.org"),
        ("BOT_MODE", "pigeons"),
        ("WEBHOOK_URL", ""),
        ("WEBHOOK_URL", "bot.example/hook"),
        ("WEBHOOK_SECRET", ""),
        ("WEBHOOK_SECRET", "құпия"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("WEB_PORT", "0"),
        ("WEB_PORT", "65536"),
        ("WEB_PORT", "http"),
        ("WORKERS", "0"),
        ("WORKERS", "many"),
        ("LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", "mysql://db/dostyq"),
        ("DATABASE_URL", "data/dostyq.db"),
        ("DATABASE_URL", ""),
    ],
)
def test_what_is_wrong_is_named_in_one_line_without_the_value(
    name: str, value: str | None, bare: pytest.MonkeyPatch
) -> None:
    put(bare, {"BOT_TOKEN": TOKEN} | WEBHOOK)
    if value is None:
        bare.delenv(name)
    else:
        bare.setenv(name, value)

    with pytest.raises(WrongSettings) as wrong:
        read_settings()
    words = str(wrong.value)
    assert words.startswith(name)
    assert "\n" not in words
    assert TOKEN not in words
    assert ";" not in words or value is None


def test_everything_that_is_wrong_is_told_at_once(bare: pytest.MonkeyPatch) -> None:
    put(bare, {"BOT_TOKEN": "x", "WEB_PORT": "x", "DATABASE_URL": "x"})

    with pytest.raises(WrongSettings) as wrong:
        read_settings()
    for name in ("BOT_TOKEN", "WEB_PORT", "DATABASE_URL"):
        assert name in str(wrong.value)


def test_a_file_in_another_encoding_is_named(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put(bare, {"BOT_TOKEN": TOKEN})
    (tmp_path / ".env").write_bytes("WEB_HOST=қала".encode("cp1251", errors="replace") + b"\xff\xfe")

    with pytest.raises(WrongSettings, match=r"\.env: save it as UTF-8"):
        read_settings()
