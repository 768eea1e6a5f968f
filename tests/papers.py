"""PDFs for the tests, drawn by fpdf2. Invented persons and events, real geography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.enums import XPos, YPos

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Montenegro and Albania part without a deal on the Bojana"
DATELINE = "ULCINJ, 14 May 2033 (Adria Wire) - "
BODY = (
    "Montenegro and Albania ended a day of talks on the Bojana river on Saturday without agreement, but said they would meet again in June.",
    '"Any dam on the Bojana is a red line for us," said Montenegro\'s Deputy Foreign Minister Danilo Perazic, who led his side.',
    'Albanian negotiator Arben Lleshi said Tirana would not give up its plans for a flood barrier upstream. "We have listened," he said.',
    "The two delegations agreed to share water levels every day, Perazic's office said.",
)


class Paper(FPDF):
    """Pages with a running head and a page number."""

    running = "Adria Wire - Friday, 20 May 2033"

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 8, self.running, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 10, f"Page {self.page_no()}", align="C")

    def head(self, text: str) -> None:
        self.set_font("Times", "B", 18)
        self.multi_cell(0, 9, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def prose(self, text: str) -> None:
        self.set_font("Times", size=11)
        self.multi_cell(0, 5.5, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def printed(self, lines: Sequence[str]) -> None:
        """A paragraph whose lines break where the caller says."""
        self.set_font("Times", size=11)
        for line in lines:
            self.cell(0, 5.5, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)


def press() -> bytes:
    """Two pages; a paragraph runs over the page's end, words are broken at lines' ends."""
    paper = Paper()
    paper.set_title("Microsoft Word - bojana.docx")
    paper.add_page()
    paper.head(TITLE)
    paper.prose(DATELINE + BODY[0])
    paper.prose(BODY[1])
    paper.printed(
        (
            "Albanian negotiator Arben Lleshi said after the high-level round of talks that the nego-",
            "tiations had been frank, that the negotiations would go on, and that a high-",
            "level committee of both sides was to be named before the summer is over and",
        )
    )
    paper.add_page()
    paper.printed(("the river is low again. Tirana would not give up its plans.",))
    paper.prose(BODY[3])
    return bytes(paper.output())


def columns() -> bytes:
    """Two columns on one page, the left one first."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Times", "B", 18)
    paper.multi_cell(0, 9, TITLE)
    paper.set_font("Times", size=11)
    for left, texts in ((10, BODY[:2]), (110, BODY[2:])):
        paper.set_xy(left, 60)
        for text in texts:
            paper.set_x(left)
            paper.multi_cell(90, 5.5, text)
            paper.ln(3)
    return bytes(paper.output())


def printed_page() -> bytes:
    """A web page as a browser prints it, without space between paragraphs, with all that stands around the article."""
    paper = FPDF(unit="pt")
    paper.set_auto_page_break(auto=False)
    paper.add_page()

    def text(size: float, *lines: str) -> None:
        paper.set_font("Times", size=size)
        for line in lines:
            paper.multi_cell(0, 1.2 * size, line, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    paper.set_y(14)
    text(8, "5/20/33, 10:26 AM Adria Wire")
    paper.set_y(40)
    text(16, "We value your privacy")
    text(12, "Our 84 partners store data on your device. Montenegro accepts cookies.")
    text(12, "Accept all", "Manage settings")
    text(24, TITLE)
    text(12, "By Petra Kovac", "Perazic and Lleshi in Ulcinj", "Photo: AFP", DATELINE + BODY[0], *BODY[1:3])
    text(15, "More on this story")
    text(12, "Serbia will never accept a canal past Novi Sad, its minister said.", BODY[3])
    text(12, "They meet again in Shkoder in June, the ministry of Montenegro said.")
    text(15, "3 comments")
    text(
        12,
        "heron77: Albania will never accept this, it is a red line for Tirana, and we will close the border.",
    )
    text(12, "Marta K.: Nobody should build on the river, this is a red line for Podgorica.")
    paper.set_y(-24)
    text(8, "https://example.org/bojana 1/1")
    return bytes(paper.output())


def broken_columns() -> bytes:
    """Two columns; a sentence is broken between them before a name."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Times", "B", 18)
    paper.multi_cell(0, 9, TITLE)
    paper.set_font("Times", size=11)
    left = ("Albanian negotiator Arben Lleshi said", "after a round of talks with Danilo")
    right = ("Perazic of Montenegro that Tirana", "would go on.")
    for x, lines in ((10, left), (110, right)):
        paper.set_xy(x, 60)
        for line in lines:
            paper.set_x(x)
            paper.cell(90, 5.5, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(3)
    paper.set_x(110)
    paper.multi_cell(70, 5.5, BODY[3])
    return bytes(paper.output())


def pictures() -> bytes:
    """A page without text."""
    paper = FPDF()
    paper.add_page()
    paper.rect(20, 20, 100, 100, style="F")
    return bytes(paper.output())


def locked() -> bytes:
    """A page that needs a password."""
    paper = FPDF()
    paper.set_encryption(owner_password="owner", user_password="user")
    paper.add_page()
    paper.set_font("Times", size=11)
    paper.multi_cell(0, 5.5, BODY[0])
    return bytes(paper.output())


def long(pages: int) -> bytes:
    """So many pages of prose in which no sentence returns."""
    paper = Paper()
    paper.add_page()
    paper.head(TITLE)
    number = 0
    while paper.page_no() < pages:
        number += 1
        paper.prose(
            f"On day {number} of the talks the delegates of Montenegro and Albania read article {number * 7} of the draft, "
            f"struck {number % 9 + 2} words from it and left {number % 5 + 1} in brackets. "
            f'"We will read article {number * 7 + 1} tomorrow," said Arben Lleshi on day {number}.'
        )
    return bytes(paper.output())
