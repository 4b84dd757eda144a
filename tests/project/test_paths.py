from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsbind.problems import TsbindError
from tsbind.project.writing.paths import check_paths

REFUSED = [
    ("../a.py", "plain relative"),
    ("a/../b.py", "plain relative"),
    ("/etc/passwd", "plain relative"),
    ("a//b.py", "plain relative"),
    ("", "plain relative"),
    ("./a.py", "plain relative"),
    ("a\\b.py", "character"),
    ("C:/a.py", "character"),
    ("a\x00b", "character"),
    ("a\nb", "character"),
    ("aux.py", "device"),
    ("types/NUL", "device"),
    ("com1.tar.gz", "device"),
    ("lpt³.py", "device"),
    ("a.", "dot or a space"),
    ("a /b", "dot or a space"),
    ("x" * 256, "255 bytes"),
]


@pytest.mark.parametrize(("path", "why"), REFUSED)
def test_refused(path: str, why: str) -> None:
    with pytest.raises(TsbindError, match=why):
        check_paths(["fine.py", path])


@pytest.mark.parametrize(
    "paths",
    [
        ["a.py", "A.py"],
        ["types/a.py", "Types/b.py"],
        ["caf\u00e9.py", "cafe\u0301.py"],
        ["stra\u00dfe.py", "STRASSE.py"],
    ],
)
def test_one_path_where_case_does_not_count(paths: list[str]) -> None:
    with pytest.raises(TsbindError, match="case does not count"):
        check_paths(paths)


@pytest.mark.parametrize("paths", [["a", "a/b"], ["a/b", "A"]])
def test_file_and_folder_at_once(paths: list[str]) -> None:
    with pytest.raises(TsbindError, match="at once"):
        check_paths(paths)


def test_accepted() -> None:
    check_paths(["__init__.py", "types/a.py", "types/b.py", "LICENSE", ".hidden", "console.py"])


@given(st.lists(st.from_regex(r"[a-z]{1,4}(/[a-z]{1,4}){0,2}", fullmatch=True), unique=True))
def test_accepted_paths_can_all_be_made(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str]
) -> None:
    try:
        check_paths(paths)
    except TsbindError:
        return
    folder = tmp_path_factory.mktemp("made")
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    assert all((folder / path).read_text() == path for path in paths)
