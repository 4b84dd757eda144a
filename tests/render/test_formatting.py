from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import black
import pytest

from tsbind.packs import templates_root
from tsbind.problems import TsbindError
from tsbind.render import formatting
from tsbind.render.environment import RenderedFile
from tsbind.render.formatting import formatted

LONG = "a" * 50


def one(text: str, path: str = "a.py") -> str:
    return formatted({path: RenderedFile(text, "types/a.j2")})[path]


def test_only_python_is_formatted() -> None:
    texts = {"a.py": "x=1", "b/c.pyi": "y=1", "LICENSE": "x=1", "py.typed": ""}
    files = {path: RenderedFile(text, "") for path, text in texts.items()}
    assert formatted(files) == {**texts, "a.py": "x = 1\n", "b/c.pyi": "y = 1\n"}


@pytest.mark.parametrize("folder", ["build", "dist", "venv", "node_modules", ".git", "_build"])
def test_no_folder_is_left_out(folder: str) -> None:
    assert one("x=1", f"{folder}/a.py") == "x = 1\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}_1 = {LONG}\n",
        f"{LONG}{LONG} = {LONG}\n",
        f"{LONG}{LONG} = {LONG}{LONG}\n",
        *(f"{'a' * own} = {'b' * other}\n" for own in (83, 84, 85, 86) for other in (3, 84, 85)),
        f"try:\n    from a import {LONG}  # type: ignore[{LONG}]\nexcept ImportError:\n    pass\n",
        f"def f(value: object) -> object:\n    return g({LONG})  # pyright: ignore[{LONG}]\n",
        f'x = {{"{LONG}": "{LONG}", "b": {LONG}.{LONG}}}\n',
        f'class A:\n    """{LONG} {LONG}"""\n\n    {LONG}_2: {LONG}\n',
        f'import a\nfrom a.{LONG}.{LONG} import B as C\n\nx = call("{LONG} \'{LONG}")\n',
    ],
)
def test_a_line_that_is_too_long_is_as_black_has_it(text: str) -> None:
    made = one(text)
    mode = black.Mode(target_versions={black.TargetVersion.PY311})
    assert made == black.format_str(made, mode=mode)


def test_black_sees_only_files_with_a_line_it_may_break(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = formatting._black

    def noting(root: Path, paths: Sequence[str]) -> subprocess.CompletedProcess[str]:
        seen.extend(paths)
        return real(root, paths)

    monkeypatch.setattr(formatting, "_black", noting)
    one(f'"""{LONG} {LONG}."""\n\nx = 1\n')
    one(f'x = {{"{LONG}": "{LONG}"}}\n')
    one(f"{LONG}{LONG} = {LONG}{LONG}\n")
    assert seen == []
    one(f"x = {LONG}  # pyright: ignore[{LONG}]\n")
    assert seen == ["a.py"]


def test_what_every_client_has_needs_no_black(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes as long to start as a small client takes to be planned."""
    monkeypatch.setattr(formatting, "_black", lambda _, paths: pytest.fail(f"black for {paths}"))
    root = templates_root()
    paths = [path for folder in ("runtime", "lib") for path in (root / folder).rglob("*.py")]
    names = {path.relative_to(root).as_posix(): path for path in paths}
    assert len(names) > 50
    formatted({name: RenderedFile(path.read_text("utf-8"), "") for name, path in names.items()})


def test_black_reads_no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 20\n")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    text = f"{LONG}{LONG} = {LONG}\ny = call(1, 2, 3, 4, 5, 6)\n"
    assert "y = call(1, 2, 3, 4, 5, 6)\n" in one(text)


def test_a_text_that_is_no_python_names_template_and_file(tmp_path: Path) -> None:
    (tmp_path / "types").mkdir()
    (tmp_path / "types" / "mine.j2").touch()
    files = {
        "x/b.py": RenderedFile("y = (", "types/mine.j2"),
        "x/a.py": RenderedFile("x = 1", "types/own.j2"),
    }
    with pytest.raises(TsbindError, match=r"template types/mine\.j2: x/b\.py would be") as error:
        formatted(files, tmp_path)
    assert error.value.remedy == "Correct the template"
    (tmp_path / "types" / "mine.j2").rename(tmp_path / "types" / "included.j2")
    with pytest.raises(TsbindError) as error:
        formatted(files, tmp_path)
    assert error.value.remedy == f"Correct what it includes from {tmp_path}"
    with pytest.raises(TsbindError, match=r"types/mine\.j2: x/b\.py .*1:6") as error:
        formatted(files)
    assert "report it" in str(error.value.remedy)


def test_a_missing_formatter_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise FileNotFoundError("ruff")

    monkeypatch.setattr(formatting, "find_ruff_bin", missing)
    with pytest.raises(TsbindError, match="ruff is missing"):
        one("x=1")


@pytest.mark.parametrize(
    "name", ["types/__init__.py", "black/__init__.py", "re.py", "sitecustomize.py"]
)
def test_black_imports_nothing_of_the_output(name: str) -> None:
    text = f"{LONG}{LONG} = {LONG}\n"
    files = {name: RenderedFile("raise SystemExit(9)\n", ""), "a.py": RenderedFile(text, "")}
    assert formatted(files)["a.py"] == f"{LONG}{LONG} = (\n    {LONG}\n)\n"
