"""PDF: the lines of its pages in reading order, joined to paragraphs, running heads and page numbers told apart.

bytes ─pages─▶ lines with place and size ─running─▶ page matter ─paragraphs─▶ text ─matter─▶ blocks ─▶ sections
"""

from summarizer.loading.paper.reading import read_pdf

__all__ = ["read_pdf"]
