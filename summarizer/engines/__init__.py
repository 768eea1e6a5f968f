"""Engines: each turns a document into a reading. None is imported before it is used."""
