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

# The tables of `ipaddress` are those of the Python that runs, and some address blocks are missing in all of them. So every
# block of the special-purpose registries stands here, also those that the registries call globally reachable: no news
# server has its address there. Sources: "IANA IPv4 Special-Purpose Address Registry" and "IANA IPv6 Special-Purpose
# Address Registry" (RFC 6890, RFC 8190), with 3fff::/20 (RFC 9637) and 5f00::/16 (RFC 9602).
_SPECIAL: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private use, RFC 1918
        "100.64.0.0/10",  # shared by carriers, RFC 6598
        "127.0.0.0/8",  # loopback, RFC 1122
        "169.254.0.0/16",  # link local, RFC 3927
        "172.16.0.0/12",  # private use, RFC 1918
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.31.196.0/24",  # AS112, RFC 7535
        "192.52.193.0/24",  # automatic multicast tunnels, RFC 7450
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "192.168.0.0/16",  # private use, RFC 1918
        "192.175.48.0/24",  # AS112, RFC 7534
        "198.18.0.0/15",  # measurements, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "240.0.0.0/4",  # reserved, RFC 1112
        "255.255.255.255/32",  # broadcast, RFC 919
        "::1/128",  # loopback, RFC 4291
        "::/128",  # unspecified, RFC 4291
        "64:ff9b:1::/48",  # translation in one network, RFC 8215
        "100::/64",  # discard, RFC 6666
        "100:0:0:1::/64",  # dummy prefix, RFC 9780
        "2001:1::1/128",  # port control, RFC 7723
        "2001:1::2/128",  # TURN, RFC 8155
        "2001:1::3/128",  # service registration, RFC 9665
        "2001:2::/48",  # measurements, RFC 5180
        "2001:3::/32",  # automatic multicast tunnels, RFC 7450
        "2001:4:112::/48",  # AS112, RFC 7535
        "2001:10::/28",  # ORCHID, RFC 4843
        "2001:20::/28",  # ORCHIDv2, RFC 7343
        "2001:30::/28",  # drone identifiers, RFC 9374
        "2001:db8::/32",  # documentation, RFC 3849
        "2620:4f:8000::/48",  # AS112, RFC 7534
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing, RFC 9602
        "fc00::/7",  # unique local, RFC 4193
        "fe80::/10",  # link local, RFC 4291
    )
)
# Of no registry: Azure's virtual address for a host's own metadata and name service, which lies in public space. The
# metadata addresses of other clouds are link local or unique local.
_METADATA: Final = ipaddress.ip_address("168.63.129.16")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


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
        if address.is_site_local:
            return False
    if address == _METADATA or any(address in block for block in _SPECIAL):
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
        """Connect to the first address that answers, if every one is allowed; raises `RefusedAddress` where one is not."""
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
