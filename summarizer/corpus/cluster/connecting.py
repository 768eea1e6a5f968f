"""Starts Ray on this machine, or joins a cluster; quiet, and what was started here ends here."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # the driver's C++ side writes to standard error
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else it warns of a coming change where no GPU is asked for
}
_ALONE: Final = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # keeps it on 127.0.0.1, on Linux too
    "RAY_AUTH_TOKEN": secrets.token_hex(32),  # its password, which it else leaves in the user's home
}
"""For a Ray of this machine alone: whoever may speak to it runs what he likes."""
_STORE: Final = 512 * 1024 * 1024
"""Bytes of shared memory at most for what is under way on this machine; Ray's own choice is a third of all memory."""
_CONNECT_S: Final = 5.0


@contextmanager
def connected(address: str | None) -> Iterator[Any]:
    """Ray, connected to the cluster at `address`, or with one on this machine alone that ends with the block.

    A connection that the program has already is used as it is. Raises `ConfigError` where Ray is missing or the cluster
    cannot be reached.
    """
    if address is not None:
        _check(address)
    with _environment(_QUIET if address else _QUIET | _ALONE):
        ray = _imported()
        if ray.is_initialized():
            yield ray
            return
        logging.getLogger("ray").setLevel(logging.CRITICAL)
        try:
            _start(ray, address)
            yield ray
        finally:
            ray.shutdown()


def _start(ray: Any, address: str | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL, "configure_logging": False}
    alone = {"num_cpus": os.cpu_count() or 1, "include_dashboard": False, "object_store_memory": _STORE}
    try:
        with _hushed():
            ray.init(address or "local", **quiet, **({} if address else alone))
    except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        raise _unreachable(address, error) from None


def _check(address: str) -> None:
    """Raise `ConfigError` where nobody listens: Ray itself tries for minutes."""
    if "://" in address:
        raise ConfigError(
            "a run must be on a machine of the cluster, whose files and ledger it uses",
            subject=f"cluster {address}",
            remedy="start it there with --address auto, or HOST:PORT of the head",
        )
    if address == "auto":
        return
    host, _, port = address.rpartition(":")
    try:
        if not port.isdigit():
            raise ValueError("it is not HOST:PORT")
        socket.create_connection((host, int(port)), _CONNECT_S).close()
    except (OSError, ValueError, OverflowError) as error:
        raise _unreachable(address, error) from None


def _unreachable(address: str | None, error: Exception) -> ConfigError:
    cause = str(error).strip().partition("\n")[0]
    if address is None:
        return ConfigError(
            f"it cannot be started ({cause})", subject="Ray", remedy="see its logs in /tmp/ray"
        )
    return ConfigError(
        f"it cannot be reached ({cause})",
        subject=f"cluster {address}",
        remedy="give HOST:PORT of its head, on a machine of it, and its password (RAY_AUTH_TOKEN) if it has one",
    )


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Variables for the block, where the user has not set them; what Ray adds to its own goes with them."""
    before = {name: value for name, value in os.environ.items() if name.startswith("RAY_")}
    os.environ.update(dict(values) | before)
    try:
        yield
    finally:
        for name in [name for name in os.environ if name.startswith("RAY_") and name not in before]:
            del os.environ[name]


@contextmanager
def _hushed() -> Iterator[None]:
    """Standard error closed to Ray's C++ side, which tells there that it was told to tell nothing."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - the system's own name
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _imported() -> Any:
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ConfigError(
            f"it needs an extra that is not installed ({error})",
            subject="runner ray",
            remedy="pip install 'diplomatic-summarizer[ray]'",
        ) from None
    return ray
