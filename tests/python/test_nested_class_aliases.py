"""Names of nested classes after the properties that hold them."""

from __future__ import annotations

import pytest

from support.trees import resolved
from tsbind.python.types.build import plan_types
from tsbind.python.types.nested_class_aliases import singular

CASES = [
    pytest.param(
        """export interface Text { annotations: Array<Text.File | Text.URL> }
        export namespace Text {
          export interface File { id: string }
          export interface URL { url: string; parts: Array<URL.Part> }
          export namespace URL { export interface Part { id: string } }
        }""",
        {"AnnotationFile": "File", "AnnotationURL": "URL", "AnnotationURLPart": "URLPart"},
        id="members of a union, and what is in them",
    ),
    pytest.param(
        """export interface Text { file: Text.File; url?: Text.URL | null }
        export namespace Text {
          export interface File { id: string }
          export interface URL { url: string }
        }""",
        {},
        id="what is called like its property",
    ),
    pytest.param(
        """export interface Text { content: string | Array<Text.File | Text.URL> }
        export namespace Text {
          export interface File { id: string }
          export interface URL { url: string }
        }""",
        {},
        id="an array inside a union",
    ),
    pytest.param(
        """export interface Text { held: Text.Held }
        export namespace Text {
          export type Held = Held.A | Held.B;
          export namespace Held {
            export interface A { next: A | Held.B }
            export interface B { id: string }
          }
        }""",
        {"HeldANextB": "HeldB"},
        id="a circle ends",
    ),
    pytest.param(
        """export interface Text { kind: Text.File | Text.Other }
        export interface KindFile { id: string }
        export namespace Text {
          export interface File { id: string }
          export interface Other { id: string }
          export interface KindOther { id: string }
        }""",
        {"KindFile": "File"},
        id="upstream's own name in the module goes first",
    ),
    pytest.param(
        """export interface Config {
          tools: Array<Config.Patch>;
          choice: Config.PatchChoice | Config.B;
        }
        export namespace Config {
          export interface Patch { type: 'patch' }
          export interface PatchChoice { type: 'patch' }
          export interface B { type: 'b' }
        }""",
        {"Tool": "Patch", "ChoicePatch": "PatchChoice", "ChoiceB": "B"},
        id="told apart by upstream by the name of the property",
    ),
    pytest.param(
        """export interface Job { warnings: Array<Job.A | Job.B>; arithmetic: Job.Error | Job.B }
        export namespace Job {
          export interface A { id: string }
          export interface B { id: string }
          export interface Error { id: string }
        }""",
        {"WarningA": "A", "WarningB": "B", "ArithmeticB": "B"},
        id="builtins stay what they are",
    ),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_names(source: str, expected: dict[str, str]) -> None:
    package, _ = resolved({"resources/texts.ts": source})
    found = [alias for module in plan_types(package).modules for alias in module.nested_aliases]
    assert [(alias.name, alias.target) for alias in found] == list(expected.items())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Annotations", "Annotation"),
        ("Categories", "Category"),
        ("Boxes", "Box"),
        ("Batches", "Batch"),
        ("TestingCriteria", "TestingCriterion"),
        ("Process", "Process"),
        ("Status", "Status"),
        ("Analysis", "Analysis"),
        ("Data", "Data"),
    ],
)
def test_singular(name: str, expected: str) -> None:
    assert singular(name) == expected
