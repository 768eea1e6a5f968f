"""A model file run in this process by llama.cpp (extra `local`), for text that may not leave the machine.

llama.cpp's own server listens on the loopback, on a port of its choice and behind a key made for it, so the one
transport serves this road too, deadlines included: a dropped connection stops the decoding.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigError, RequestRejected

if TYPE_CHECKING:
    from summarizer.engines.llm.providers import Endpoint

_lock = threading.Lock()
_running: dict[tuple[str, int], tuple[Any, str]] = {}


def check(file: str) -> Path:
    """The path of a model file that can be run. Raises `ConfigError` where it or the extra is missing."""
    path = Path(file).expanduser()
    if not path.is_file():
        raise ConfigError("no such model file", subject=str(path), remedy="name it as gguf:FILE")
    if find_spec("xllamacpp") is None:
        raise ConfigError(
            "running a model file needs llama.cpp", remedy='pip install "diplomatic-summarizer[local]"'
        )
    return path


def started(endpoint: Endpoint, file: str, *, threads: int | None = None) -> Endpoint:
    """The endpoint with the address and key of a server that runs `file`.

    A file is loaded once in a process. Raises `RequestRejected` where it is no model.
    """
    import xllamacpp

    path = check(file)
    with _lock:
        known = (str(path.resolve()), endpoint.context_tokens)
        if known not in _running:
            key = secrets.token_urlsafe(24)
            parameters = xllamacpp.CommonParams()
            parameters.model.path = str(path)
            parameters.n_ctx = endpoint.context_tokens
            if threads is not None:
                # llama.cpp's threads wait for each other by spinning: on cores with other work, one thread has
                # been measured twenty times as fast as two.
                parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
            parameters.hostnames = ["127.0.0.1"]
            parameters.port = 0
            parameters.api_keys = [key]
            parameters.endpoint_slots = False  # it would show the texts being read
            parameters.cache_ram_mib = 512
            parameters.verbosity = -1
            try:
                _running[known] = (xllamacpp.Server(parameters), key)
            except Exception as error:  # noqa: BLE001 - a C++ library raises what it likes
                raise RequestRejected(
                    f"llama.cpp cannot load {path.name} ({type(error).__name__})",
                    remedy="see that it is a GGUF file of a chat model",
                ) from None
        server, key = _running[known]
        return replace(endpoint, base_url=f"{server.listening_address}/v1", key=key)
