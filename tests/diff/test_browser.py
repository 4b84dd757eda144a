"""The HTML report in a real browser: wide and narrow, light and dark, filtered and searched."""

# ruff: noqa: E501 -- TypeScript stands on one line in these tables

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from tsbind.diff.formats import render

from .builders import diff

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="needs chromium on the path"),
]
PROBE = """
<script>
addEventListener("load", () => {
  const shown = () => document.getElementById("found").textContent;
  const controls = document.getElementById("controls");
  const change = (action) => { action(); controls.dispatchEvent(new Event("input")); return shown(); };
  const search = document.getElementById("search");
  const boxes = [...document.querySelectorAll("input[name=severity]")];
  const said = {
    all: shown(),
    search: change(() => { search.value = "second"; }),
    none: change(() => { search.value = "no such thing"; }),
    breaking: change(() => { search.value = ""; boxes.forEach((b) => { b.checked = b.value === "breaking"; }); }),
    side: change(() => { boxes.forEach((b) => { b.checked = true; }); document.getElementById("side").value = "source"; }),
  };
  const wide = document.documentElement.scrollWidth > innerWidth;
  const style = getComputedStyle(document.body);
  document.body.innerHTML = `<pre id="probe">${JSON.stringify({ ...said, wide, page: style.backgroundColor, ink: style.color })}</pre>`;
});
</script>
"""


def page(folder: Path) -> Path:
    long = "x" * 300
    old = f"export interface First {{ a: string; {long}: 'p' }} export interface Second {{ b: string }}"
    new = f"export interface First {{ a: number; {long}: 'p' | 'q' }} export interface Second {{ b: string; c?: 1 }}"
    file = folder / "report.html"
    file.write_text(render(diff(old, new), "html"), encoding="utf-8")
    return file


def browse(file: Path, *options: str) -> str:
    assert BROWSER is not None
    done = subprocess.run(
        [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={file.parent}/profile",
            *options,
            file.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


def luminance(color: str) -> float:
    parts = [int(n) / 255 for n in re.findall(r"\d+", color)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, section 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 500])
def test_the_page_works(tmp_path: Path, scheme: str, width: int) -> None:
    file = page(tmp_path)
    text = file.read_text(encoding="utf-8").replace("</body>", f"{PROBE}</body>")
    file.write_text(text, encoding="utf-8")
    dark = "0" if scheme == "dark" else "1"
    dom = browse(
        file,
        "--dump-dom",
        f"--window-size={width},900",
        f"--blink-settings=preferredColorScheme={dark}",
    )
    found = json.loads(re.search(r'<pre id="probe">(.*?)</pre>', dom, re.DOTALL)[1])  # type: ignore[index]
    assert found["all"] == "3 of 3 shown"
    assert found["search"] == "1 of 3 shown"
    assert found["none"] == "0 of 3 shown"
    assert found["breaking"] == "1 of 3 shown"
    assert found["side"] == "0 of 3 shown"
    assert found["wide"] is False
    assert contrast(found["page"], found["ink"]) >= 7
    assert (luminance(found["page"]) < 0.2) is (scheme == "dark")


def test_the_page_is_drawn(tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    browse(page(tmp_path), f"--screenshot={shot}", "--window-size=1000,800")
    data = shot.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1000, 800)
    assert len(data) > 10_000
