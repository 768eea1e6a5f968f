"""Web pages: their visible text in reading order, and which of it is the article.

bytes ─tree─▶ elements ─visible─▶ text and pieces ─article─▶ blocks ─▶ sections
                 └─head─▶ title, outlet, date
"""

from summarizer.loading.webpage.page import page_blocks, read_page

__all__ = ["page_blocks", "read_page"]
