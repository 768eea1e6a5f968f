"""Files that are small to write and large to read, as commands that read them; all texts are invented."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import zlib
from typing import TYPE_CHECKING, Any, Final

from tests.example import example_brief
from tests.shared import EXAMPLE
from tests.test_input_limits import CATALOG, FONT, HOSTILE, LEAF, ONE, PAPERS, objects, stream, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Maker = Callable[[Path], list[str]]

MET: Final = (
    "Envoys of Montenegro and Albania met in Ulcinj on Saturday for talks on the river, officials said.\n"
)
BRIEF: Final = ("brief", "--engine", "rules", "-o", "out.json")


def source(name: str, content: Callable[[], str | bytes]) -> Maker:
    """A command that writes a brief of a file with this content."""
    return reading(name, content, *BRIEF, name)


def reading(name: str, content: Callable[[], str | bytes], *arguments: str) -> Maker:
    """A command, and the file of the given name that it reads."""

    def make(folder: Path) -> list[str]:
        made = content()
        (folder / name).write_bytes(
            made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
        )
        return list(arguments)

    return make


def xhtml(entities: Sequence[str], body: str) -> str:
    """A page of XHTML with these declarations."""
    return (
        f"<?xml version='1.0'?><!DOCTYPE html [{''.join(entities)}]>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{body}</p><p>{MET}</p></body></html>"
    )


def laughs(width: int = 10, depth: int = 10) -> list[str]:
    """Entities each of which is the one before, many times."""
    return ["<!ENTITY a0 'ha'>"] + [f"<!ENTITY a{n + 1} '{f'&a{n};' * width}'>" for n in range(depth)]


def mail(kind: str, payload: bytes) -> bytes:
    """A message whose attachment is `payload`."""
    coded = base64.encodebytes(payload)
    head = b"From: a@example.org\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    text = b"--b\nContent-Type: text/plain\n\n" + MET.encode()
    return head + text + b"--b\nContent-Type: %s\nContent-Transfer-Encoding: base64\n\n%s\n--b--\n" % (kind.encode(), coded)  # fmt: skip


def zeros(size: int) -> bytes:
    """So many zeros as gzip."""
    return gzip.compress(bytes(size), 9)


def chained(times: int, size: int) -> bytes:
    """A stream that was compressed several times over."""
    content = b"\n" * size
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def object_stream(count: int, first: int, content: bytes) -> bytes:
    """A stream that says it holds `count` objects."""
    packed = zlib.compress(content, 9)
    return stream(packed, b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (count, first))


def page_tree(depth: int) -> bytes:
    """A PDF whose one page lies many nodes deep."""
    nodes = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (n + 3) for n in range(depth)]
    return objects(CATALOG, *nodes, LEAF)


def real_pages(count: int) -> bytes:
    """A PDF of so many empty pages, each an object of its own."""
    kids = b" ".join(b"%d 0 R" % (n + 6) for n in range(count))
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return objects(CATALOG, pages, LEAF, stream(b""), FONT, *[LEAF] * count)


def brief_with(change: Callable[[str], str]) -> str:
    """The example's brief as JSON, changed as text."""
    return change(example_brief().model_dump_json(by_alias=True))


def gold(change: Callable[[str], str], *arguments: str) -> Maker:
    """A command that reads the example's gold case with its labels changed as text."""

    def make(folder: Path) -> list[str]:
        shutil.copytree(EXAMPLE, folder / "gold" / "one")
        path = folder / "gold" / "one" / "case.yaml"
        path.write_text(change(path.read_text("utf-8")), "utf-8")
        return list(arguments)

    return make


def replay(content: Callable[[], str]) -> Maker:
    """A command that reads a recording with this content."""

    def make(folder: Path) -> list[str]:
        (folder / "kept").mkdir()
        (folder / "kept" / "a.json").write_text(content(), "utf-8")
        (folder / "a.txt").write_text(MET, "utf-8")
        return ["brief", "--replay", "kept", "-o", "out.json", "a.txt"]

    return make


def recording(**change: Any) -> str:
    """A recording of nothing."""
    kept = {
        "recording": 1, "document": {"sha256": "0" * 64}, "model": "m", "prompt": None, "repeat": 0, "usage": {},
        "exchanges": [], "reading": None, "error": None,
    }  # fmt: skip
    return json.dumps(kept | change)


def settings(content: str, *arguments: str) -> Maker:
    """A command in a folder with this `summarizer.toml`."""

    def make(folder: Path) -> list[str]:
        (folder / "a.txt").write_text(MET, "utf-8")
        (folder / "summarizer.toml").write_text(content, "utf-8")
        return list(arguments or (*BRIEF, "a.txt"))

    return make


