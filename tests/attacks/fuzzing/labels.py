"""Targets: the files that people write. Labels of cases, and files of settings."""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from hypothesis import strategies as st

from summarizer.errors import ConfigError, GoldError
from summarizer.evaluation.cases import load_case, load_gold
from summarizer.evaluation.goldtools.layout import format_case
from summarizer.evaluation.goldtools.lint import lint
from summarizer.settings import Settings
from tests.attacks.fuzzing import seeds
from tests.attacks.fuzzing.strategies import EDITS, Edit, any_of, bred_text, damaged, edited, encoded
from tests.attacks.fuzzing.target import Target, check_message, expect, workplace
from tests.payloads import PAYLOADS


@cache
def _case() -> Path:
    """A folder with the documents of all cases that are bred from."""
    folder = workplace() / "gold" / "case"
    folder.mkdir(parents=True)
    for name, text in seeds.case_documents().items():
        (folder / name).write_bytes(text)
    return folder


def _labels(data: bytes) -> bool:
    path = _case() / "case.yaml"
    path.write_bytes(data)
    problems = lint([path])
    lines = len(re.split("[\r\n\x85\u2028\u2029]", data.decode("utf-8", "replace")))
    for problem in problems:
        expect(1 <= problem.line <= lines, f"no such line: {problem}")
        expect(len(str(problem).splitlines()) == 1, f"a problem of several lines: {str(problem)[:300]!r}")
    try:
        load_case(path.parent)
        sound = True
    except GoldError as error:
        check_message(error)
        sound = False
        expect(any(not p.warning for p in problems), f"loading refuses what gold lint takes: {error}")
    try:
        gold = load_gold(path)
        laid_out = format_case(path)
    except GoldError as error:
        check_message(error)
        return sound
    path.write_text(laid_out.after, "utf-8")
    expect(load_gold(path) == gold, "gold fmt changes what the labels say")
    expect(format_case(path).after == laid_out.after, "gold fmt changes its own layout")
    return sound


def _settings(data: bytes) -> bool:
    path = workplace() / "summarizer.toml"
    path.write_bytes(data)
    return _loaded(config=path, dotenv=None)


def _dotenv(data: bytes) -> bool:
    path = workplace() / ".env"
    path.write_bytes(data)
    return _loaded(config=None, dotenv=path)


def _loaded(*, config: Path | None, dotenv: Path | None) -> bool:
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # what the reader of .env files says of a line, it says to the log
    try:
        gathered = Settings.gather(environ={}, config=config, dotenv=dotenv)
        for told in gathered.ignored:
            expect(len(told.splitlines()) == 1, f"a warning of several lines: {told[:300]!r}")
        made = Settings.of(gathered)
    finally:
        logging.disable(disabled)
    expect(
        Settings.model_validate(made.model_dump()) == made, "settings that are none when they are made again"
    )
    return bool(gathered.values)


def _trees() -> st.SearchStrategy[bytes]:
    return st.builds(_tree, any_of(seeds.cases).map(yaml.safe_load), EDITS, st.booleans())


def _tree(tree: object, edits: list[Edit], flow: bool) -> bytes:
    made = edited(tree, edits)
    return encoded(json.dumps(made) if flow else yaml.safe_dump(made, allow_unicode=True, sort_keys=False))


_YAML: Final = (
    b"!!python/object:os.system", b"&a", b"*a", b"<<: *a", b"? ", b"- ", b": ", b"|\n", b">\n", b"{", b"}", b"[", b"]", b"'", b'"', b"\t", b"%YAML 9.9\n",
    b"---\n", b"...\n", b"2031-13-45", b"0x1F", b"1_000", b"1:30:00", b".nan", b"~", b"yes", b"#", b"\xe2\x80\xa8", b"\xc2\x85", b"!!binary ", b"!!set {a}", b"=", b"!",
)  # fmt: skip
_TOML: Final = (
    b"[a]\n", b"[[a]]\n", b"a.b.c = 1\n", b"engine = 1\n", b'model = ""\n', b"timeout_s = nan\n", b"timeout_s = inf\n", b"max_cost = -inf\n",
    b'"""', b"'''", b"1979-05-27T07:32:00Z", b"0b1", b"\\u0000", b"\\UFFFFFFFF", b"threads = 99999999999999999999\n", b'prompts = "\\u0000"\n',
    b'api_key = "sk"\n', b"cache_dir = '~nobody/x'\n", b'record = "a"\nreplay = "b"\n', b"concurrency = true\n", b'lang = "\xc3\xa9"\n',
)  # fmt: skip
_ENV: Final = (b"SUMMARIZER_", b"export ", b"='", b'="', b"\\n", b"${HOME}", b"\x00", b"\xef\xbb\xbf", b"SUMMARIZER_THREADS=x\n", b"=\n", b"# ")  # fmt: skip
_VALUES: Final = st.one_of(
    st.integers(), st.floats(), st.booleans(), st.text(max_size=12), st.sampled_from(PAYLOADS)
)
_SOUND: Final = (
    ("engine", "rules"), ("engine", "llm"), ("model", "openai/gpt-5-mini"), ("model", "gguf:~/m.gguf"), ("mode", "json"), ("temperature", 0.5),
    ("threads", 2), ("prompt", "reading.v1"), ("prompts", "p"), ("repair", False), ("timeout_s", 60), ("max_cost", 0.5), ("cache", True),
    ("cache_dir", "~/kept"), ("record", "kept"), ("concurrency", 4), ("format", "html"), ("lang", "en"), ("context_tokens", 9000),
)  # fmt: skip
_NAMES: Final = st.sampled_from([*Settings.model_fields, "format", "lang", "x"])
_GIVEN: Final = st.lists(
    st.one_of(*[st.sampled_from(_SOUND)] * 5, st.tuples(_NAMES, _VALUES)), max_size=6, unique_by=lambda pair: pair[0]
)  # fmt: skip
_LINES: Final = _GIVEN.map(
    lambda pairs: encoded("\n".join(f"{name} = {json.dumps(value)}" for name, value in pairs))
)
_PAIRS: Final = _GIVEN.map(
    lambda pairs: encoded("\n".join(f"SUMMARIZER_{name.upper()}={value}" for name, value in pairs))
)
CONFIG: Final = (ConfigError,)
TARGETS: Final = (
    Target(
        "labels",
        "gold lint finds a line for all that loading refuses, and gold fmt changes no label",
        _labels,
        st.one_of(_trees(), damaged(seeds.cases, _YAML)),
        seeds.cases,
        breed=bred_text(_YAML),
    ),
    Target(
        "settings",
        "settings that can work, or a refusal",
        _settings,
        st.one_of(_LINES, damaged(seeds.settings, _TOML)),
        seeds.settings,
        CONFIG,
        breed=bred_text(_TOML),
    ),
    Target(
        "dotenv",
        "settings that can work, or a refusal",
        _dotenv,
        st.one_of(_PAIRS, damaged(seeds.settings, _ENV)),
        seeds.settings,
        CONFIG,
        breed=bred_text(_ENV),
    ),
)
