"""``tsbind diff`` and ``tsbind log`` from the command line."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tsbind.cli import main
from tsbind.model.codec import to_json
from tsbind.model.declarations import Package
from tsbind.project.lock import Lock, to_toml

from .builders import client, package

OLD = "export interface A { a: string; b: string }"
GET = "get(q: ThingParams, options?: RequestOptions): APIPromise<Thing> { return this._client.get('/x', { query: q, ...options }); }"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSBIND_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def saved(folder: Path, name: str, text: str) -> str:
    file = folder / f"{name}.json"
    file.write_text(to_json(package(text, name)), encoding="utf-8")
    return str(file)


def source(folder: Path, name: str, text: str) -> str:
    file = folder / f"{name}.ts"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("new", "arguments", "code"),
    [
        (OLD, (), 0),
        ("export interface A { a: string }", (), 1),
        ("export interface A { a: string }", ("--fail-on", "never"), 0),
        ("export interface A { a: string; b: string; c?: 1 }", ("--fail-on", "warning"), 0),
        ("export interface A { a: string; b: string } export type K = 'x'", (), 0),
        ("export interface A { a: string; b: string | null }", ("--side", "params"), 0),
        ("export interface A { a: string; b: string | null }", ("--side", "responses"), 1),
        ("export type A = { a: string; b: string }", ("--fail-on", "warning"), 0),
        ("export type A = { a: string; b: string }", (), 0),
    ],
)
def test_exit_codes(tmp_path: Path, new: str, arguments: tuple[str, ...], code: int) -> None:
    result = run(saved(tmp_path, "1.0.0", OLD), saved(tmp_path, "2.0.0", new), *arguments)
    assert result.exit_code == code, result.output


def test_sources_and_saved_models_compare(tmp_path: Path) -> None:
    result = run(source(tmp_path, "types", OLD), saved(tmp_path, "2.0.0", OLD))
    assert result.exit_code == 0, result.output
    assert "No API change." in result.output


def test_wrong_usage_is_2_and_bad_input_is_3(tmp_path: Path) -> None:
    model = saved(tmp_path, "1.0.0", OLD)
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert run(model, model, model).exit_code == 2
    assert run(model, model, "--only", "Nope").exit_code == 2
    assert run(model, model, "--explain", "nope").exit_code == 2
    result = run(model, str(broken))
    assert result.exit_code == 3
    assert "broken.json: not a tsbind model" in result.output
    assert run(model, str(tmp_path / "nowhere.tgz")).exit_code == 3


def test_only_keeps_what_is_selected(tmp_path: Path) -> None:
    both = "export interface A { a: %s } export interface B { b: %s }"
    old = saved(tmp_path, "1.0.0", both % ("1", "1"))
    new = saved(tmp_path, "2.0.0", both % ("2", "2"))
    output = run(old, new, "--only", "B", "--format", "json").output
    places = {c["place"] for g in json.loads(output)["groups"] for c in g["changes"]}
    assert places == {"types/B"}


def test_only_a_method_keeps_what_touches_it(tmp_path: Path) -> None:
    types = "export interface Thing { id: %s } export interface ThingParams { a: %s } export interface Apart { x: %s }"
    files = []
    for number, text in enumerate(("string", "number")):
        file = tmp_path / f"{number}.json"
        file.write_text(to_json(client(GET, types % (text, text, text))), encoding="utf-8")
        files.append(str(file))
    output = run(*files, "--only", "things.get", "--format", "json").output
    places = {c["place"] for g in json.loads(output)["groups"] for c in g["changes"]}
    assert places == {"Thing", "ThingParams"}


def test_an_ignore_file_makes_the_run_pass(tmp_path: Path) -> None:
    old, new = saved(tmp_path, "1.0.0", OLD), saved(
        tmp_path, "2.0.0", "export interface A { a: string }"
    )
    document = json.loads(run(old, new, "--format", "json").output)
    (fingerprint,) = [c["fingerprint"] for g in document["groups"] for c in g["changes"]]
    file = tmp_path / "ignore.toml"
    file.write_text(
        f'[[ignore]]\nfingerprint = "{fingerprint}"\nreason = "unused"\n', encoding="utf-8"
    )
    result = run(old, new, "--ignore", str(file))
    assert result.exit_code == 0
    assert "1 ignored" in result.output


def test_explain_needs_no_releases() -> None:
    assert "What to do:" in run("--explain", "field_removed").output
    assert run("--explain", "all").output.count("What to do:") > 50


def test_docs_are_reported_when_asked_for(tmp_path: Path) -> None:
    old = saved(tmp_path, "1.0.0", "export interface A { /** One. */ a: string }")
    new = saved(tmp_path, "2.0.0", "export interface A { /** Two. */ a: string }")
    assert "No API change." in run(old, new).output
    assert "documentation changed" in run(old, new, "--docs").output


def test_without_releases_a_configuration_is_needed() -> None:
    result = run()
    assert result.exit_code in {2, 3}
    assert result.output.startswith("tsbind: ")


def test_log_refuses_what_is_no_range() -> None:
    result = CliRunner().invoke(main, ["log", "openai", "4.52.0"])
    assert result.exit_code == 2
    assert "is not a range of versions" in result.output


def test_the_locked_release_is_compared_with_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def model(spec: str, **_: object) -> Package:
        asked.append(spec)
        return package(OLD, spec.partition("@")[2])

    def newest(name: str, **_: object) -> str:
        assert name == "demo"
        return "2.0.0"

    monkeypatch.setattr("tsbind.diff.reading.inputs.load_model", model)
    monkeypatch.setattr("tsbind.project.standard.resolve_version", newest)
    (tmp_path / "tsbind.toml").write_text('source = "demo"\nout = "gen/demo"\n', encoding="utf-8")
    unlocked = run()
    assert unlocked.exit_code == 2
    assert "has no locked version" in unlocked.output
    lock = Lock("demo", "1.0.0", "", "0.1.0", "g", "t", "o")
    (tmp_path / "gen" / "demo").mkdir(parents=True)
    (tmp_path / "gen" / "demo" / "tsbind.lock").write_text(to_toml(lock), encoding="utf-8")
    result = run()
    assert result.exit_code == 0, result.output
    assert asked == ["demo@1.0.0", "demo@2.0.0"]
    assert "demo 1.0.0 -> 2.0.0" in result.output
