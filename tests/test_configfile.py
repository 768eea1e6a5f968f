"""`summarizer.toml`: where it is found, what it may set, what comes before it, and what it cannot be used for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from summarizer.configfile import found
from summarizer.errors import ConfigError
from summarizer.settings import PATHS, Settings
from tests.test_cli import A, one_line, run


def write(folder: Path, text: str) -> Path:
    path = folder / "summarizer.toml"
    path.write_text(text, encoding="utf-8")
    return path


def load(config: Path, **environ: str) -> Settings:
    return Settings.load(environ=environ, dotenv=None, config=config)


def test_an_option_comes_before_the_environment_before_dotenv_before_the_file_before_defaults(
    tmp_path: Path,
) -> None:
    config = write(
        tmp_path, 'mode = "json"\ntimeout_s = 7\nmax_requests = 4\nconcurrency = 2\nmax_attempts = 5\n'
    )
    env = tmp_path / ".env"
    env.write_text("SUMMARIZER_MODE=tools\nSUMMARIZER_TIMEOUT_S=8\nSUMMARIZER_MAX_REQUESTS=3\n")
    settings = Settings.load(
        environ={"SUMMARIZER_MODE": "md_json", "SUMMARIZER_TIMEOUT_S": "9"},
        dotenv=env,
        config=config,
        mode="json_schema",
    )
    assert (settings.mode, settings.timeout_s, settings.max_requests) == ("json_schema", 9.0, 3)
    assert (settings.concurrency, settings.max_attempts, settings.max_reasks) == (2, 5, 2)


def test_each_value_knows_what_gave_it(tmp_path: Path) -> None:
    config = write(tmp_path, 'mode = "json"\nformat = "json"\n')
    env = tmp_path / ".env"
    env.write_text("SUMMARIZER_TIMEOUT_S=8\n")
    gathered = Settings.gather(
        environ={"SUMMARIZER_CONCURRENCY": "3"}, dotenv=env, config=config, engine="rules"
    )
    origins = {
        name: str(gathered.origin(name)) for name in ("engine", "concurrency", "timeout_s", "mode", "model")
    }
    assert origins == {
        "engine": "option",
        "concurrency": "environment, SUMMARIZER_CONCURRENCY",
        "timeout_s": ".env, SUMMARIZER_TIMEOUT_S",
        "mode": str(config),
        "model": "default",
    }
    assert gathered.output == {"format": "json"}


def test_the_settings_called_paths_are_those_that_are() -> None:
    assert {name for name, f in Settings.model_fields.items() if "Path" in str(f.annotation)} == PATHS


def test_paths_are_counted_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    config = write(folder, 'prompts = "prompts"\ncache_dir = "/var/x"\nmodel = "gguf:models/a.gguf"\n')
    settings = load(config)
    assert settings.prompts == folder / "prompts"
    assert settings.cache_dir == Path("/var/x")
    assert settings.model == f"gguf:{folder / 'models' / 'a.gguf'}"
    assert load(Path("project/summarizer.toml")).prompts == Path("project/prompts")


def test_it_is_found_up_to_the_root_of_the_repository_and_no_further(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    inner = root / "a" / "b"
    inner.mkdir(parents=True)
    outside = write(tmp_path, "")
    assert found(inner, home=tmp_path / "nobody") is None
    (root / ".git").mkdir()
    assert found(inner, home=tmp_path) is None  # the repository ends the search before the home does
    own = write(root, "")
    assert found(inner, home=tmp_path) == own
    nearer = write(inner, "")
    assert found(inner, home=tmp_path) == nearer
    assert found(tmp_path, home=tmp_path / "nobody") == outside


def test_outside_of_a_repository_it_is_found_up_to_the_home_and_else_in_the_folder_itself(
    tmp_path: Path,
) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    path = write(tmp_path, "")
    assert found(inner, home=tmp_path) == path
    assert found(inner, home=tmp_path / "a") is None
    assert found(inner, home=tmp_path / "elsewhere") is None


def test_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, '\ufeffmode = "json"\n')
    (tmp_path / ".env").write_text("\ufeffSUMMARIZER_TIMEOUT_S=7\n", encoding="utf-8")
    found = Settings.load(environ={}, dotenv=tmp_path / ".env", config=path)
    assert (found.mode, found.timeout_s) == ("json", 7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("modle = 'x'", ["'modle'", "did you mean mode or model?"]),
        ("base-url = 'x'", ["'base-url'", "did you mean base_url"]),
        ("timeout = 3", ["'timeout'", "did you mean timeout_s"]),
        ("[settings]\nmode = 'json'", ["'settings'"]),
        ("api_key = 'sk-canary-1'", ["api_key is a key", ".env"]),
        ("OPENAI_API_KEY = 'sk-canary-1'", ["OPENAI_API_KEY is a key", ".env"]),
        ("mode = \n", ["TOML", "line 1"]),
        ("mode = 'json'\nmode = 'tools'\n", ["TOML", "line 2"]),
        ("mode = 'poetry'", ["mode", "correct mode in"]),
        ("timeout_s = -1", ["timeout_s", "correct timeout_s in"]),
        ("concurrency = [1]", ["concurrency"]),
    ],
)
def test_what_cannot_be_in_it_is_refused_in_a_line_that_repeats_no_key(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    config = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(config)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert "canary" not in message
    for word in (str(config) if "setting " not in message else "setting", *words):
        assert word in message


@pytest.mark.parametrize("content", [b"mode = '\xff'", None, b"x" * 1_000_001])
def test_a_file_that_cannot_be_read_is_a_typed_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "summarizer.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"summarizer\.toml"):
        load(path)


LURES: dict[str, Any] = {
    "base_url": "http://elsewhere.example/v1",
    "model": "openai/gpt",
    "prompts": "prompts",
    "record": "//elsewhere.example/share",
    "replay": "answers",
    "cache_dir": "//elsewhere.example/share",
    "prices": "prices.toml",
}


@pytest.mark.parametrize("name", sorted(LURES))
def test_a_file_that_was_only_found_decides_neither_where_texts_go_nor_what_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = write(tmp_path, f'{name} = "{LURES[name]}"\n')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=rf"{name} may stand only in a file that you name") as caught:
        Settings.load(environ={}, dotenv=None)
    assert f"--config {path}" in str(caught.value)
    assert Settings.load(environ={}, dotenv=None, config=path).model_dump()[name] is not None
    assert Settings.load(environ={"SUMMARIZER_CONFIG": str(path)}, dotenv=None)
    # The user's own word comes before the file's; and where the rules read, nothing goes anywhere.
    assert Settings.load(environ={f"SUMMARIZER_{name.upper()}": "x"}, dotenv=None)
    assert Settings.load(environ={}, dotenv=None, engine="rules")
    assert Settings.load(environ={}, dotenv=None, config=None)


def test_every_setting_is_either_harmless_or_a_lure() -> None:
    from summarizer.configfile import HARMLESS
    from summarizer.configuration import OUTPUT

    assert HARMLESS | set(LURES) == (set(Settings.model_fields) | set(OUTPUT)) - {"api_key"}
    assert not HARMLESS & set(LURES)


def test_a_dotenv_file_cannot_name_the_file_of_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, f'model = "{LURES["model"]}"\n')
    (tmp_path / ".env").write_text("SUMMARIZER_CONFIG=summarizer.toml\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="may stand only"):
        Settings.load(environ={})


def test_an_address_from_a_named_file_draws_no_key_of_another_program(tmp_path: Path) -> None:
    config = write(tmp_path, 'model = "m"\nbase_url = "http://else.example/v1"\n')
    assert load(config, OPENAI_API_KEY="o").api_key is None
    gathered = Settings.gather(environ={"OPENAI_API_KEY": "o"}, dotenv=None, config=config)
    assert gathered.unused_keys == ("OPENAI_API_KEY",)
    own = load(config, OPENAI_API_KEY="o", SUMMARIZER_API_KEY="s").api_key
    assert own is not None
    assert own.get_secret_value() == "s"


def test_the_command_line_reads_it_and_an_option_comes_before(tmp_path: Path) -> None:
    write(tmp_path, 'format = "json"\n')
    shown = run("brief", A, "--engine", "rules", "-q", cwd=tmp_path).stdout
    assert shown.startswith(b"{")
    shown = run("brief", A, "--engine", "rules", "-q", "-f", "md", cwd=tmp_path).stdout
    assert shown.startswith(b"# ")
    (tmp_path / "x").mkdir()
    assert run("brief", A, "--engine", "rules", "-q", cwd=tmp_path / "x").stdout.startswith(b"# ")
    named = run("brief", A, "--engine", "rules", "-q", "--config", "../summarizer.toml", cwd=tmp_path / "x")
    assert named.stdout.startswith(b"{")


def test_a_format_that_there_is_not_is_one_line_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, 'format = "pdf"\n')
    done = run("brief", A, "--engine", "rules", "-q", cwd=tmp_path)
    assert done.returncode == 2
    message = one_line(done.stderr)
    assert "summarizer.toml" in message
    assert "md" in message


def test_a_lure_found_beside_downloaded_articles_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(Path(A).read_bytes())
    write(tmp_path, 'model = "m"\nbase_url = "http://127.0.0.1:9/v1"\n')
    done = run("brief", "a.txt", "-q", cwd=tmp_path, env={"OPENAI_API_KEY": "sk-canary-1"})
    assert done.returncode == 2
    assert "--config" in one_line(done.stderr)
    assert b"canary" not in done.stderr + done.stdout
    assert run("brief", "a.txt", "--engine", "rules", "-q", cwd=tmp_path).returncode == 0
