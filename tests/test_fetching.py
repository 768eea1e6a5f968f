"""Addresses: only public ones are connected to, in time and in bounds, whatever the server answers.

The servers are on this machine, whose addresses are refused by default; where a fetch shall succeed, the test passes a
policy of its own.
"""

from __future__ import annotations

import gzip
import ipaddress
import socket
import time
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.errors import SourceError
from summarizer.loading import load, load_url
from summarizer.loading.addresses import is_public
from summarizer.loading.fetching import Fetcher
from tests import papers
from tests.servers.pages import Pages, answer, pages
from tests.test_cli import one_line, run
from tests.test_inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (INPUTS / "page.html").read_bytes()


@pytest.fixture
def server() -> Iterator[Pages]:
    with pages() as running:
        yield running


def here(address: object) -> bool:
    """A policy for tests: only this machine's first address."""
    return str(address) == "127.0.0.1"


LOCAL = Fetcher(allowed=here)


def refused(url: str, fetcher: Fetcher = LOCAL) -> str:
    with pytest.raises(SourceError) as caught:
        fetcher.load(url)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.remedy
    return message


# -- which addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
        *("::1", "::", "fe80::1", "fe80::1%lo", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "100::1"),
        *("::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1"),
        *("2001:0:0:0:0:0:80ff:fffe", "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110"),
        *("192.0.0.8", "192.0.0.9", "192.0.0.192", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1"),
        *("3fff::1", "3fff:fff::1", "2620:4f:8000::1", "5f00::1", "100:0:0:1::1", "2001:1::3", "2001:4:112::1"),
        *("2001:3::1", "2001:20::1", "2001:30::1", "2002:c058:6301::1", "2002:a83f:8110::"),
    ],
)  # fmt: skip
def test_an_address_of_no_public_network_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "93.184.216.34",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "168.63.129.17",
        "192.0.1.1",
        "192.88.98.1",
        "192.175.49.1",
        "2620:4f:8001::1",
        "2001:200::1",
        "2001:4860::1",
    ],
)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]  # noqa: S104
)  # fmt: skip
def test_this_machine_is_refused_however_it_is_written(server: Pages, host: str) -> None:
    server.answers["/"] = answer(PAGE)
    message = refused(f"http://{host}:{server.port}/", Fetcher())
    assert "not on the public internet" in message or "is not found" in message
    assert server.requests == []


def test_a_name_is_judged_by_the_address_that_is_connected_to(
    server: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: Any, *rest: Any, **more: Any) -> Any:
        if host != "rebind.test":
            return real(host, *rest, **more)
        asked.append(host)  # public at first, this machine from then on
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, server.port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    connected: list[Any] = []

    def connect(address: Any, *rest: Any, **more: Any) -> Any:
        connected.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", connect)
    assert "cannot be fetched" in refused(f"http://rebind.test:{server.port}/", Fetcher())
    assert asked == ["rebind.test"]
    assert connected == [("93.184.216.34", server.port)]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, 1, 6, "", (a, 80)) for a in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    assert "its address 10.0.0.1 is not on the public internet" in refused("http://mixed.test/", Fetcher())


def test_a_look_up_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: time.sleep(15))
    begun = time.monotonic()
    assert "within 1 s" in refused("http://slow.test/", Fetcher(seconds=1))
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("file:///etc/passwd", "no http or https address"),
        ("ftp://example.org/a", "no http or https address"),
        ("example.org/a", "no http or https address"),
        ("http://", "no http or https address"),
        ("http:///a", "no http or https address"),
        ("http://me:secret@example.org/a", "holds a name or password"),
        ("http://example.org:99999/", "no valid address"),
        ("http://example.org/a b", "no valid address"),
        ("http://example.org/a\r\nHost: b", "no valid address"),
        ("http://example.org\\@b/", "name or password"),
        ("http://[::1/", "no valid address"),
        ("http://" + "a" * 70 + ".org/", "no valid address"),
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused_before_any_look_up(
    url: str, cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: Any, **__: Any) -> Any:
        pytest.fail("a look-up")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    message = refused(url)
    assert cause in message
    assert "secret" not in message


