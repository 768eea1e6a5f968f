"""`summarizer doctor`: what is configured and whether it can run, without a secret and without waiting long."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.doctor import Check, examine
from summarizer.doctor.masking import likely_keys, masked, without
from summarizer.doctor.reach import answers
from summarizer.settings import Settings
from tests.test_cli import one_line, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "sk-canary-7f3a"


class Seen(BaseHTTPRequestHandler):
    """A server that refuses everybody, and remembers what it was asked."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        self.send_response(401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def server() -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """The address of a server on the loopback, and what it was asked."""
    asked: list[tuple[str, dict[str, str]]] = []
    handler = type("Handler", (Seen,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/v1", asked
        running.shutdown()


def doctor(
    *arguments: str, cwd: Path | None = None, **env: str
) -> tuple[subprocess.CompletedProcess[bytes], dict[str, Any]]:
    done = run("doctor", "--json", *arguments, cwd=cwd, env=env)
    return done, json.loads(done.stdout)


def check(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in found["checks"] if each["name"] == name)


def test_without_a_model_the_rules_run_and_nothing_is_asked(tmp_path: Path) -> None:
    done, found = doctor(cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (found["ok"], found["engine"], found["why"]) == (True, "rules", "no model is named")
    assert check(found, "server")["ok"] is None
    names = {each["name"] for each in found["settings"]}
    assert names == set(Settings.model_fields) - {"api_key"}
    assert {place["name"] for place in found["places"]} >= {"prompts", "schemas", "price table", "cache"}
    assert {extra["name"] for extra in found["extras"]} >= {"eval", "local"}


def test_each_setting_is_told_with_its_value_and_origin(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SUMMARIZER_TIMEOUT_S=8\n")
    (tmp_path / "summarizer.toml").write_text("concurrency = 3\n")
    _, found = doctor("--engine", "rules", cwd=tmp_path, SUMMARIZER_MAX_COST="1.5")
    told = {each["name"]: (each["value"], each["origin"]) for each in found["settings"]}
    assert told["engine"] == ("rules", "option")
    assert told["max_cost"] == ("1.5", "environment, SUMMARIZER_MAX_COST")
    assert told["timeout_s"] == ("8", ".env, SUMMARIZER_TIMEOUT_S")
    assert told["concurrency"] == ("3", str(tmp_path / "summarizer.toml"))
    assert told["cache"] == ("true", "default")
    assert found["config"] == f"{tmp_path / 'summarizer.toml'} (found)"


def test_a_server_that_answers_is_asked_once_without_key_or_text() -> None:
    with server() as (address, asked):
        done, found = doctor("--model", "m", "--base-url", address, SUMMARIZER_API_KEY=CANARY)
    assert (done.returncode, found["engine"]) == (0, "llm")
    assert check(found, "server")["told"] == f"{address}: it answers (HTTP 401)"
    ((path, headers),) = asked
    assert path == "/v1/models"
    assert CANARY not in str(headers)
    assert "Authorization" not in headers


def test_offline_nothing_is_asked() -> None:
    with server() as (address, asked):
        done, found = doctor("--model", "m", "--base-url", address, "--offline")
    assert (done.returncode, asked) == (0, [])
    assert "--offline" in check(found, "server")["told"]


def test_a_server_that_is_not_there_is_exit_1_with_cause_and_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    done, found = doctor("--model", "m", "--base-url", f"http://127.0.0.1:{port}/v1")
    assert (done.returncode, found["ok"]) == (1, False)
    assert "refused" in check(found, "server")["told"]
    assert check(found, "server")["remedy"]


def test_a_silent_server_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ok, told = answers(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", timeout_s=0.3)
    assert not ok
    assert "no answer" in told


def test_what_is_no_http_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as odd:

        def talk() -> None:
            connection, _ = odd.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail ready\r\n")

        threading.Thread(target=talk, daemon=True).start()
        ok, told = answers(f"http://127.0.0.1:{odd.getsockname()[1]}/v1", timeout_s=5)
    assert not ok
    assert "BadStatusLine" in told


def test_behind_a_proxy_the_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as (address, asked):
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, address.replace("http://", f"http://me:{CANARY}@").removesuffix("/v1"))
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.setenv("NO_PROXY", "")
        ok, told = answers("http://models.example/v1")
    assert ok
    assert "through the proxy http://***@127.0.0.1:" in told
    assert CANARY not in told
    assert asked == []


def test_a_local_server_is_asked_where_it_is_configured_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def note(address: str) -> tuple[bool, str]:
        asked.append(address)
        return True, "it answers"

    monkeypatch.setattr("summarizer.doctor.examination.answers", note)
    nothing: dict[str, Any] = {"environ": {}, "dotenv": None, "config": None}
    assert examine(**nothing, model="ollama/qwen3").ok
    assert examine(**nothing, model="ollama/qwen3", base_url="http://10.0.0.9:1/v1").ok
    assert examine(**nothing).ok
    assert examine(**nothing, engine="rules", model="ollama/qwen3").ok
    assert asked == ["http://localhost:11434/v1", "http://10.0.0.9:1/v1"]


@pytest.mark.parametrize(
    ("arguments", "env", "words"),
    [
        (["--engine", "llm"], {}, ["no model is named", "--model"]),
        (["--model", "anthropic/m"], {}, ["there is no key for anthropic", "ANTHROPIC_API_KEY"]),
        (["--model", "nobody"], {}, ["names no known provider"]),
        (["--model", "gguf:none.gguf"], {}, ["no such model file"]),
        (["--model", "m", "--base-url", "nonsense"], {}, ["no address of a server"]),
        (["--model", "ollama/m", "--prompts", "none"], {}, ["no such folder of prompts"]),
        (["--model", "ollama/m", "--max-cost", "1"], {}, ["no price is known"]),
        (["--replay", "none"], {}, ["no such folder of recordings"]),
        ([], {"SUMMARIZER_TIMEOUT_S": "soon"}, ["timeout_s", "SUMMARIZER_TIMEOUT_S"]),
        (["--config", "none.toml"], {}, ["none.toml", "no such file of settings"]),
    ],
)
def test_a_run_that_could_not_run_is_exit_1_with_cause_and_remedy(
    tmp_path: Path, arguments: list[str], env: dict[str, str], words: list[str]
) -> None:
    done, found = doctor(*arguments, "--offline", cwd=tmp_path, **env)
    assert (done.returncode, found["ok"]) == (1, False)
    (failed,) = [each for each in found["checks"] if each["ok"] is False]
    assert failed["remedy"]
    for word in words:
        assert word in f"{failed['told']}; {failed['remedy']}"


def test_it_writes_nothing(tmp_path: Path) -> None:
    done, _ = doctor(
        *("--model", "ollama/m", "--record", str(tmp_path / "record"), "--offline"),
        cwd=tmp_path,
        SUMMARIZER_CACHE_DIR=str(tmp_path / "cache"),
    )
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_no_character_of_a_key_and_no_secret_of_an_address_is_ever_shown(tmp_path: Path) -> None:
    keys = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY", "MISTRAL_API_KEY")
    env = {name: f"{CANARY}-{i}" for i, name in enumerate((*keys, "SUMMARIZER_API_KEY"))}
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        "".join(f"{name}={CANARY}-file\n" for name in (*keys, "SUMMARIZER_API_KEY", "OTHER_SECRET"))
    )
    addresses = (
        f"http://me:{CANARY}@127.0.0.1:9/v1?key={CANARY}#{CANARY}",
        f"http://{CANARY}@127.0.0.1:9/v1?{CANARY}",
        f"http://127.0.0.1:{CANARY}/v1",
        f"{CANARY}",
        f"http://[{CANARY}/v1",
    )
    runs = [[], ["--model", "openai/m", "--offline"], ["--model", "google/m", "--offline"]]
    runs += [["--model", "m", "--base-url", address] for address in addresses]
    for arguments in runs:
        for form in ([], ["--json"]):
            done = run(
                "doctor",
                *arguments,
                *form,
                cwd=tmp_path,
                env={**env, "HTTPS_PROXY": f"http://x:{CANARY}@127.0.0.1:9"},
            )
            assert CANARY.encode() not in done.stdout + done.stderr, arguments
            assert done.returncode in {0, 1}
    shown = run("doctor", "--model", "openai/m", "--offline", cwd=tmp_path, env=env).stdout.decode()
    assert "key: set (from SUMMARIZER_API_KEY)" in shown
    del env["SUMMARIZER_API_KEY"]
    dotenv.unlink()
    shown = run("doctor", "--model", "openai/m", "--offline", cwd=tmp_path, env=env).stdout.decode()
    assert "key: set (from OPENAI_API_KEY)" in shown


KEY = "sK/c4nary_9Zq+7f3a%Xw"


@pytest.mark.parametrize(
    "wrong",
    [
        {"SUMMARIZER_MODEL": KEY},
        {"SUMMARIZER_MODEL": f"openai/{KEY}"},
        {"SUMMARIZER_MODEL": "m", "SUMMARIZER_BASE_URL": f"http://127.0.0.1:9/{KEY}/v1"},
        {"SUMMARIZER_MODEL": "m", "SUMMARIZER_BASE_URL": "http://127.0.0.1:9/" + quote(KEY, safe="")},
        {"SUMMARIZER_MODEL": "ollama/m", "SUMMARIZER_PROMPTS": KEY},
        {"SUMMARIZER_ENGINE": KEY},
        {"SUMMARIZER_TIMEOUT_S": KEY},
        {"SUMMARIZER_CACHE_DIR": f"/none/{KEY}"},
        {"SUMMARIZER_FORMAT": KEY},
        {"SUMMARIZER_CONFIG": f"{KEY}.toml"},
    ],
)
@pytest.mark.parametrize("variable", ["SUMMARIZER_API_KEY", "MISTRAL_API_KEY"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_key_in_a_wrong_setting_is_masked(
    wrong: dict[str, str], variable: str, form: tuple[str, ...], tmp_path: Path
) -> None:
    done = run("doctor", "--offline", *form, cwd=tmp_path, env={variable: KEY, **wrong})
    shown = (done.stdout + done.stderr).decode().casefold()
    assert "***" in shown
    for part in (KEY, quote(KEY, safe=""), KEY.partition("/")[2]):
        assert part.casefold() not in shown


@given(st.from_regex(r"[A-Za-z0-9]{8,40}", fullmatch=True), st.text(max_size=5), st.text(max_size=5))
def test_a_secret_is_masked_wherever_it_stands(secret: str, before: str, after: str) -> None:
    shown = without(("x", Check("c", True, before + secret + after, secret.upper())), (secret,))
    check = shown[1]
    assert isinstance(check, Check)
    assert secret.casefold() not in f"{check.told} {check.remedy}".casefold()
    assert (shown[0], check.name, check.ok, check.remedy) == ("x", "c", True, "***")


@pytest.mark.parametrize(
    "key",
    [
        *("sk-proj-a1B2c3D4e5F6", "sk-ant-api03-xyzxyzxyz", "gsk_abcdefgh1234", "hf_abcdefghijkl", "xai-abcdefgh"),
        *("AIzaSyA-1234567890abcdefg", "Zk3vQ9tLm2Xw8RbY5cJd7HfN", "0f9a3b7c5d1e8f2a4b6c9d0e1f3a5b7c"),
        *("q7Jx_9fK2-mZ8vLpW3rT-yB6nHcD",),
    ],
)  # fmt: skip
def test_what_looks_like_a_key_is_masked_in_the_model(key: str) -> None:
    for model in (key, f"openai/{key}", f"mistral/{key}"):
        found = examine(environ={"SUMMARIZER_MODEL": model}, dotenv=None, config=None, offline=True)
        assert key not in repr(found)


@pytest.mark.parametrize(
    "model",
    [
        *("openai/gpt-5-mini-2025-08-07", "anthropic/claude-sonnet-4-5-20250929", "google/gemini-2.5-flash-lite"),
        *("ollama/qwen3:30b-a3b-instruct-2507-q4_K_M", "meta-llama/Meta-Llama-3-70B-Instruct-GPTQ-Int4"),
        *("mistral/mistral-small-latest", "llama-v3p1-8b-instruct-q4f16_1-MLC", "gemma2-9b-it-q4f16-1"),
        *("Qwen/Qwen2.5-Coder-32B-Instruct-AWQ", "accounts/fireworks/models/deepseek-v3p1-terminus"),
        "gguf:/srv/snapshots/0f9a3b7c5d1e8f2a4b6c9d0e1f3a5b7c/m.gguf",
    ],
)  # fmt: skip
def test_names_of_models_are_shown(model: str) -> None:
    assert likely_keys(model) == ()
    environ = {"SUMMARIZER_MODEL": model, "OPENAI_API_KEY": "ollama"}
    found = examine(environ=environ, dotenv=None, config=None, offline=True)
    assert next(s.value for s in found.settings if s.name == "model") == model


def test_a_mistyped_variable_is_a_warning_with_the_nearest_name_and_listed(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SUMMARIZER_TIMEOUT=9\nSUMMARIZER_MODE=json\n", encoding="utf-8")
    env = {"SUMMARIZER_MODLE": CANARY, "SUMMARIZER_XYLOPHONE": "1", "SUMMARIZER_FORMAT": "json"}
    (tmp_path / "a.txt").write_text("Delegations of Zambia and Malawi met in Chipata on Tuesday.\n")
    told = [
        "SUMMARIZER_TIMEOUT (.env) is ignored: there is no such setting; "
        "did you mean SUMMARIZER_TIMEOUT_S or SUMMARIZER_READ_TIMEOUT_S?",
        "SUMMARIZER_MODLE (environment) is ignored: there is no such setting; "
        "did you mean SUMMARIZER_MODE or SUMMARIZER_MODEL?",
        "SUMMARIZER_XYLOPHONE (environment) is ignored: there is no such setting; "
        "summarizer doctor lists the settings",
    ]
    done = run("brief", "a.txt", "--engine", "rules", cwd=tmp_path, env=env)
    assert done.returncode == 0
    lines = done.stderr.decode().splitlines()
    assert [line for line in lines if line.startswith("warning: ")] == [f"warning: {line}" for line in told]
    assert run("brief", "a.txt", "--engine", "rules", "-q", cwd=tmp_path, env=env).stderr == b""
    listed, found = doctor("--offline", cwd=tmp_path, **env)
    assert (listed.returncode, found["ignored"]) == (0, told)
    page = run("doctor", "--offline", cwd=tmp_path, env=env).stdout.decode()
    assert all(f"  {line}\n" in page for line in told)
    assert CANARY not in page


def test_a_key_that_is_not_sent_to_an_address_from_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SUMMARIZER_MODEL=m\nSUMMARIZER_BASE_URL=http://127.0.0.1:9/v1\n")
    _, found = doctor("--offline", cwd=tmp_path, OPENAI_API_KEY=CANARY)
    assert "OPENAI_API_KEY is not sent to an address from .env" in found["key"]


def test_the_page_for_people_says_the_same(tmp_path: Path) -> None:
    page = run("doctor", "--engine", "llm", cwd=tmp_path)
    assert page.returncode == 1
    assert "FAILS  engine llm: no model is named; give --model" in page.stdout.decode()


def test_wrong_usage_is_exit_2() -> None:
    assert run("doctor", "--engine", "poetry").returncode == 2


@given(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9%._~-]{1,12}", fullmatch=True),
    st.from_regex(r"[a-z]{0,5}=?", fullmatch=True),
)
def test_a_masked_address_keeps_host_and_path_and_no_secret(host: str, secret: str, name: str) -> None:
    shown = masked(f"https://u{secret}Q:p{secret}Q@{host}.example/v1?{name}{secret}Q#f{secret}Q")
    assert f"{secret}Q" not in shown
    assert shown == f"https://***@{host}.example/v1?***"


def test_the_engine_line_names_an_address_that_a_file_gives(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    (tmp_path / ".env").write_text(
        f"SUMMARIZER_MODEL=m\nSUMMARIZER_BASE_URL=http://me:{CANARY}@127.0.0.1:{port}/v1\n"
    )
    article = tmp_path / "a.txt"
    article.write_text("Delegations of Zambia and Malawi met in Chipata on Tuesday.\n")
    done = run("brief", "a.txt", "--no-cache", cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert f"at http://***@127.0.0.1:{port}/v1, an address from .env" in lines[0]
    assert CANARY not in done.stderr.decode()
    assert one_line(lines[-1].encode()).startswith("error:")
