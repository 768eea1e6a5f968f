"""`--help`: options under the heading of their group, so that forty of them can be read.

Typer groups options only in its rich form, which costs 0.1 s at every start.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_PLAIN = "Options"


def _format_options(command: Any, context: Any, formatter: Any) -> None:
    groups: dict[str, list[tuple[str, str]]] = {"Arguments": []}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            argument = parameter.param_type_name == "argument"
            name = "Arguments" if argument else getattr(parameter, "rich_help_panel", None) or _PLAIN
            groups.setdefault(name, []).append(record)
    # What belongs to the command alone comes before the groups that many commands share; --help alone comes last.
    alone = len(groups.get(_PLAIN, [])) < 2
    first = ["Arguments"] if alone else ["Arguments", _PLAIN]
    last = [_PLAIN] if alone else []
    shared = [name for name in groups if name not in {"Arguments", _PLAIN}]
    for name in (*first, *shared, *last):
        if groups.get(name):
            with formatter.section(name):
                formatter.write_dl(groups[name])


class _Grouping:
    """What a command and a group of commands do alike."""

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`, which is false until it is given: what is nothing at all, typer makes a value with pydantic."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None and option.default is None:
            option.default = False
        return option


class Command(_Grouping, TyperCommand):
    """A command whose help lists options by group."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, group by group."""
        _format_options(self, ctx, formatter)


class Group(_Grouping, TyperGroup):
    """The same for a command that has commands of its own."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, group by group, then the commands."""
        _format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)
