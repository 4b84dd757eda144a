"""The package that stands in for the official client: its project, its params, its models."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support.once import Release, emit_once
from tsbind.packs import Pack, pack_for
from tsbind.packs.official import counterpart, official_version
from tsbind.pipeline import Options, generate
from tsbind.problems import UsageError
from tsbind.sources import load

PACKAGE = Path(__file__).parents[2] / "templates/packs/openai/official/package"


@pytest.fixture(scope="module")
def project(
    openai_tree: Release, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """Where the project is, and its files."""
    files = emit_once(openai_tree("4.52.0"), Options(as_official=True)).files
    folder = tmp_path_factory.mktemp("official")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder, files


def run(folder: Path, program: str) -> str:
    """What a program prints that imports the package of the project."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


@pytest.mark.registry
def test_the_project(project: tuple[Path, dict[str, str]], openai_tree: Release) -> None:
    _, files = project
    about = tomllib.loads(files["pyproject.toml"])["project"]
    assert (about["name"], about["version"]) == ("openai", "1.35.3")
    assert '__version__ = "1.35.3"' in files["openai/_version.py"]
    plain = emit_once(openai_tree("4.52.0")).files
    changed = {path for path in plain if files[f"openai/{path}"] != plain[path]}
    typed = {path for path in changed if path.startswith(("types/", "resources/", "lib/"))}
    assert changed - typed == {"__init__.py", "_runtime/attributes.py"}


@pytest.mark.registry
def test_every_module_can_be_imported(project: tuple[Path, dict[str, str]]) -> None:
    folder, files = project
    added = [p.relative_to(PACKAGE) for p in sorted(PACKAGE.rglob("*.py*")) if p.suffix != ".pyc"]
    names = [str(p).removesuffix(".j2").removesuffix(".py").replace("/", ".") for p in added]
    there = [name.removesuffix(".__init__") for name in names]
    there = [
        n
        for n in there
        if {f"openai/{n.replace('.', '/')}{e}" for e in (".py", "/__init__.py")} & files.keys()
    ]
    assert {"_types", "_models", "_streaming", "_base_client", "_constants", "_utils"} <= {*there}
    run(folder, f"import importlib; [importlib.import_module('openai.' + n) for n in {there}]")


@pytest.mark.registry
def test_params_are_dicts(project: tuple[Path, dict[str, str]]) -> None:
    shown = run(
        project[0],
        """if True:
        import json, typing, pydantic
        from openai.types.chat import ChatCompletionUserMessageParam as User
        from openai.types.chat import ChatCompletionMessageParam, ChatCompletionMessage
        from openai.types.chat.chat_completion_user_message_param import (
            ChatCompletionUserMessageParam as Same,
        )
        from openai.types.chat import completion_create_params
        class Named(User, total=False):
            more: int
        message = Named(role="user", content="hi", more=1)
        print(type(message), isinstance(message, dict), json.dumps(message), User is Same)
        print(sorted(User.__required_keys__), list(Named.__annotations__))
        one = typing.get_args(ChatCompletionMessageParam)
        print(User in one, ChatCompletionMessage(role="assistant", content="x").role)
        check = pydantic.TypeAdapter(ChatCompletionMessageParam)
        print(check.validate_python({"role": "system", "content": "x"}))
        print(completion_create_params.ResponseFormat)
        from openai.types.chat.chat_completion_tool_param import (
            ChatCompletionToolParam, FunctionDefinition
        )
        tool = ChatCompletionToolParam(type="function", function=FunctionDefinition(name="f"))
        print(tool, ChatCompletionToolParam.__name__)
        """,
    )
    lines = shown.splitlines()
    assert lines[0].startswith('<class \'dict\'> True {"role": "user"')
    assert lines[0].endswith("True")
    assert lines[1] == "['content', 'role'] ['content', 'role', 'name', 'more']"
    assert lines[2:4] == ["True assistant", "{'content': 'x', 'role': 'system'}"]
    assert lines[-1].startswith("{'type': 'function', 'function': {'name': 'f'}}")


