"""The import contract as a picture and a table, from `pyproject.toml` and the real imports.

`python -m tests.importgraph` writes docs/architecture.svg and the table of docs/architecture.md anew.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import grimp

from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    Edge = tuple[str, str]

PICTURE: Final = ROOT / "docs" / "architecture.svg"
PAGE: Final = ROOT / "docs" / "architecture.md"
_TABLE: Final = re.compile(r"(?<=<!-- imports -->\n).*(?=<!-- /imports -->)", re.DOTALL)
_WIDTH, _ROW, _BOX = 900, 76, 30
"""Of the picture, of a layer and of a box's height, in pixels."""
_STYLE: Final = (
    "text{font:13px system-ui,sans-serif;text-anchor:middle;fill:#1b1f24}"
    "rect.box{fill:#eef2f7;stroke:#5b6b7f}path{fill:none;stroke:#5b6b7f;opacity:.75}path.late{stroke-dasharray:5 4}"
)


@dataclass(frozen=True)
class Graph:
    """The layers, uppermost first, and which part imports which. Names are those below `summarizer`."""

    layers: tuple[tuple[str, ...], ...]
    edges: frozenset[Edge]
    late: frozenset[Edge] = frozenset()
    """Imports that the contract lets pass: made only when a function is called."""

    @property
    def level(self) -> dict[str, int]:
        """The layer of each part, 0 at the top."""
        return {name: at for at, layer in enumerate(self.layers) for name in layer}


def of_code() -> Graph:
    """The contract and the imports of this checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    layers = tuple(tuple(map(_short, re.split(r"\s*[|:]\s*", layer))) for layer in contract["layers"])
    names = [name for layer in layers for name in layer]
    imports = grimp.build_graph("summarizer")
    edges = {
        (one, other)
        for one in names
        for other in names
        if one != other
        and imports.direct_import_exists(
            importer=f"summarizer.{one}", imported=f"summarizer.{other}", as_packages=True
        )
    }
    pairs = (each.split(" -> ") for each in contract["ignore_imports"])
    late = {(_short(one).split(".")[0], _short(other)) for one, other in pairs}
    return Graph(layers, frozenset(edges - late), frozenset(late & edges))


def reached(edges: Iterable[Edge]) -> frozenset[Edge]:
    """Every pair of which the first imports the second, through however many others."""
    found = set(edges)
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return frozenset(found)


def drawn(graph: Graph) -> frozenset[Edge]:
    """The arrows of the picture: those imports that no chain of others implies."""
    chains = reached(graph.edges)
    return frozenset(
        (one, other)
        for one, other in graph.edges
        if not any((one, middle) in graph.edges and (middle, other) in chains for middle in graph.level)
    )


def picture(graph: Graph) -> str:
    """The picture as SVG: a row a layer, an arrow an import."""
    place = _places(graph)
    arrows = [
        *((edge, "") for edge in sorted(drawn(graph))),
        *((edge, "late") for edge in sorted(graph.late)),
    ]
    paths = [_arrow(place, edge, kind) for edge, kind in arrows]
    boxes = [
        f'<rect class="box" x="{x - _wide(name) // 2}" y="{y}" width="{_wide(name)}" height="{_BOX}" rx="5"/>'
        f'<text x="{x}" y="{y + 20}">{escape(name)}</text>'
        for name, (x, y) in place.items()
    ]
    height = _ROW * len(graph.layers)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            "<title>Which part of the package imports which</title>",
            f"<style>{_STYLE}</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#5b6b7f"/></marker></defs>',
            f'<rect width="{_WIDTH}" height="{height}" rx="8" fill="#fff"/>',
            *paths,
            *boxes,
            "</svg>\n",
        ]
    )


def table(graph: Graph) -> str:
    """Every part, what it is, and all that it imports."""
    rows = [
        f"| `{name}` | {_what(name)} | {', '.join(sorted(b for a, b in graph.edges if a == name)) or '–'} |"
        for layer in graph.layers
        for name in layer
    ]
    return "\n".join(["| part | what it is | imports |", "|-|-|-|", *rows]) + "\n"


def page(graph: Graph) -> str:
    """The page with the table of this checkout."""
    return _TABLE.sub(lambda _: table(graph), PAGE.read_text("utf-8"))


def _short(name: str) -> str:
    return name.removeprefix("summarizer.")


def _wide(name: str) -> int:
    return 8 * len(name) + 22


def _places(graph: Graph) -> dict[str, tuple[int, int]]:
    """Where the middle of each box's upper edge lies: spread over its row, below those that import it."""
    place: dict[str, tuple[int, int]] = {}
    for row, layer in enumerate(graph.layers):

        def over(name: str) -> float:
            above = [place[one][0] for one, other in graph.edges if other == name and one in place]
            return sum(above) / len(above) if above else _WIDTH / 2

        for at, name in enumerate(sorted(layer, key=lambda each: (over(each), each))):
            shift = (
                (-1) ** row * 110 if len(layer) == 1 and row else 0
            )  # else arrows would run behind the boxes
            place[name] = (_WIDTH * (2 * at + 1) // (2 * len(layer)) + shift, row * _ROW + 22)
    return place


def _arrow(place: dict[str, tuple[int, int]], edge: Edge, kind: str) -> str:
    (x1, y1), (x2, y2) = place[edge[0]], place[edge[1]]
    down = y2 > y1
    y1, y2 = (y1 + _BOX, y2) if down else (y1, y2 + _BOX) if y2 < y1 else (y1 + _BOX // 2, y2 + _BOX // 2)
    if y1 == y2:  # within a layer: from side to side
        side = 1 if x2 > x1 else -1
        x1, x2 = x1 + side * _wide(edge[0]) // 2, x2 - side * _wide(edge[1]) // 2
    bend = (y2 - y1) // 2
    late = f' class="{kind}"' if kind else ""
    return (
        f'<path{late} data-import="{edge[0]} {edge[1]}" marker-end="url(#tip)" '
        f'd="M{x1} {y1}C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}">'
        f"<title>{edge[0]} imports {edge[1]}</title></path>"
    )


def _what(name: str) -> str:
    """The first sentence of a part's docstring, without the name that some begin with."""
    folder = ROOT / "summarizer" / name
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    found = of_code()
    PICTURE.write_text(picture(found), encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")