DEEP: Final = 200_000
YAML_LAUGHS: Final = "x0: &x0 [a, a, a, a, a, a, a, a, a]\n" + "".join(
    f"x{n + 1}: &x{n + 1} [{', '.join([f'*x{n}'] * 9)}]\n" for n in range(12)
)
LINT, EVAL = ("gold", "lint", "gold"), ("eval", "--engine", "rules", "--gold", "gold", "--quiet")
FMT: Final = ("gold", "fmt", "gold")
SHOW: Final = ("show", "a.json")
SAID: Final = "Envoy Ilse Brandal said {}the dam{} would stay open. "


def _named(prefix: str, files: dict[str, str]) -> dict[str, Maker]:
    return {f"{prefix}: {name}": source(name, lambda text=text: text) for name, text in files.items()}  # type: ignore[misc]


PACKED: Final[dict[str, Maker]] = {
    "gzip in gzip": source("a.txt.gz", lambda: gzip.compress(zeros(400_000_000))),
    "gzip in gzip in gzip": source("a.txt.gz", lambda: gzip.compress(gzip.compress(zeros(100_000_000)))),
    "a page of 400 MB in gzip": source(
        "a.html.gz", lambda: gzip.compress(b"<html><p>" + b" " * 400_000_000, 9)
    ),
    "gzip in mail": source("a.eml", lambda: mail("application/gzip", zeros(400_000_000))),
    "mail in gzip, gzip in it": source(
        "a.eml.gz", lambda: gzip.compress(mail("application/gzip", zeros(400_000_000)))
    ),
    "mail in mail, a thousand deep": source("a.eml", lambda: b"Content-Type: message/rfc822\n\n" * 1_000 + b"x"),
    "JSON lines of 400 MB in gzip": source("a.jsonl.gz", lambda: gzip.compress(b'{"text":"a"}\n' * 30_000_000, 1)),
}  # fmt: skip

MARKUP: Final[dict[str, Maker]] = {
    **_named("hostile", HOSTILE),
    "deep.xml": source("a.xml", lambda: "<?xml version='1.0'?>" + "<a>" * 2_000_000),
    "deep.xhtml": source("a.xhtml", lambda: xhtml([], "<div>" * 500_000)),
    "deep and closed": source(
        "a.html", lambda: "<html><body>" + "<i>" * 200_000 + MET + "</i>" * 200_000 + MET
    ),
    "billion laughs in XHTML": source("a.xhtml", lambda: xhtml(laughs(), "&a10;")),
    "quadratic laughs": source("a.xhtml", lambda: xhtml([f"<!ENTITY a '{'ha' * 50_000}'>"], "&a;" * 50_000)),
    "parameter entities": source(
        "a.xhtml", lambda: xhtml(["<!ENTITY % p '<!ENTITY a0 \"ha\">'>%p;", *laughs()[1:]], "&a9;")
    ),
    "an entity of a file": source(
        "a.xhtml", lambda: xhtml(["<!ENTITY a SYSTEM 'file:///etc/passwd'>"], "&a;")
    ),
    "an endless entity": source("a.xhtml", lambda: xhtml(["<!ENTITY a '&b;'>", "<!ENTITY b '&a;'>"], "&a;")),
}

