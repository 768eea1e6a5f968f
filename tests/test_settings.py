"""Settings: arguments, then the environment, then .env; and keys that stay with their owner."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from summarizer.errors import ConfigError
from summarizer.settings import Settings


def test_an_argument_comes_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("SUMMARIZER_MODEL=a/file\nSUMMARIZER_MODE=json\nSUMMARIZER_TIMEOUT_S=7\n")
    settings = Settings.load(
        environ={"SUMMARIZER_MODEL": "a/environment", "SUMMARIZER_MODE": "tools"},
        dotenv=env,
        model="a/argument",
    )
    assert (settings.model, settings.mode, settings.timeout_s) == ("a/argument", "tools", 7.0)


def test_every_setting_is_explained_to_users() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "models.md").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"| `{name}` |" in guide, name


def test_none_counts_as_not_given() -> None:
    assert Settings.load(environ={"SUMMARIZER_MODEL": "a/b"}, dotenv=None, model=None).model == "a/b"


def test_a_bad_value_is_named_with_its_variable_and_without_a_traceback_of_pydantic() -> None:
    with pytest.raises(ConfigError, match=r"timeout_s.*SUMMARIZER_TIMEOUT_S"):
        Settings.load(environ={"SUMMARIZER_TIMEOUT_S": "soon"}, dotenv=None)


def test_a_key_is_not_an_argument() -> None:
    with pytest.raises(ConfigError, match="SUMMARIZER_API_KEY"):
        Settings.load(environ={}, dotenv=None, api_key="sk-1")


def test_a_key_is_not_shown() -> None:
    settings = Settings.load(environ={"OPENAI_API_KEY": "sk-secret"}, dotenv=None, model="openai/m")
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(settings) + str(settings) + settings.model_dump_json()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("openai/m", "OPENAI_API_KEY"),
        ("anthropic/m", "ANTHROPIC_API_KEY"),
        ("google/m", "GEMINI_API_KEY"),
        ("mistral/m", "MISTRAL_API_KEY"),
    ],
)
def test_a_key_goes_to_its_own_provider_only(model: str, name: str) -> None:
    own = Settings.load(environ={name: "k"}, dotenv=None, model=model)
    other = Settings.load(environ={name: "k"}, dotenv=None, model="ollama/m")
    assert own.api_key is not None
    assert other.api_key is None


@pytest.mark.parametrize(
    ("model", "name"),
    [("anthropic/m", "ANTHROPIC_API_KEY"), ("google/m", "GEMINI_API_KEY"), ("mistral/m", "MISTRAL_API_KEY")],
)
def test_a_named_providers_key_goes_to_no_other_address(model: str, name: str) -> None:
    elsewhere = Settings.load(
        environ={name: "k", "OPENAI_API_KEY": "o"},
        dotenv=None,
        model=model,
        base_url="http://else.example/v1",
    )
    assert elsewhere.api_key is None


@pytest.mark.parametrize("model", ["openai/m", "any-name", "org/any-name"])
def test_openais_key_goes_to_an_address_that_the_user_gives(model: str) -> None:
    def key(**environ: str) -> str | None:
        settings = Settings.load(
            environ={"OPENAI_API_KEY": "o", **environ},
            dotenv=None,
            model=model,
            base_url="http://else.example/v1",
        )
        return settings.api_key.get_secret_value() if settings.api_key else None

    assert key() == "o"
    assert key(SUMMARIZER_API_KEY="s") == "s"


def test_an_address_from_a_file_does_not_draw_a_key_out_of_the_environment(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("SUMMARIZER_MODEL=openai/m\nOPENAI_BASE_URL=http://else.example/v1\n")
    settings = Settings.load(environ={"OPENAI_API_KEY": "k", "SUMMARIZER_API_KEY": "k"}, dotenv=env)
    assert settings.base_url == "http://else.example/v1"
    assert settings.api_key is None
    env.write_text(env.read_text() + "SUMMARIZER_API_KEY=file-key\n")
    settings = Settings.load(environ={"OPENAI_API_KEY": "k"}, dotenv=env)
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "file-key"


def test_recording_and_replaying_at_once_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        Settings.load(environ={}, dotenv=None, record=tmp_path, replay=tmp_path)


def test_a_file_of_settings_that_is_no_text_is_a_typed_error_that_repeats_nothing_of_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"SUMMARIZER_API_KEY=sk-canary-123\n\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"\.env: cannot be read") as caught:
        Settings.load(environ={}, dotenv=path)
    assert "canary" not in "".join(traceback.format_exception(caught.value))
