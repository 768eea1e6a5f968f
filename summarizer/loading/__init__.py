"""Loading: files and strings to documents, their text untouched and cut into sections by kind."""

from summarizer.loading.documents import from_text, load

__all__ = ["from_text", "load"]
