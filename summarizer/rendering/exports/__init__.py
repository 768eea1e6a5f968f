"""Briefs as data for other programs; docs/exports.md says what each format holds and what it loses."""
