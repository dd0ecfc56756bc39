"""A folder with a stocked database for each bot, and what an undisturbed bot answers."""

import shutil
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox import Sandbox
from storage.database import open_database
from storage.upgrade import upgrade
from tests.crash.bot_process import TOKEN, bot_process
from tests.crash.crowd import Answers, learn_answers
from tests.services.content_files import SHIPPED, content_of


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database file of the newest shape with the real directory."""
    path = tmp_path_factory.mktemp("stocked") / "dostyq.db"
    url = f"sqlite:///{path}"
    await upgrade(url)
    database = await open_database(url)
    try:
        await content_of(database).load(SHIPPED)
    finally:
        await database.close()
    return path


@pytest.fixture
def folder(stocked: Path, tmp_path: Path) -> Path:
    """Give a folder for one bot."""
    shutil.copy(stocked, tmp_path)
    return tmp_path


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def answers(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Learn what an undisturbed bot answers."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copy(stocked, folder)
    async with Sandbox() as sandbox, bot_process(folder, sandbox) as process:
        return await learn_answers(sandbox, sandbox.bot(TOKEN), process)
