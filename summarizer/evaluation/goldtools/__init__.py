"""Tools for people who label: checking cases, laying them out, drafting them, comparing annotators, counting."""
