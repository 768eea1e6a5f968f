"""Starts Ray on this machine, or joins a cluster; quiet, and what was started here ends here."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # the driver's C++ side writes to standard error
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else it warns of a coming change where no GPU is asked for
}
_STORE: Final = 512 * 1024 * 1024
"""Bytes of shared memory at most for what is under way on this machine; Ray's own choice is a third of all memory."""


@contextmanager
def connected(address: str | None) -> Iterator[Any]:
    """Ray, connected to the cluster at `address`, or with one on this machine alone that ends with the block.

    A connection that the program has already is used as it is. Raises `ConfigError` where Ray is missing or the cluster
    cannot be reached.
    """
    if address is not None and "://" in address:
        raise ConfigError(
            "a run must be on a machine of the cluster, whose files and ledger it uses",
            subject=address,
            remedy="start it there with --address auto, or HOST:PORT of the head",
        )
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    ray = _imported()
    if ray.is_initialized():
        yield ray
        return
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    quiet = {"log_to_driver": False, "logging_level": logging.CRITICAL, "configure_logging": False}
    alone = {
        "num_cpus": os.cpu_count() or 1,
        "include_dashboard": False,
        "object_store_memory": _STORE,
        "_node_ip_address": "127.0.0.1",
    }
    try:
        with _hushed():
            ray.init("local", **alone, **quiet) if address is None else ray.init(address, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ConfigError(
            f"cannot be reached ({str(error).strip().splitlines()[0]})"
            if address
            else f"cannot be started: {error}",
            subject=f"cluster {address}" if address else "Ray",
            remedy="see with `ray status` whether it runs and this machine is one of it",
        ) from None
    try:
        yield ray
    finally:
        ray.shutdown()


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
