"""What a generated client costs beside the official Python client, both measured in one run.

    python benchmarks/client.py [--spec openai@7.57.0] [--venv FOLDER] [--events 20000] [--keep]

Generates the client, makes a virtual environment with the newest official client (or uses the
one in FOLDER), and measures in fresh processes: CPU to import and construct, CPU of the first
calls, CPU per streamed event over loopback (beside httpx2's lines and `json.loads` alone), CPU of
a list of 1.2 MB, memory, and size on disk.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from stored import keep

HERE = Path(__file__).parent
PROBE = HERE / "client_probe.py"
OURS = "generated_client"
_SHARED = ("anyio", "certifi", "h11", "httpcore2", "httpx2", "idna", "truststore", "sniffio")
_OFFICIAL = ("openai", "pydantic", "pydantic_core", "jiter", "annotated_types", "distro", "tqdm")
_ROWS = (
    ("import and construct, CPU ms", "start", 1),
    ("first chat completion, CPU ms", "first_chat", 1),
    ("all up to its answer, CPU ms", "start_and_chat", 1),
    ("first response, CPU ms", "first_response", 1),
    ("second chat completion, CPU ms", "second_chat", 2),
    ("chat chunk, CPU us", "chat_chunk", 2),
    ("chat chunk and its text, CPU us", "chat_text", 2),
    ("response delta, CPU us", "response_delta", 2),
    ("response delta and its text, CPU us", "response_text", 2),
    ("async chat chunk, CPU us", "async_chat_chunk", 2),
    ("async chat chunk and its text, CPU us", "async_chat_text", 2),
    ("async response delta, CPU us", "async_response_delta", 2),
    ("async response delta and its text", "async_response_text", 2),
    ("list of 1.2 MB, CPU ms", "list", 2),
    ("memory after import, MB", "memory", 1),
    ("memory in the end, MB", "memory_end", 1),
)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spec", default="openai@7.57.0")
    parser.add_argument("--venv", type=Path)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="store the table for the docs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package = generated(options.spec, Path(folder))
        python = environment(options.venv or Path(folder) / "venv")
        results = {
            kind: best([probe(python, folder, kind, options.events) for _ in range(options.rounds)])
            for kind in ("lines", OURS, "openai")
        }
        keep_table(results)
        print_sizes(package, python)


def generated(spec: str, folder: Path) -> Path:
    """The package for ``spec``, written below ``folder``."""
    from tsbind.pipeline import generate
    from tsbind.sources import load

    package = folder / OURS
    for path, text in generate(load(spec)).files.items():
        target = package / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    compileall.compile_dir(package, quiet=2)  # as pip does with what it installs
    return package


def environment(folder: Path) -> Path:
    """The interpreter of a virtual environment with the official client."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "-q", "openai", "httpx2"]
        subprocess.run(command, check=True)
    return python


def probe(python: Path, folder: str, kind: str, events: int) -> dict[str, float]:
    """What one fresh process measures; its bytecode is compiled by a first, discarded run."""
    env = {**os.environ, "PYTHONPATH": folder}
    command = [str(python), str(PROBE), kind, str(events)]
    if not (Path(folder) / f".{kind}").exists():
        subprocess.run([*command[:-1], "10"], env=env, check=True, capture_output=True)
        (Path(folder) / f".{kind}").touch()
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def best(rounds: list[dict[str, float]]) -> dict[str, float]:
    """The least of each measure."""
    return {name: min(one[name] for one in rounds) for name in rounds[0]}


def keep_table(results: dict[str, dict[str, float]]) -> None:
    """One row a measure: lines alone, ours, the official client, and how often ours goes in it."""
    rows: list[tuple[str, ...]] = []
    for title, name, digits in _ROWS:
        ours, official = results[OURS][name], results["openai"][name]
        lines = results["lines"].get(name)
        plain = f"{lines:.{digits}f}" if lines else ""
        of_lines = f"{ours / lines:.2f}x" if lines else ""
        costs = (plain, f"{ours:.{digits}f}", f"{official:.{digits}f}")
        rows.append((title, *costs, f"{official / ours:.1f}x", of_lines))
    header = ("what", "lines and json", "generated", "official", "official / generated", "of lines")
    keep("client", header, rows)


def print_sizes(package: Path, python: Path) -> None:
    """Sizes on disk, of sources and with what each depends on."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True)
    site = Path(done.stdout.strip())
    shared = sum(size(site / name) for name in _SHARED)
    ours, official = size(package), sum(size(site / name) for name in _OFFICIAL)
    print(
        f"size without bytecode, MB: generated {ours / 1e6:.1f} + httpx2 {shared / 1e6:.1f};",
        end="",
    )
    print(f" official {official / 1e6:.1f} + httpx2 {shared / 1e6:.1f}")


def size(path: Path) -> int:
    """Bytes of the files below ``path`` that are no bytecode."""
    files = (p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc")
    return sum(p.stat().st_size for p in files)


if __name__ == "__main__":
    sys.exit(main())
