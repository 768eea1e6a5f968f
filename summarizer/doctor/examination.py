"""The examination: settings with their origins, the engine that would run, extras, places, the server."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from summarizer import __version__
from summarizer.configuration import keys
from summarizer.doctor.findings import Check, Examination, Shown
from summarizer.doctor.masking import likely_keys, masked, prefixed_keys, without
from summarizer.doctor.reach import answers
from summarizer.doctor.surroundings import extras, places, writable
from summarizer.engines.choose import chosen
from summarizer.errors import ConfigError, SummarizerError
from summarizer.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarizer.configuration import Gathered


def examine(
    *,
    environ: Mapping[str, str] | None = None,
    dotenv: Path | None = Path(".env"),
    config: Path | Literal["find"] | None = "find",
    offline: bool = False,
    **arguments: Any,
) -> Examination:
    """Find out what a run with these arguments would do, and whether it could.

    Nothing is written and no text is sent. The one connection goes to the server that the run would ask, and lasts
    seconds at most; with `offline` there is none. Keys are masked wherever they strayed into.
    """
    gathered, settings, checks = _settings(environ, dotenv, config, arguments)
    engine: Literal["llm", "rules"] | None = None
    why = "the settings cannot work"
    if settings is not None and gathered is not None:
        try:
            engine = chosen(settings)
            why = _why(settings, gathered, engine)
        except ConfigError as error:
            checks.append(_failed("engine", error))
        else:
            checks += _engine_checks(settings, engine, offline=offline)
    found = Examination(
        version=__version__,
        python=platform.python_version(),
        system=platform.platform(terse=True),
        config=_config(gathered),
        engine=engine,
        why=why,
        key=_key(gathered),
        settings=_shown(gathered),
        ignored=gathered.ignored if gathered else (),
        extras=extras(),
        places=places(settings or Settings()),
        checks=tuple(checks),
    )
    return without(found, (*keys(environ, dotenv), *_strays(gathered, arguments)))


def _strays(gathered: Gathered | None, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """What in the settings looks like a key, although it is none that was found in its own place."""
    values = {**(gathered.values if gathered else arguments), **(gathered.output if gathered else {})}
    strays = [key for value in values.values() for key in prefixed_keys(str(value))]
    return (*strays, *likely_keys(str(values.get("model") or "")))


def _settings(
    environ: Mapping[str, str] | None,
    dotenv: Path | None,
    config: Path | Literal["find"] | None,
    arguments: Mapping[str, Any],
) -> tuple[Gathered | None, Settings | None, list[Check]]:
    gathered: Gathered | None = None
    try:
        gathered = Settings.gather(environ=environ, dotenv=dotenv, config=config, **arguments)
        return gathered, Settings.of(gathered), [Check("settings", True, "they can work")]
    except ConfigError as error:
        return gathered, None, [_failed("settings", error)]


def _failed(name: str, error: SummarizerError) -> Check:
    told = f"{error.subject}: {error.cause}" if error.subject else error.cause
    return Check(name, False, told, error.remedy)


def _config(gathered: Gathered | None) -> str | None:
    if gathered is None or gathered.config is None:
        return None
    return f"{gathered.config.path} ({'named' if gathered.config.named else 'found'})"


def _why(settings: Settings, gathered: Gathered, engine: Literal["llm", "rules"]) -> str:
    if settings.engine == "rules":
        return f"engine is rules ({gathered.origin('engine')})"
    if engine == "rules":
        return "no model is named"
    if settings.replay:
        return f"recorded answers are replayed ({gathered.origin('replay')})"
    return f"the model {settings.model} is named ({gathered.origin('model')})"


def _key(gathered: Gathered | None) -> str:
    if gathered is None:
        return "not looked for"
    if gathered.key_origin is not None:
        where = "" if gathered.key_origin.kind == "environment" else f" in {gathered.key_origin.kind}"
        return f"set (from {gathered.key_origin.name}{where})"
    if gathered.unused_keys:
        names = ", ".join(gathered.unused_keys)
        return (
            f"not set: {names} is not sent to an address from {gathered.origin('base_url')}; "
            "SUMMARIZER_API_KEY beside the address, or an address by option or environment, would do"
        )
    return "not set"


def _shown(gathered: Gathered | None) -> tuple[Shown, ...]:
    """Every setting but the key; what nobody gives with its default."""
    found = []
    for name, field in Settings.model_fields.items():
        if name == "api_key":
            continue
        values = gathered.values if gathered else {}
        value = values.get(name, field.default)
        origin = str(gathered.origin(name)) if gathered else "default"
        found.append(Shown(name, _value(name, value), origin))
    for name, text in (gathered.output if gathered else {}).items():
        found.append(Shown(name, text, str(gathered.origin(name)) if gathered else "default"))
    return tuple(found)


def _value(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if name == "base_url":
        return masked(str(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _engine_checks(settings: Settings, engine: Literal["llm", "rules"], *, offline: bool) -> list[Check]:
    if engine == "rules":
        return [
            Check("engine", True, "the built-in rules need nothing more"),
            Check("server", None, "none is asked"),
        ]
    if settings.replay:
        there = settings.replay.is_dir()
        return [
            Check(
                "engine",
                there,
                f"{settings.replay}: {'recordings' if there else 'no such folder of recordings'}",
                None if there else "correct --replay",
            ),
            Check("server", None, "none is asked"),
        ]
    from summarizer.engines.llm.engine import LLMEngine

    try:
        # Without cache and recordings it writes nothing, and nothing is imported or loaded before it reads.
        built = LLMEngine.from_settings(settings.model_copy(update={"cache": False, "record": None}))
    except ConfigError as error:
        return [_failed("engine", error), Check("server", None, "not asked: the engine cannot run")]
    endpoint, template = built.endpoint, built.prompt.template
    checks = [
        Check(
            "engine", True, f"{endpoint.name}, answers as {endpoint.mode}, {endpoint.context_tokens} tokens"
        ),
        Check("prompt", True, f"{template.name}.{template.version} ({template.path})"),
        Check(
            "price",
            True,
            f"known for {endpoint.name}"
            if built.price
            else f"none known for {endpoint.name}, so no cost is told",
        ),
    ]
    if settings.record is not None and not writable(settings.record):
        checks.append(
            Check("record", False, f"{settings.record}: cannot be written", "give another --record")
        )
    if endpoint.file is not None:
        return [*checks, Check("server", None, "the model runs in this process")]
    shown = masked(endpoint.base_url)
    if offline:
        return [*checks, Check("server", None, f"{shown}: not asked (--offline)")]
    ok, told = answers(endpoint.base_url)
    remedy = None if ok else "start the server or correct the address (base_url), or use --engine rules"
    return [*checks, Check("server", ok, f"{shown}: {told}", remedy)]
