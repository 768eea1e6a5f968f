"""Tests that open pages in a real browser: `make test-browser`. Left alone by plain `pytest`."""
