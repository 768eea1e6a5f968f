"""Addresses without their secrets: what may be shown of one."""

from __future__ import annotations

from urllib.parse import urlsplit

MASK = "***"


def masked(address: str) -> str:
    """The address without user, password, query and fragment.

    >>> masked("https://me:pw@host.example:8443/v1?key=abc#x")
    'https://***@host.example:8443/v1?***'
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:  # a port that is no number, an open bracket
        return f"{MASK} (no address)"
    if not parts.scheme or not host:
        return f"{MASK} (no address)"
    at = f"{MASK}@" if "@" in parts.netloc else ""
    shown = f"[{host}]" if ":" in host else host
    query = f"?{MASK}" if parts.query else ""
    return f"{parts.scheme}://{at}{shown}{f':{port}' if port else ''}{parts.path}{query}"
