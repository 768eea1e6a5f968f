"""Whether a server answers: one connection, bounded in time, without key or text."""

from __future__ import annotations

import http.client
import queue
import ssl
import threading
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from summarizer.doctor.masking import masked

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT_S: Final = 4.0
"""Longest that the whole question takes, looking the name up included."""


def answers(address: str, *, timeout_s: float = TIMEOUT_S) -> tuple[bool, str]:
    """Whether a server at `address` answers, and what it did, in words that hold no secret.

    It is asked for its list of models without a key. Any answer of HTTP will do: a server that refuses us is there.
    Behind a proxy of the environment (`HTTPS_PROXY`) it is the proxy that has to answer, as it would be asked first.
    """
    parts = urlsplit(address)
    proxy = _proxy(parts)
    if proxy is None:
        return _bounded(lambda: _ask(parts, timeout_s), timeout_s)
    try:
        proxy_parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        if not proxy_parts.hostname:
            raise ValueError
        _ = proxy_parts.port
    except ValueError:
        return False, "the proxy that the environment names is no address"
    ok, told = _bounded(lambda: _connect(proxy_parts, timeout_s), timeout_s)
    return ok, f"through the proxy {masked(proxy_parts.geturl())}: {told}"


def _proxy(parts: SplitResult) -> str | None:
    host = parts.hostname or ""
    if proxy_bypass(f"{host}:{parts.port}" if parts.port else host) or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _bounded(question: Callable[[], str], timeout_s: float) -> tuple[bool, str]:
    """The answer in time; a thread, because looking up a name knows no time limit."""
    answer: queue.Queue[tuple[bool, str]] = queue.Queue()

    def ask() -> None:
        try:
            answer.put((True, question()))
        except ssl.SSLCertVerificationError as error:
            answer.put((False, f"its certificate is not accepted ({error.verify_message})"))
        except (OSError, http.client.HTTPException, ValueError) as error:
            cause = getattr(error, "strerror", None) or type(error).__name__
            answer.put((False, f"no answer ({cause})"))

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answer.get(timeout=timeout_s)
    except queue.Empty:
        return False, f"no answer within {timeout_s:g} s"


def _ask(parts: SplitResult, timeout_s: float) -> str:
    connection = _connection(parts, timeout_s)
    try:
        connection.request(
            "GET", f"{parts.path.rstrip('/')}/models", headers={"User-Agent": "summarizer doctor"}
        )
        return f"it answers (HTTP {connection.getresponse().status})"
    finally:
        connection.close()


def _connect(parts: SplitResult, timeout_s: float) -> str:
    connection = _connection(parts, timeout_s)
    try:
        connection.connect()
        return "it takes connections"
    finally:
        connection.close()


def _connection(parts: SplitResult, timeout_s: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=timeout_s)
