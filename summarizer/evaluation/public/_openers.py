"""Words with a capital that only open a sentence or belong to the calendar: no part of a name."""

from __future__ import annotations

from typing import Final

from summarizer.engines.rules.lexicon import words

_FUNCTION_WORDS: Final = """
the a an and but or on in at for with from to by of as if when while after before since although though however
meanwhile earlier later this that these those he she it they his her its their our my according also under over
during following monday tuesday wednesday thursday friday saturday sunday speaking asked despite because
instead moreover furthermore so then now both among between like unlike neither only
"""
OPENERS: Final = words("titles", "not_names") | frozenset(_FUNCTION_WORDS.split())
