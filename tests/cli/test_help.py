"""Help texts: one sentence, examples that parse, options in groups, nothing cut."""

from __future__ import annotations

import re
import shlex

import click
import pytest
from click.testing import CliRunner

from tsbind.cli import SECTIONS, main
from tsbind.cli.command import Command

COMMANDS = sorted(main.commands)
ORDER = [
    *("generate", "init", "update", "check", "watch", "diff", "log", "impact"),
    *("docs", "show", "inspect", "config-schema", "model-schema"),
]


def command_of(name: str) -> Command:
    command = main.commands[name]
    assert isinstance(command, Command)
    return command


def help_of(*arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--help"])
    assert result.exit_code == 0
    return result.output


def words(text: str) -> str:
    return " ".join(text.split())


def test_commands_stand_in_the_order_of_use_with_their_whole_sentence() -> None:
    shown = help_of()
    assert "..." not in shown.replace("[ARGS]...", "")
    found = re.findall(r"^  ([a-z-]+)  +[A-Z]", shown, re.MULTILINE)
    assert [name for name in found if name in main.commands] == ORDER
    assert [str(c.name) for commands in SECTIONS.values() for c in commands] == ORDER
    for name in COMMANDS:
        assert command_of(name).sentence in words(shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_a_sentence_examples_and_groups(name: str) -> None:
    command, shown = command_of(name), help_of(name)
    assert command.sentence.endswith(".")
    assert re.search(r"\.\s", command.sentence) is None
    assert command.sentence in words(shown)
    assert command.examples
    assert all(f"\n  {example}\n" in shown for example in command.examples)
    assert shown.index("Examples:") < shown.index("Usual options:")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert words(parameter.help) in words(shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_groups_name_options_that_exist(name: str) -> None:
    command = command_of(name)
    known = {option for parameter in command.params for option in parameter.opts}
    named = [option for options in command.groups.values() for option in options]
    assert set(named) <= known
    assert len(named) == len(set(named))
    titles = [title for title, _ in command.option_groups(click.Context(command))]
    assert not (command.groups and "Options" in titles), "an option of no group"


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_calls_the_command_takes(name: str) -> None:
    command = command_of(name)
    for example in command.examples:
        program, called, *arguments = shlex.split(example.partition(" > ")[0])
        assert (program, called) == ("tsbind", name)
        command.make_context(name, arguments, resilient_parsing=False)


FORMATS = [name for name in COMMANDS if any(p.name == "style" for p in command_of(name).params)]


def test_commands_that_print_json() -> None:
    assert set(FORMATS) >= {"check", "diff", "generate", "impact", "inspect", "log"}


@pytest.mark.parametrize("name", FORMATS)
def test_json_is_format_json(name: str) -> None:
    command = command_of(name)
    if "--json" not in {option for parameter in command.params for option in parameter.opts}:
        assert name == "docs"
        return
    example = re.sub(r" --format \w+| --json", "", command.examples[0].partition(" > ")[0])
    arguments = shlex.split(example)[2:]
    given = [["--json"], ["--format", "json"], ["--format", "json", "--json"]]
    found = [command.make_context(name, [*arguments, *more]).params for more in given]
    assert [params["style"] for params in found] == ["json"] * 3
    assert command.make_context(name, arguments).params["style"] != "json"
    with pytest.raises(click.UsageError, match="contradicts --json"):
        command.make_context(name, [*arguments, "--json", "--format", "text"])


FETCHING = {
    "generate",
    "init",
    "update",
    "check",
    "diff",
    "log",
    "impact",
    "docs",
    "show",
    "inspect",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_offline_wherever_something_is_fetched(name: str) -> None:
    options = {option for parameter in command_of(name).params for option in parameter.opts}
    assert ("--offline" in options) == (name in FETCHING)


def test_an_unknown_command_and_an_unknown_option_get_a_hint() -> None:
    result = CliRunner().invoke(main, ["genrate"])
    assert result.exit_code == 2
    assert "No such command 'genrate'. Did you mean 'generate'?" in result.stderr
    result = CliRunner().invoke(main, ["generate", "x", "--types-onyl"])
    assert result.exit_code == 2
    assert "--types-only" in result.stderr
