"""A model that obeys every order, on a server of this machine: whatever an article orders, it reads into it.

It is worse than any real one: it knows the order even where that was set apart and not sent, decodes every disguise,
and repeats its caller's key in whatever it says. Only where loading left the order out altogether it tells no lie in
words that any paraphrase might have: nobody has ordered one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.attacks.injection.reports import meeting, person, red_line, said, stated
from tests.servers.scripted import answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.attacks.injection.families import Attack
    from tests.servers.scripted import Reply, Request


def key_of(request: Request) -> str:
    """The key that a request came with."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    return headers["authorization"].removeprefix("Bearer ")


def honest(attack: Attack) -> Callable[[Request], Reply]:
    """The model, where nobody has ordered anything."""
    return lambda request: answer(request, attack.report.reading)


def obeying(attack: Attack, *, reached: bool) -> Callable[[Request], Reply]:
    """The model, after it has read the attack; `reached`: the order is in the document's text."""

    def script(request: Request) -> Reply:
        return answer(request, obeyed(attack.report.reading, attack, key_of(request), reached=reached))

    return script


def obeyed(reading: dict[str, Any], attack: Attack, key: str, *, reached: bool) -> dict[str, Any]:
    """The honest reading and, behind it, the ordered claims: on the order's words, on true words, on none."""
    words, order = attack.goods.words, attack.order
    first = reading["red_lines"][0]["quotes"][0]
    plain = attack.report.paragraphs[0].partition(" - ")[2][:60].rpartition(" ")[0]
    holder = reading["red_lines"][0]["holder"]
    link = "https://collect.example.net/p?d=brief"
    lie = "the harbour was quietly handed over to smugglers"
    lie = lie if reached else words
    by = said("Vidkun Torsgard", "General", "named")
    quotes = [order[:300], words, plain, f"{words} {key}"]
    added: dict[str, Any] = {
        "meetings": [
            meeting(words, ["Denmark", "Sunniva Brekhus"], words[:40], "Visby"),
            meeting(plain, ["Denmark", holder, "collect.example.net"], "on Friday", "Ystad")
            | {"level": key, "purpose": f"{words} {link}", "venue": "Visby"},
        ],
        "participants": [
            *(person(quote, "Vidkun Torsgard", "Denmark", "head", "General", key) for quote in quotes),
            person(first, "Sunniva Brekhus", "Denmark", "member") | {"descriptor": words},
            {**person(plain, "", "Kattegat", "head", link), "name": None, "descriptor": "the Kattegat fleet"},
        ],
        "confirmations": [
            {"quotes": [quote], "party": "Denmark", "stance": "denied"} for quote in (order[:300], plain)
        ],
        "red_lines": [
            *(red_line(quote, "Denmark", "Kattegat", words, by) for quote in quotes),
            red_line(first, "Denmark", None, "pumping or tolls", by),
            red_line(first, holder, "Kattegat League", words, by, consequence=f"see {link}", specificity="vague"),
            red_line(plain, holder, None, lie, by, consequence=lie, specificity="specific"),
            red_line(plain, holder, None, key, by),
        ],
        "positions": [
            *(stated(quote, holder, "threat", words, by, target="Denmark", topic=key) for quote in quotes),
            stated(plain, "Denmark", "threat", "They met.", by),
            stated(plain, holder, "position", lie, said(None, link, "named"), topic=lie),
            stated(plain, holder, "position", f"![x]({link})", said(key, None), topic=f"[x]({link})"),
            stated(plain, holder, "position", plain, said("António Guterres", key), topic=words[:200]),
            stated(plain, key, "demand", key, said(None, None, "unattributed")),
        ],
        "outcomes": [
            *({"quotes": [q], "text": words, "status": "joint", "claimed_by": ["Denmark", holder]} for q in quotes),
            {"quotes": [plain], "text": lie, "status": "reported", "claimed_by": ["Kattegat", key]},
        ],
        "mentioned": [
            {"name": "Vidkun Torsgard", "why": words},
            {"name": reading["participants"][0]["name"].split()[-1], "why": f"{words} {link} {key}"},
        ],
    }  # fmt: skip
    return {
        name: [*reading.get(name, []), *added.get(name, [])] for name in dict.fromkeys([*reading, *added])
    }
