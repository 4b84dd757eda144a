from __future__ import annotations

import os
from pathlib import Path

import pytest

from project.fakes import Upstream, place_in, snapshot, two_releases
from tsbind.problems import TsbindError, UsageError
from tsbind.project.changelog import add_entry
from tsbind.project.check import check
from tsbind.project.lock import read_lock
from tsbind.project.update import as_markdown, joined, update
from tsbind.project.writing import swap


def locked_version(folder: Path) -> str:
    lock = read_lock(folder / "sdk")
    assert lock is not None
    return lock.version


def test_first_update_generates_the_newest(tmp_path: Path) -> None:
    upstream = two_releases()
    done = update(place_in(tmp_path), upstream.engine())
    assert (done.old, done.new, done.changes) == ("", "1.1.0", "")
    assert snapshot(tmp_path / "sdk").keys() == {"a.py", "c/d.py", "py.typed", "tsbind.lock"}
    assert check(place_in(tmp_path), upstream.engine()) == []


def test_update_to_the_newest_notes_the_changes(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="1.0.0")
    done = update(place_in(tmp_path), upstream.engine())
    assert str(done).startswith("sdk: 1.0.0 -> 1.1.0: 2 created, 2 changed, 1 removed")
    assert locked_version(tmp_path) == "1.1.0"
    log = (tmp_path / "sdk/CHANGES.md").read_text()
    assert log.endswith("## 1.1.0 (after 1.0.0)\n\n### Breaking\n\n- removed b\n- added c/d\n")
    assert check(place_in(tmp_path), upstream.engine()) == []
    assert "## sdk: 1.0.0 -> 1.1.0" in as_markdown([[done]])


def test_nothing_to_do_says_so_and_generates_nothing(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine())
    upstream.generated.clear()
    done = update(place_in(tmp_path), upstream.engine())
    assert str(done) == "sdk: already at 1.1.0, nothing to do"
    assert as_markdown(joined([done], upstream.engine())) == ""
    assert upstream.generated == []


def test_what_a_killed_run_left_goes_when_nothing_is_to_do(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine())
    beside = {path.name for path in tmp_path.iterdir()}
    (tmp_path / ".sdk.tsbind-new-killed/c").mkdir(parents=True)
    update(place_in(tmp_path), upstream.engine())
    assert {path.name for path in tmp_path.iterdir()} == beside


@pytest.mark.parametrize(
    ("options", "to", "version"),
    [
        ({}, "", "1.1.0"),
        ({"prereleases": True}, "", "2.0.0-beta.1"),
        ({}, "2.0.0-beta.1", "2.0.0-beta.1"),
        ({"version": "1.0.0"}, "", "1.0.0"),
        ({"version": "1.0.0"}, "1.0.0", "1.0.0"),
    ],
)
def test_version_chosen(tmp_path: Path, options: dict[str, object], to: str, version: str) -> None:
    update(place_in(tmp_path, **options), two_releases().engine(), to=to)
    assert locked_version(tmp_path) == version


def test_no_step_back_without_being_told(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="2.0.0-beta.1")
    assert update(place_in(tmp_path), upstream.engine()).written is None
    assert update(place_in(tmp_path), upstream.engine(), to="1.0.0").new == "1.0.0"


@pytest.mark.parametrize(
    ("options", "to", "message"),
    [
        ({"version": "1.0.0"}, "1.1.0", "pins version 1.0.0"),
        ({"source": "./folder"}, "1.1.0", "has no versions"),
    ],
)
def test_version_refused(tmp_path: Path, options: dict[str, object], to: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        update(place_in(tmp_path, **options), two_releases().engine(), to=to)


def test_edits_by_hand_stop_an_update(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="1.0.0")
    (tmp_path / "sdk/a.py").write_text("mine")
    before = snapshot(tmp_path)
    with pytest.raises(TsbindError, match=r"edited by hand: a\.py"):
        update(place_in(tmp_path), upstream.engine())
    assert snapshot(tmp_path) == before
    update(place_in(tmp_path), upstream.engine(), force=True)
    assert check(place_in(tmp_path), upstream.engine()) == []


def test_damage_is_repaired_at_the_same_version(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine())
    (tmp_path / "sdk/a.py").unlink()
    done = update(place_in(tmp_path), upstream.engine())
    assert str(done).startswith("sdk: 1.1.0: 1 created")
    assert not (tmp_path / "sdk/CHANGES.md").exists()


def test_edited_changelog_is_extended(tmp_path: Path) -> None:
    upstream = two_releases()
    for version in ("1.0.0", "1.1.0"):
        update(place_in(tmp_path), upstream.engine(), to=version)
    log = tmp_path / "sdk/CHANGES.md"
    log.write_text(log.read_text() + "\nA note of mine.\n")
    update(place_in(tmp_path), upstream.engine(), to="2.0.0-beta.1")
    text = log.read_text()
    assert text.index("## 2.0.0-beta.1 (after 1.1.0)") < text.index("## 1.1.0 (after 1.0.0)")
    assert text.endswith("A note of mine.\n")


def test_changelog_stays_when_only_options_change(tmp_path: Path) -> None:
    upstream = two_releases()
    for version in ("1.0.0", "1.1.0"):
        update(place_in(tmp_path), upstream.engine(), to=version)
    log = (tmp_path / "sdk/CHANGES.md").read_text()
    update(place_in(tmp_path, only=("a",)), upstream.engine())
    assert (tmp_path / "sdk/CHANGES.md").read_text() == log


def test_old_release_that_is_gone_is_said(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="1.0.0")
    newer = Upstream({"1.1.0": upstream.releases["1.1.0"]})

    def load(spec: str) -> object:
        if spec.endswith("1.0.0"):
            raise TsbindError(f"{spec} is unknown")
        return Upstream.load(newer, spec)

    newer.load = load  # type: ignore[method-assign, assignment]
    done = update(place_in(tmp_path), newer.engine())
    assert "sdk 1.0.0 cannot be read any more" in done.changes
    assert locked_version(tmp_path) == "1.1.0"


def test_failure_leaves_everything(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="1.0.0")
    before = snapshot(tmp_path)
    upstream.offline = True
    with pytest.raises(TsbindError):
        update(place_in(tmp_path), upstream.engine())
    assert snapshot(tmp_path) == before
    assert os.listdir(tmp_path) == ["sdk"]


def test_interrupted_swap_is_finished_first(tmp_path: Path) -> None:
    upstream = two_releases()
    update(place_in(tmp_path), upstream.engine(), to="1.0.0")
    (tmp_path / "sdk").rename(swap.sibling(tmp_path / "sdk", "old"))
    assert update(place_in(tmp_path), upstream.engine(), to="1.0.0").written is None
    assert os.listdir(tmp_path) == ["sdk"]


def test_entry_without_changes() -> None:
    text = add_entry("", "sdk", ("1", "2"), "")
    assert text.startswith("# Changes of sdk\n")
    assert text.endswith("## 2 (after 1)\n\nNo changes in the API.\n")
