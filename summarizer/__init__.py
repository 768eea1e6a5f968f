"""Typed, source-checked briefs from news articles and readouts about diplomatic talks."""

__version__ = "0.1.0"
