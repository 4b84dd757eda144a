"""A pack of the user's own, for an SDK that tsbind has no pack for."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.emitted import imported
from support.trees import tree
from tsbind.packs import pack_for
from tsbind.pipeline import Options, generate
from tsbind.problems import TsbindError

SDK: dict[str, str | bytes] = {
    "index.ts": """
import * as Core from './core';
import * as API from './resources/index';
export class Sample extends Core.APIClient {
  constructor({ apiKey = '' }: { apiKey?: string } = {}) {
    super({ baseURL: 'https://example.com/v1' });
  }
  jobs: API.Jobs = new API.Jobs(this);
}
""",
    "core.ts": "export class APIClient {} export interface RequestOptions { timeout?: number }",
    "resource.ts": """
import type { Sample } from './index';
export class APIResource {
  protected _client: Sample;
  constructor(client: Sample) { this._client = client; }
}
""",
    "resources/index.ts": "export { Jobs, type Job } from './jobs';",
    "resources/jobs.ts": """
import { APIResource } from '../resource';
import * as Core from '../core';
export class Jobs extends APIResource {
  create(body: JobCreateParams, options?: Core.RequestOptions): Core.APIPromise<Job> {
    return this._client.post('/jobs', { body, ...options });
  }
  retrieve(id: string, options?: Core.RequestOptions): Core.APIPromise<Job> {
    return this._client.get(`/jobs/${id}`, options);
  }
  async createAndWait(body: JobCreateParams, options?: Core.RequestOptions): Promise<Job> {
    let job = await this.create(body, options);
    while (job.state !== 'done') job = await this.retrieve(job.id, options);
    return job;
  }
}
export interface Job { id: string; state: 'open' | 'done'; progress: number }
export interface JobCreateParams { name: string }
""",
}
PACK = {
    "pack.toml": 'packages = ["sample"]\n',
    "corrections.toml": 'integers = ["Job.progress"]\n',
    "helpers.toml": """
sources = ["resources/jobs.ts"]

[modules.jobs]
imports = ["steps"]
types = ["Job"]

[own]

[[helper]]
at = ["jobs.createAndWait"]
base = "create"
calls = ["retrieve"]
function = "jobs.create_and_wait"
""",
    "helpers/jobs.py.j2": '''
"""Jobs, waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .steps import Steps, run_on

if TYPE_CHECKING:
    {{ api("..", "Job") }}


def create_and_wait(jobs: Any, given: Mapping[str, Any]) -> Any:
    """The job once it is done."""

    def steps() -> Steps[Job]:
        job = yield jobs.create(**given)
        while job.state != "done":
            job = yield jobs.retrieve(job.id)
        return job

    return run_on(jobs, steps())
''',
}


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder of templates with the pack among them."""
    folder = tmp_path / "templates"
    for name, text in PACK.items():
        file = folder / "packs" / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"))
    return folder


def test_its_helpers_are_methods_and_its_corrections_hold(templates: Path, tmp_path: Path) -> None:
    only = ("jobs.createAndWait",)
    made = generate(tree(SDK), Options(only=only, templates=templates))
    assert "lib/jobs.py" in made.files
    assert "progress: int" in made.files["types/_types.py"]
    with imported(made.files, tmp_path, "with_pack") as package:
        jobs = package.root.Sample().jobs
        answers = iter(["open", "done"])
        job = package.module("types.job").Job

        def answer(*_: object, **__: object) -> object:
            return job(id="j1", state=next(answers), progress=1)

        jobs.create = jobs.retrieve = answer
        assert jobs.create_and_wait(name="x").state == "done"


def test_without_it_the_helper_is_reported(tmp_path: Path) -> None:
    made = generate(tree(SDK), Options())
    assert "lib/jobs.py" not in made.files
    assert "progress: float" in made.files["types/job.py"]
    assert any("createAndWait" in problem.message for problem in made.problems)


def test_a_file_of_it_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "packs" / "openai"
    own.mkdir(parents=True)
    (own / "corrections.toml").write_text('floats = ["best_of"]\n')
    pack, shipped = pack_for("openai", tmp_path), pack_for("openai")
    assert (pack.corrections.floats, shipped.corrections.floats != ()) == (("best_of",), True)
    assert pack.helpers == shipped.helpers
    assert pack.has("corrections.toml")
    assert pack.has("helpers/chat.py.j2")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("helpers.toml", "[[helper"),
        ("helpers.toml", '[[helper]]\nfunction = "a.b"\n'),
        ("helpers.toml", '[[helper]]\nat = ["a.b"]\nfunction = "a.b"\nwrong = 1\n'),
        ("helpers.toml", '[modules.a]\nwrong = ["b"]\n'),
    ],
)
def test_a_table_that_cannot_be_read(templates: Path, file: str, text: str) -> None:
    (templates / "packs" / "mine" / file).write_text(text)
    with pytest.raises(TsbindError, match=r"^packs/mine: .*Correct the tables of the pack"):
        generate(tree(SDK), Options(templates=templates))


def test_a_module_that_is_not_there(templates: Path) -> None:
    (templates / "packs" / "mine" / "helpers" / "jobs.py.j2").unlink()
    with pytest.raises(TsbindError, match="the pack 'mine' has no module 'jobs'"):
        generate(tree(SDK), Options(templates=templates))


def test_an_import_that_leads_nowhere(templates: Path) -> None:
    file = templates / "packs" / "mine" / "helpers" / "jobs.py.j2"
    file.write_text(file.read_text().replace("from .steps", "from .nowhere"))
    with pytest.raises(TsbindError, match=r"lib/jobs.py:\d+: there is no lib.nowhere.Steps"):
        generate(tree(SDK), Options(templates=templates))
