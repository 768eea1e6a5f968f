"""Loading: files, folders, addresses and strings to documents, cut into sections by kind.

source ─sources─▶ bytes ─kinds─▶ format ─reading─▶ text and sections ─making─▶ Document
"""

from summarizer.loading.documents import from_text, load, load_all, load_url

__all__ = ["from_text", "load", "load_all", "load_url"]