PDFS: Final[dict[str, Maker]] = {
    **{f"PDF: {name}": source("a.pdf", lambda data=data: data) for name, data in PAPERS.items()},  # type: ignore[misc]
    "PDF: 10,000 pages": source("a.pdf", lambda: real_pages(10_000)),
    "PDF: a page 5,000 nodes deep": source("a.pdf", lambda: page_tree(5_000)),
    "PDF: compressed five times": source(
        "a.pdf", lambda: objects(CATALOG, ONE, LEAF, chained(5, 400_000_000), FONT)
    ),
    "PDF: a million objects in a stream": source(
        "a.pdf",
        lambda: objects(
            CATALOG, ONE, LEAF, zipped(b""), object_stream(10**6, 12 * 10**6, b"%5d 00000 " * 10 % ((9,) * 10) * 10**5)
        ),
    ),
    "PDF: an object stream of 70 MB": source(
        "a.pdf", lambda: objects(CATALOG, ONE, LEAF, zipped(b""), object_stream(9, 70, b" " * 70_000_000))
    ),
    "PDF: a stream in itself": source(
        "a.pdf", lambda: objects(CATALOG, b"<< /Type /ObjStm /N 1 /First 4 /Extends 2 0 R /Length 2 0 R >>")
    ),
    "PDF: nine million said objects": source(
        "a.pdf", lambda: b"%PDF-1.7\nxref\n0 9000000\n" + b"0000000000 65535 f \n" * 90 + b"trailer\n<< /Size 9000000 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    ),
}  # fmt: skip

TEXTS: Final[dict[str, Maker]] = {
    **{
        name: source("a.txt", lambda text=text: MET + text)  # type: ignore[misc]
        for name, text in {
            'a million straight marks "': '"' * 10**6,
            "a million opening marks “": "“" * 10**6,
            "half a million pairs “”": "“”" * 500_000,
            "a million apostrophes": "'" * 10**6,
            "half a million guillemets": "«»" * 500_000,
            "a million marks between letters": '"a ' * 10**6,
            "a million opening marks between letters": "“a " * 10**6,
            "300,000 lines of a mark each": '"\n\n' * 300_000,
        }.items()
    },
    "20,000 quotations": source("a.txt", lambda: MET + SAID.format("“", "”") * 20_000),
    "one quotation of 1 MB": source("a.txt", lambda: MET + "“" + "the dam stays open " * 50_000 + "” he said."),
    "a line of 100 MB": source("a.txt", lambda: b"a" * 100_000_000),
    "a line of 19 MB": source("a.txt", lambda: b"a" * 19_000_000),
    "a line of 19 MB of words": source("a.txt", lambda: b"ab " * 6_300_000),
    "a line of 1 MB of names": source("a.txt", lambda: MET + "Ilse Brandal of Albania, " * 40_000),
    "a line of 19 MB of commas": source("a.txt", lambda: b"a," * 9_500_000),
    "a line of 100 MB in JSON lines": source("a.jsonl", lambda: b'{"text": "' + b"a" * 100_000_000 + b'"}'),
    "a line of 19 MB in mail": source("a.eml", lambda: b"From: a@example.org\nSubject: b\n\n" + b"a" * 19_000_000),
    "a header of 19 MB": source("a.eml", lambda: b"From: a@example.org\nSubject: " + b"b" * 19_000_000 + b"\n\nMet."),
    "200,000 days": source("a.txt", lambda: MET + "on 3 March 2031, " * 200_000),
    "100,000 sentences": source("a.txt", lambda: MET + "He said no. " * 100_000),
}  # fmt: skip

JSONS: Final[dict[str, Maker]] = {
    "an article that is not a number": source("a.json", lambda: '{"text": NaN}'),
    "numbers that are none beside a text": source("a.json", lambda: json.dumps({"text": MET, "a": float("nan")})),
    "two texts in one article": source("a.json", lambda: f'{{"text": {json.dumps(MET)}, "text": 7}}'),
    "a deep article": source("a.json", lambda: '{"text": ' + "[" * DEEP + "]" * DEEP + "}"),
    "a deep ninjs": source("a.json", lambda: '{"uri": "a", "bodies": ' + '[{"a":' * DEEP),
    "a ninjs of numbers": source("a.json", lambda: '{"uri": "a", "headlines": [NaN], "bodies": [Infinity, {"value": NaN}]}'),
    "a ninjs of 500,000 bodies": source("a.json", lambda: json.dumps({"uri": "a", "bodies": [{"value": "Envoys met."}] * 500_000})),
    "a deep line": source("a.jsonl", lambda: '{"text": "a b."}\n' + "[" * DEEP + "\n"),
    "a million articles": source("a.json", lambda: "[" + ",".join(['{"text":"a b"}'] * 10**6) + "]"),
    "six million objects": source("a.json", lambda: "[" + ",".join(["{}"] * 6_000_000) + "]"),
    "a number of a million digits": source("a.jsonl", lambda: '{"text": "a b."}\n{"text":' + "9" * 10**6 + "}"),
    "half a character": source("a.json", lambda: '{"text": "\\ud800 met."}'),
    "a brief that is not a number": reading("a.json", lambda: "NaN", *SHOW),
    "a brief with NaN": reading("a.json", lambda: brief_with(lambda t: t.replace('"start":', '"start":NaN,"x":', 1)), *SHOW),
    "a brief with a doubled name": reading("a.json", lambda: brief_with(lambda t: t.replace("{", '{"title":"x",', 1)), *SHOW),
    "a million names, the last one twice": reading("a.json", lambda: "{" + ",".join(f'"{n}":0' for n in range(10**6)) + ',"y":0,"y":0}', *SHOW),
    "a long name of many": reading("a.json", lambda: '{"' + "a" * 5_000_000 + '":[' + "0," * 500_000 + "0]}", *SHOW),
    "thirty million objects": reading("a.json", lambda: "[" + "{}," * 30_000_000 + "{}]", *SHOW),
    "thirty million lists": reading("a.json", lambda: "[" + "[]," * 30_000_000 + "[]]", *SHOW),
    "a deep brief": reading("a.json", lambda: '{"schema": ' + "[" * DEEP, *SHOW),
    "a brief 900 deep": reading("a.json", lambda: brief_with(lambda t: t.replace('"title":', '"x":' + "[" * 900 + "]" * 900 + ',"title":', 1)), *SHOW),
    "a brief of 120 MB": reading("a.json", lambda: b" " * 120_000_000, *SHOW),
    "a brief that names a device": reading("a.json", lambda: brief_with(lambda t: t.replace('"path":', '"path":"/dev/zero","x":', 1)), *SHOW),
    "a deep recording": replay(lambda: "[" * DEEP),
    "a recording with NaN": replay(lambda: recording(usage={"cost": float("nan")})),
    "a recording that is said twice": replay(lambda: recording().replace("{", '{"recording": 1,', 1)),
    "a recording of a million names": replay(lambda: recording(x={str(n): 0 for n in range(10**6)})),
    "a recorded error of any class": replay(lambda: recording(error={"type": "__builtins__", "cause": "x", "remedy": "y"})),
    "a deep record of a run": reading("a.jsonl", lambda: "[" * DEEP + "\n", "compare", "a.jsonl", "a.jsonl"),
    "a record with NaN": reading("a.jsonl", lambda: '{"record": NaN}\n', "compare", "a.jsonl", "a.jsonl"),
    "a run of 19 MB a line": reading("a.jsonl", lambda: '{"record": "' + "a" * 19_000_000 + '"}\n', "eval", "bless", "a.jsonl", "-o", "b.json"),
    "a deep baseline": reading("a.json", lambda: '{"baseline": ' + "[" * DEEP, "eval", "--engine", "rules", "--baseline", "a.json"),
}  # fmt: skip

LABELS: Final[dict[str, Maker]] = {
    **{
        f"{name}, {' '.join(arguments[:2])}": gold(change, *arguments)
        for arguments in (LINT, FMT, EVAL)
        for name, change in {
            "billion laughs in labels": lambda text: YAML_LAUGHS + text,
            "billion laughs as a label": lambda text: YAML_LAUGHS.replace("x12:", "case:") + text,
            "a tag that calls": lambda text: text + "x: !!python/object/apply:os.system ['touch pwned']\n",
            "a label in itself": lambda text: text + "x: &x [*x]\n",
            "deep labels": lambda text: text + "x: " + "[" * 50_000 + "\n",
            "labels of 20 MB": lambda text: text + "x: [" + "a, " * 7_000_000 + "a]\n",
            "a field that is there twice": lambda text: text + "case: again\n",
            "merged fields": lambda text: text + "x: &x {a: 1}\ny: {<<: [*x, *x]}\n",
        }.items()
    },
    "a document that is a device": gold(lambda text: text.replace("A.txt", "/dev/zero"), *EVAL),
    "a document elsewhere": gold(lambda text: text.replace("A.txt", "../../../etc/passwd"), *EVAL),
}

TABLES: Final[dict[str, Maker]] = {
    "deep tables": settings("[" + "a." * 100_000 + "a]\n"),
    "deep dotted names": settings("a." * 100_000 + "a = 1\n"),
    "deep lists in settings": settings("mode = " + "[" * 100_000),
    "deep inline tables": settings("mode = " + "{a = " * 20_000),
    "a table of many tables": settings("".join(f"[a{n}.b]\n" for n in range(60_000))),
    "a name of 900,000 letters": settings('"' + "a" * 900_000 + '" = 1\n'),
    "settings without end": settings("#" * 2_000_000),
    "a timeout that is not a number": settings("timeout_s = nan\n"),
    "a number of a million digits in settings": settings("timeout_s = " + "9" * 900_000 + "\n"),
    "deep gates": reading("g.toml", lambda: "a = " + "[" * 100_000, "eval", "--engine", "rules", "--gates", "g.toml"),
    "deep dotted gates": reading("g.toml", lambda: "a." * 100_000 + "a = 1\n", "eval", "--engine", "rules", "--gates", "g.toml"),
}  # fmt: skip
