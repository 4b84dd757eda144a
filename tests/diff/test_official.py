"""Code written for the official Python client: its params are dicts, its releases those of PyPI."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from support.once import resolve_once
from tsbind.cli import main
from tsbind.diff.impact import assess
from tsbind.packs.official import counterpart
from tsbind.problems import UsageError
from tsbind.sources import SourceTree

from .builders import client

OFFICIAL = Path(__file__).parent / "userland" / "official"
METHOD = """
  create(body: ThingCreateParams, options?: RequestOptions): APIPromise<Thing> {
    return this._client.post('/things', { body, ...options });
  }
"""
TYPES = """
export interface Thing { id: string }
export interface PartText { type: 'text'; text: string }
export interface PartImage { type: 'image'; url: string }
export type Part = PartText | PartImage;
export interface UserMessageParam { role: 'user'; content: string | Array<Part> }
export interface BotMessageParam { role: 'bot'; content: string | null }
export type MessageParam = UserMessageParam | BotMessageParam;
export interface ThingCreateParams { messages: Array<MessageParam>; mode?: 'a' | 'b' }
"""
EXPORTS = ["Thing", "PartText", "PartImage", "Part", "UserMessageParam", "BotMessageParam"]
CODE = """\
from demo import Demo
from demo.types import MessageParam, UserMessageParam
from demo.types.part_param import PartParam
from demo.types.user_message_param import UserMessageParam as Same

history: list[MessageParam] = [{"role": "user", "content": "x"}]
parts: list[PartParam] = [{"type": "text", "text": "x"}]
history.append({"role": "user", "content": parts})
history.append(Same(role="user", content="y"))


def user(text: str) -> UserMessageParam:
    return {"role": "user", "content": text}


for message in history:
    print(message["role"], message.get("content"))
    if message["role"] == "bot":
        print(message["content"])
Demo().things.create(messages=[*history, user("z")], mode="b")
Demo().things.create(messages=[{"role": "bot", "content": None}])
"""


@pytest.mark.slow
def test_params_are_dicts_and_breaks_in_them_are_found(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    after = TYPES.replace("'a' | 'b'", "'a'").replace("string | null", "string")
    old, new = client(METHOD, TYPES), client(METHOD, after, "2.0.0")
    found = assess([tmp_path], old, new, "demo", official=True)
    assert {(hit.line, hit.change.kind if hit.change else "") for hit in found.errors} == {
        (20, "enum_value_removed"),
        (21, "nullable_removed"),
    }
    assert not found.looked.absent
    assert not found.not_checked


@pytest.mark.slow
@pytest.mark.registry
@pytest.mark.exhaustive
def test_programs_for_the_official_client(release: Callable[[str], SourceTree]) -> None:
    """Nothing but what the newer release deprecated, line by line."""
    pair = [resolve_once(release(counterpart(v).npm))[0] for v in ("1.35.3", "1.99.0")]
    found = assess([OFFICIAL], pair[0], pair[1], "openai", official=True)
    assert [(Path(hit.file).name, hit.line, hit.message) for hit in found.errors] == []
    expected = [
        (path.name, number, matched[1])
        for path in sorted(OFFICIAL.glob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (matched := re.search(r"# deprecated: (.*)$", line))
    ]
    deprecated = [
        (Path(hit.file).name, hit.line, hit.change.label) for hit in found.deprecated if hit.change
    ]
    assert sorted(deprecated) == sorted(expected)
    assert not found.looked.absent
    assert found.looked.importing == len(list(OFFICIAL.glob("*.py")))


@pytest.mark.parametrize(
    ("version", "npm", "same"),
    [
        ("1.35.3", "4.52.0", False),
        ("1.99.0", "5.12.0", True),
        ("2.0.0", "6.0.0", True),
        ("openai==3.3.1", "7.5.0", False),
    ],
)
def test_npm_releases_of_python_releases(version: str, npm: str, same: bool) -> None:
    found = counterpart(version)
    assert (found.npm, found.is_same) == (f"openai@{npm}", same)


@pytest.mark.parametrize("version", ["0.28.0", "99.0.0", "latest", "other==1.0.0", ""])
def test_a_version_that_is_not_known_is_refused(version: str) -> None:
    with pytest.raises(UsageError):
        counterpart(version)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--from", "openai@4.0.0", "--from-pypi", "1.35.3"], "two answers"),
        (["--to", "openai@4.0.0"], "which release is in use?"),
    ],
)
def test_the_releases_are_told_once(tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "a.py").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["impact", str(tmp_path), *options])
    assert result.exit_code == 2
    assert message in result.output
