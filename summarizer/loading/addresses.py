"""Which network addresses may be connected to, and connections that keep to that.

The name of a server is resolved here, every address it has is judged, and the connection is made to the very address
that was judged: between the two there is no second look-up that could answer differently (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from httpcore2 import (
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    WriteTimeout,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL: Final = ipaddress.ip_network("64:ff9b:1::/48")


class RefusedAddress(ConnectError):
    """A server's address is none of the public internet's."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet; one that wraps an IPv4 address is judged by that too.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("10.0.0.1", "::ffff:127.0.0.1", "169.254.1.1", "9.9.9.9")]
    [False, False, False, True]
    """
    if isinstance(address, ipaddress.IPv6Address):
        if getattr(address, "scope_id", None):
            return False
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is None and address.teredo is not None:
            wrapped = address.teredo[1]
        if wrapped is None and address in _NAT64:
            wrapped = ipaddress.IPv4Address(address.packed[-4:])
        if wrapped is not None:
            return is_public(wrapped) and address.ipv4_mapped is None
        if address in _NAT64_LOCAL or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )


class CheckedBackend(NetworkBackend):
    """Connects to addresses that `allowed` allows, and to no others; everything ends at `deadline`.

    `deadline` is a time of `time.monotonic()`; name look-ups, connecting, the TLS handshake, and every read and write
    are given what is left of it.
    """

    def __init__(self, allowed: Callable[[Address], bool], deadline: float) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._plain = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is shorter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        addresses = _resolve(host, port, _left(self._deadline, ConnectTimeout))
        for address in addresses:
            if not self._allowed(address):
                where = "its address" if host == str(address) else f"its address {address}"
                raise RefusedAddress(f"{where} is not on the public internet")
        failure: Exception = ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(
                    str(address),
                    port,
                    timeout=_left(self._deadline, ConnectTimeout),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (ConnectError, ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Stream(NetworkStream):
    """A stream whose reads and writes end at a deadline, however little arrives at a time."""

    def __init__(self, stream: NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, _left(self._deadline, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, _left(self._deadline, WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        left = _left(self._deadline, ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, error: type[Exception]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise error("the time is up")
    return left


def _resolve(host: str, port: int, timeout: float) -> list[Address]:
    """The addresses of a host, without those that repeat. A resolver that does not answer in time is not waited for."""
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(timeout)
    if not answer:
        raise ConnectTimeout(f"{host} is not found in time")
    if isinstance(answer[0], Exception):
        raise ConnectError(f"{host} is not found")
    found = [ipaddress.ip_address(entry[4][0]) for entry in answer[0]]
    return list(dict.fromkeys(found))