# -- answers -------------------------------------------------------------------------------------------------


def test_a_page_is_read_as_its_file_would_be(server: Pages) -> None:
    server.answers["/talks?id=1"] = answer(PAGE)
    document = LOCAL.load(f"{server.url}/talks?id=1#top")
    file = load(INPUTS / "page.html")
    assert (document.text, document.sections, document.published) == (
        file.text,
        file.sections,
        date(2033, 5, 14),
    )
    assert (document.source, document.format) == (f"{server.url}/talks?id=1", "html")
    request = server.requests[0].decode()
    assert request.startswith("GET /talks?id=1 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}\r\n" in request
    assert "cookie" not in request.lower()
    assert "authorization" not in request.lower()


def test_proxies_and_passwords_of_the_environment_are_not_used(
    server: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    server.answers["/"] = answer(PAGE)
    assert LOCAL.load(server.url).title


@pytest.mark.parametrize(
    ("body", "kind", "format_"),
    [
        (b"Envoys met in Lisbon.", "text/plain", "text"),
        ("Посланники встретились.".encode("cp1251"), "text/plain; charset=windows-1251", "text"),
        (b"# Talks\n\nEnvoys met.", "text/markdown", "markdown"),
        ((INPUTS / "item3.json").read_bytes(), "application/json", "ninjs"),
        ((INPUTS / "list.eml").read_bytes(), "message/rfc822", "eml"),
        ((INPUTS / "wire.txt.gz").read_bytes(), "application/gzip", "text"),
        (PAGE, "application/octet-stream", "html"),
        (papers.press(), "application/pdf", "pdf"),
        (papers.press(), "text/html", "pdf"),
        (PAGE, "application/pdf", "html"),
    ],
)
def test_other_kinds_are_told_by_content_type_or_content(
    server: Pages, body: bytes, kind: str, format_: str
) -> None:
    server.answers["/"] = answer(body, kind=kind)
    document = LOCAL.load(server.url)
    assert document.format == format_
    assert "\ufffd" not in document.text


def test_the_header_says_the_encoding_of_a_page(server: Pages) -> None:
    page = "<html><body><h1>Разговори о Бојани</h1><p>Посланици су се састали у Улцињу у суботу, рекао је министар.</p></body>"
    server.answers["/"] = answer(page.encode("cp1251"), kind="text/html; charset=windows-1251")
    assert "Посланици су се састали" in LOCAL.load(server.url).text


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_compressed_answer_is_unpacked(server: Pages, coding: str) -> None:
    packed = gzip.compress(PAGE) if coding == "gzip" else zlib.compress(PAGE)
    server.answers["/"] = answer(packed, Content_Encoding=coding)
    assert LOCAL.load(server.url).text == load(INPUTS / "page.html").text


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        (answer(status="404 Not Found"), "status 404"),
        (answer(status="500 Oops"), "status 500"),
        (answer(status="304 Not Modified"), "status 304"),
        (answer(PAGE, status="206 Partial Content"), "status 206"),
        (answer(b"\x89PNG", kind="image/png"), "it is image/png, not an article"),
        (answer(b"{}", kind="application/javascript"), "it is application/javascript"),
        (answer(b""), "the answer is empty"),
        (answer(b"PK\x03\x04word/", kind="application/octet-stream"), "it is a Word document"),
        (answer(gzip.compress(PAGE)[:-20], Content_Encoding="gzip"), "cut off before its end"),
        (answer(PAGE, Content_Encoding="gzip"), "its compression is damaged"),
        (answer(PAGE, Content_Encoding="br"), "compressed by br"),
        (answer(PAGE, Content_Encoding="gzip, gzip"), "compressed by gzip, gzip"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<html>", "cannot be fetched"),
        (b"\x16\x03\x01nonsense\r\n\r\n", "cannot be fetched"),
        (b"", "cannot be fetched"),
        (answer(status="302 Found", Location="/next"), "redirects more than 5 times"),
        (answer(status="302 Found", Location="file:///etc/passwd"), "no http or https address"),
        (answer(status="302 Found", Location="http://a:b@127.0.0.1/"), "name or password"),
        (answer(status="302 Found", Location="http://127.0.0.2/"), "its address is not on the public internet"),
        (answer(status="302 Found", Location="http://[::1]/"), "its address is not on the public internet"),
        (answer(status="302 Found"), "status 302"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_article_is_one_line_with_the_cause(
    server: Pages, reply: bytes, cause: str
) -> None:
    server.answers["/"] = server.answers["/next"] = reply
    assert cause in refused(server.url)


def test_redirects_are_followed_and_the_last_address_is_the_source(server: Pages) -> None:
    server.answers["/"] = answer(status="301 Moved", Location="a/b")
    server.answers["/a/b"] = answer(status="307 Moved", Location=f"{server.url}/c")
    server.answers["/c"] = answer(PAGE)
    assert LOCAL.load(server.url).source == f"{server.url}/c"
    assert len(server.requests) == 3


def test_a_redirect_from_an_allowed_server_to_a_private_one_is_refused(server: Pages) -> None:
    with pages() as inner:
        inner.answers["/"] = answer(PAGE)
        server.answers["/"] = answer(status="302 Found", Location=f"http://localhost.test:{inner.port}/")
        looked_up = socket.getaddrinfo

        def resolve(host: Any, *rest: Any, **more: Any) -> Any:
            return looked_up("127.0.0.5" if host == "localhost.test" else host, *rest, **more)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket, "getaddrinfo", resolve)
            assert "its address 127.0.0.5 is not on" in refused(server.url)
        assert inner.requests == []


# -- bounds --------------------------------------------------------------------------------------------------


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(200):
        connection.sendall(b"<p>")
        time.sleep(0.1)


def drip_header(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(200):
        connection.sendall(b"a")
        time.sleep(0.1)


def silence(connection: socket.socket) -> None:
    time.sleep(15)


@pytest.mark.parametrize("slow", [drip, drip_header, silence])
def test_a_server_that_is_slow_on_purpose_is_left_in_time(server: Pages, slow: Any) -> None:
    server.answers["/"] = slow
    begun = time.monotonic()
    assert "does not answer in full within 1 s" in refused(server.url, Fetcher(allowed=here, seconds=1))
    assert time.monotonic() - begun < 10


def test_redirects_share_the_time_of_one_address(server: Pages) -> None:
    def late(connection: socket.socket) -> None:
        time.sleep(0.7)
        connection.sendall(answer(status="302 Found", Location="/"))

    server.answers["/"] = late
    assert "within 1 s" in refused(server.url, Fetcher(allowed=here, seconds=1))
    assert len(server.requests) <= 2


def test_an_endless_answer_is_left_at_the_limit(server: Pages) -> None:
    sent = 0

    def endless(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
        while True:
            sent += connection.send(b"<p>Envoys met." * 4000)

    server.answers["/"] = endless
    assert "larger than 1 MB" in refused(server.url, Fetcher(allowed=here, limit=1_000_000))
    assert sent < 30_000_000


@pytest.mark.parametrize("how", ["encoding", "file"])
def test_a_bomb_is_refused_before_it_is_unpacked(server: Pages, how: str) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    server.answers["/"] = (
        answer(bomb, Content_Encoding="gzip") if how == "encoding" else answer(bomb, kind="application/gzip")
    )
    assert "larger than 1 MB" in refused(server.url, Fetcher(allowed=here, limit=1_000_000))


# -- as a user meets it --------------------------------------------------------------------------------------


def test_the_command_refuses_this_machine_in_one_line(server: Pages) -> None:
    server.answers["/"] = answer(PAGE)
    done = run("brief", "--url", f"{server.url}/", "--engine", "rules", "-q")
    assert done.returncode == 2
    assert "it is refused: its address is not on the public internet" in one_line(done.stderr)
    assert server.requests == []


def test_the_public_function_refuses_this_machine(server: Pages) -> None:
    with pytest.raises(SourceError, match="not on the public internet"):
        load_url(server.url)


def test_no_source_and_no_address_is_a_clear_error() -> None:
    done = run("brief", "--engine", "rules", "-q")
    assert done.returncode == 2
    assert "no source is given" in one_line(done.stderr)