@pytest.mark.registry
def test_models_are_pydantic_models(project: tuple[Path, dict[str, str]]) -> None:
    run(
        project[0],
        """if True:
        import copy, dataclasses, json, pickle
        import openai, pydantic
        from openai._models import BaseModel, construct_type
        from openai.types import CompletionUsage
        from openai.types.chat import ChatCompletion
        usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
        message = {"role": "assistant", "content": "x"}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        data = {"id": "a", "model": "m", "created": 1, "object": "chat.completion",
                "choices": [choice], "usage": usage}
        whole = construct_type(type_=ChatCompletion, value=data)
        assert isinstance(whole, ChatCompletion) and isinstance(whole, pydantic.BaseModel)
        assert issubclass(ChatCompletion, pydantic.BaseModel)
        assert isinstance(whole, openai.BaseModel)
        assert dataclasses.is_dataclass(whole) and whole.to_dict() == data
        for other in (copy.copy(whole), copy.deepcopy(whole), pickle.loads(pickle.dumps(whole))):
            assert other == whole
        class Holder(pydantic.BaseModel):
            one: ChatCompletion
            base: pydantic.BaseModel
            anything: object
        held = Holder(one=data, base=whole, anything=whole)
        assert held.one == whole and held.base is whole
        assert json.loads(held.model_dump_json())["anything"]["id"] == "a"
        assert "choices" in ChatCompletion.model_json_schema()["properties"]
        assert "usage" in ChatCompletion.__pydantic_fields__

        class Usage(CompletionUsage):
            cost: float | None = None
            _hidden: int = pydantic.PrivateAttr(7)
        mine = Usage(**usage, cost=1.5, other=2)
        assert (mine._hidden, mine.cost, mine.other) == (7, 1.5, 2)
        assert isinstance(mine, CompletionUsage) and not isinstance(whole.usage, Usage)
        assert mine.to_dict() == {**usage, "cost": 1.5, "other": 2}
        class Own(BaseModel):
            items: list[str] = pydantic.Field(default_factory=list)
        assert str(Own()) == "Own(items=[])"
        assert Own().items == [] and isinstance(Own(), BaseModel)
        assert not isinstance(Own(), CompletionUsage)
        """,
    )


@pytest.mark.registry
def test_private_names_work(project: tuple[Path, dict[str, str]]) -> None:
    run(
        project[0],
        """if True:
        import asyncio, httpx2, openai
        from openai._base_client import make_request_options
        from openai._constants import RAW_RESPONSE_HEADER
        from openai._exceptions import BadRequestError
        from openai._legacy_response import LegacyAPIResponse
        from openai._streaming import SSEDecoder
        from openai._utils import is_given, maybe_transform
        from openai.lib._pydantic import to_strict_json_schema
        from openai.types import Model
        import pydantic
        seen = []
        def answer(request):
            seen.append(request)
            return httpx2.Response(200, json={"id": "m", "object": "model"})
        http = httpx2.Client(transport=httpx2.MockTransport(answer))
        client = openai.OpenAI(api_key="k", http_client=http, base_url="https://example.test/v1")
        assert client._base_url.host == "example.test" and client._base_url == "https://example.test/v1"
        raw = make_request_options(extra_headers={RAW_RESPONSE_HEADER: "true", "x-a": "b"})
        found = client.post("/models", cast_to=Model, body={}, options=raw)
        assert isinstance(found, LegacyAPIResponse) and found.parse().id == "m"
        assert seen[0].headers["x-a"] == "b" and RAW_RESPONSE_HEADER not in seen[0].headers
        assert client.post("/models", cast_to=Model, body={}).id == "m"
        assert issubclass(BadRequestError, openai.OpenAIError)
        events = [*SSEDecoder().iter_bytes(iter([b"event: a\\nda", b"ta: 1\\n\\ndata: 2\\n\\n"]))]
        assert [(e.event, e.json()) for e in events] == [("a", 1), (None, 2)]
        assert is_given(None) and not is_given(openai.NOT_GIVEN)
        class Answer(pydantic.BaseModel):
            city: str
        assert to_strict_json_schema(Answer)["additionalProperties"] is False
        """,
    )


@pytest.mark.parametrize(
    ("upstream", "expected"),
    [
        ("2.0.0", "6"),
        ("1.9.9", "5.10"),
        ("0.1.0", "5.9"),
        ("2.10.0", "7"),
        ("3.0.0-beta.1", "7"),
        ("main", "5.9"),
    ],
)
def test_between_two_versions_the_lower_one_counts(
    tmp_path: Path, upstream: str, expected: str
) -> None:
    rows = '[same]\n"5.9" = "1.0.0"\n"5.10" = "1.0.0"\n"7" = "2.10.0"\n[nearest]\n"6" = "2.0.0"\n'
    (tmp_path / "pypi.toml").write_text(rows, "utf-8")
    assert official_version(Pack(folders=(tmp_path,)), upstream) == expected


def test_versions_of_the_official_client_lead_back_to_the_release() -> None:
    pack = pack_for("openai")
    for rows in tomllib.loads(pack.text("pypi.toml")).values():
        for npm in rows.values():
            assert counterpart(official_version(pack, npm)).npm == f"openai@{npm}"


def test_another_package_has_no_official_client(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text("export interface A { a: string }", "utf-8")
    tree = load(str(tmp_path / "a.ts"))
    with pytest.raises(UsageError, match="knows no official Python client"):
        generate(tree, Options(as_official=True))
