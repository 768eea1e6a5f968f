"""Where an article tells that people met, will meet, or did not: verbs and nouns of meeting with what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.lexicon import alternation, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarizer.engines.rules.article import Article, Sentence
    from summarizer.models.base import MeetingKind, MeetingStatus

_NOUNS: Final[dict[str, list[str]]] = table("meetings")["nouns"]
_KIND_OF: Final[dict[str, MeetingKind]] = {
    noun.replace("_", " "): kind  # type: ignore[misc]
    for kind, nouns in _NOUNS.items()
    for noun in nouns
}
NOUN: Final = alternation([noun for nouns in _NOUNS.values() for noun in nouns])
_GATE: Final = frozenset(
    """met meet meets talks discussions negotiations consultations deliberations meeting meetings dialogue round session
    conference call calls summit conversation phone telephone phoned telephoned hosted hosts host hosting received
    receives receive welcomed welcomes visited visit visits arrived travelled traveled signed sign gathering""".split()
)
_LIGHT: Final = (
    r"hold|holds|held|holding|ha(?:d|s|ve)(?=\s+(?:an?|the|talks|further|two|separate|several)\b)|conduct(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|wrapp?(?:ed|ing)?\s+up|began|begin|begins|"
    r"begun|start(?:s|ed)?|open(?:s|ed)?|resum(?:e|es|ed|ing)|continu(?:e|ed|es)|launch(?:es|ed)?|conven(?:e|es|ed)|complet(?:e|ed)|"
    r"finish(?:ed)?|end(?:s|ed)?|attend(?:s|ed|ing)?|join(?:s|ed)?|host(?:s|ed|ing)?|mediat(?:e|es|ed)|chair(?:s|ed)?|"
    r"cancel(?:s|led|ed)?|call(?:s|ed)?\s+off|postpon(?:e|es|ed)|suspend(?:s|ed)?|scrapp?(?:ed)?|"
    r"t(?:ook|ake|akes|aking)\s+part\s+in|participat(?:e|ed|es|ing)\s+in|arriv(?:e|ed|es|ing)\s+in\s+\w+\s+for|gather(?:ed)?\s+for|meet|met"
)
_VERB: Final = re.compile(
    rf"""\b(?:(?P<met>met|meets|meet|meeting(?=\s+(?:with|in)\b))(?!\s+(?:the|a|all|any)\s+(?:criteria|conditions?|demands?|deadlines?|targets?|needs?|requirements?))
    |(?P<light>{_LIGHT})\s+(?P<between>(?:[\w'.-]+,?\s+){{0,7}}?)(?P<noun>{NOUN})\b
    |(?P<phone>sp(?:oke|eak|eaks|oken)(?=\s[^.;]{{0,90}}\b(?:by|on|over)\s+(?:the\s+)?(?:phone|telephone|video))|phoned|telephoned)
    |(?P<received>received|receives|hosted|hosts|welcomed|welcomes)
    |(?P<visit>visited|arrived\s+in|travell?ed\s+to|paid\s+(?:a|an)\s+(?:\w+\s+){{0,3}}visit\s+to)
    |(?P<signed>sign(?:ed|s)?\s+(?:a|an|the)\s+(?:[\w'-]+\s+){{0,6}}?(?:agreement|accord|treaty|deal|memorandum|protocol|pact)))\b""",
    re.I | re.X,
)
_PASSIVE: Final = re.compile(
    rf"""\b(?P<noun>{NOUN})\b(?P<middle>[^.;:]{{0,80}}?)\b(?P<verb>
    (?:was|were|is|are|has\s+been|have\s+been|had\s+been|will\s+be|would\s+be|being)\s+(?:\w+ly\s+|also\s+|now\s+)?
      (?:held|hosted|mediated|cancell?ed|called\s+off|postponed|scheduled|planned|due|expected|suspended|concluded|facilitated|scrapped|set|attended|brokered|under\s+way|underway|ongoing)
    |took\s+place|(?:will|to|would)\s+take\s+place|takes\s+place|taking\s+place|began|opened|ended|concluded|resumed|collapsed|broke\s+down|lasted|come|came|brought\s+together)\b""",
    re.I | re.X,
)
_NOMINAL: Final = re.compile(
    rf"\b(?:during|after|following|in|at|before|ahead\s+of|on\s+the\s+sidelines\s+of|from|of)\s+(?:an?|the|their|his|her|those|these|this)?\s*"
    rf"(?:[\w'.-]+\s+){{0,5}}?(?P<noun>{NOUN})\s+(?P<link>with|between|in|at)\b",
    re.I,
)
# Where the clause of a verb begins, and where what it governs ends.
_CLAUSE_BREAK: Final = re.compile(
    r"\b(?:that|where|when|while|whether|after|before|because|although|though|since|if)\b|[;:]|\bsa(?:id|ying|ys)\b|,\s+(?:but|and\s+(?:said|told|added))\b| - ",
    re.I,
)
_PLANNED: Final = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were|be)\s+(?:\w+\s+)?(?:to|set|due|expected|scheduled|slated|planned|planning|preparing|poised)(?:\s+to)?|plans?\s+to|planned\s+to|"
    r"(?:set|due|expected|scheduled|slated|agreed|preparing)\s+to|would)(?:\s+(?:also|then|again|be|soon|likely|next|hold))*\s*$",
    re.I,
)
_UNREAL: Final = re.compile(
    r"\b(?:could|may|might|can|should|must|whether|if|unless|ready\s+to|willing\s+to|open\s+to|offer(?:s|ed)?\s+to|want(?:s|ed)?\s+to|hop(?:e|es|ed|ing)\s+to|refus(?:e|es|ed|ing)\s+to|"
    r"seek(?:s|ing)?\s+to|urg(?:e|ed|ing)\b[^,;]{0,60}\bto|call(?:s|ed|ing)?\s+(?:for|on)\b[^,;]{0,60}|propos(?:e|es|ed|ing)\b[^,;]{0,40}|invit(?:ed|es)\b[^,;]{0,50}\bto|trying\s+to|possible|potential|"
    r"possibility\s+of|prospect\s+of|reject(?:s|ed)?(?:\s+\w+)?|no\s+plans?\s+to|declin(?:es|ed)\s+to|never|prepared\s+to|need\s+to|able\s+to|request(?:s|ed)?(?:\s+\w+)?|without)(?:\s+[\w'-]+){0,2}\s*$",
    re.I,
)
_NEGATED: Final = re.compile(r"\b(?:not|n't|never|no|nor|neither)\b(?:\s+\w+){0,3}\s*$|n't(?:\s+\w+){0,1}\s*$", re.I)
_DENIED: Final = re.compile(
    r"\b(?:den(?:y|ies|ied)|dismiss(?:ed)?|refut(?:ed|es)|no)\b[^;]{0,60}$", re.I
)
_CANCEL: Final = re.compile(r"\b(?:cancell?\w*|call(?:s|ed)?\s+off|postpon\w+|scrapp\w+)\b", re.I)
_EARLIER: Final = re.compile(
    r"\b(?:last\s+(?:week|month|year|met|spoke|held|round)|(?:weeks?|months?|years?|days?)\s+(?:ago|earlier|before)|previous(?:ly)?|earlier\s+(?:this|in)|first\s+met|since\s+they\s+last|"
    r"had\s+(?:already\s+)?(?:met|held|spoken|hosted)|in\s+(?:19|20)\d\d|ago)\b",
    re.I,
)
_ASIDE: Final = re.compile(r"\b(?:while|when|after|before|since|as|because|although|though|where)\s*$", re.I)
_AGAIN: Final = re.compile(r"\b(?:again|next\s+round|second\s+round|another\s+(?:round|meeting)|follow-up|new\s+round|next\s+(?:week|month|year)|further\s+round)\b", re.I)


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One place where a meeting is told of. Stretches are code points (start, end) into the document.

    `subject` and `object` are where those who met are named, before and behind the words of meeting.
    """

    sentence: Sentence
    head: tuple[int, int]
    subject: tuple[int, int]
    object: tuple[int, int]
    kind: MeetingKind
    status: MeetingStatus
    form: str
    """Which words tell it: met, light, phone, received, visit, signed, passive, nominal."""
    earlier: bool
    again: bool
    level: str | None
    aside: bool
    """Told in a subordinate clause: "while the ministers met", "after talks with"."""


def find_events(article: Article) -> Iterator[MeetingEvent]:
    """Places where a meeting is told of, in order; mere wishes and possibilities are left out."""
    for sentence in article.sentences:
        if not sentence.words & _GATE or sentence.section == "caption":
            continue
        taken: list[tuple[int, int]] = []
        for pattern, nominal in ((_VERB, ""), (_PASSIVE, "passive"), (_NOMINAL, "nominal")):
            for match in pattern.finditer(article.flat, sentence.start, sentence.end):
                if any(s < match.end() and match.start() < e for s, e in taken):
                    continue
                event = _event(article, sentence, match, nominal)
                if event is not None:
                    taken.append(match.span())
                    yield event


def _event(article: Article, sentence: Sentence, match: re.Match[str], nominal: str) -> MeetingEvent | None:
    flat = article.flat
    start, end = match.span()
    form = nominal or str(match.lastgroup if match.lastgroup not in {"between", "noun"} else "light")
    if form == "light" and match.group("light") is None:
        return None
    clause = _clause_start(flat, sentence.start, start)
    before = flat[clause:start]
    wide = flat[sentence.start : start]
    status = _status(flat, sentence, match, form, before, wide)
    if status is None:
        return None
    noun = match.groupdict().get("noun") if form in {"light", "passive", "nominal"} else None
    kind = _kind(form, noun, flat[sentence.start : sentence.end])
    level = _level(article, match, form, start)
    stop = sentence.end
    broken = _CLAUSE_BREAK.search(flat, end, sentence.end)
    if broken:
        stop = broken.start()
    clause_text = flat[clause:stop]
    return MeetingEvent(
        sentence=sentence,
        head=(start, end),
        subject=(clause, start) if form != "nominal" else (start, start),
        object=(end, stop) if form != "passive" else (match.end("noun"), stop),
        kind=kind,
        status=status,
        form=form,
        earlier=bool(_EARLIER.search(clause_text)),
        again=bool(_AGAIN.search(clause_text)),
        level=level,
        aside=form == "nominal" or bool(_ASIDE.search(flat[max(sentence.start, clause - 12) : clause])),
    )


def _status(
    flat: str, sentence: Sentence, match: re.Match[str], form: str, before: str, wide: str
) -> MeetingStatus | None:
    words = match.group().lower()
    near = before[-90:]
    if _CANCEL.search(words) or (form != "passive" and _CANCEL.search(flat[match.end() : match.end() + 40])):
        return None if _UNREAL.search(near) else "cancelled"
    if form == "passive":
        verb = match.group("verb").lower()
        if re.search(r"scheduled|planned|due|expected|will|would|to take|\bset\b", verb):
            return "planned"
        if re.search(r"under|ongoing|taking place|takes place", verb):
            return "ongoing"
        middle = match.group("middle").lower()
        if re.search(r"\b(?:will|to|would|are\s+to)\s*$", middle):
            return "planned"
        if re.search(r"\b(?:if|should|could|may|might|whether)\b", middle) or re.search(r"\bif\b|\bwhether\b", near[-50:], re.I):
            return None
    if _UNREAL.search(near):
        return None
    if _NEGATED.search(near[-40:]) or re.search(r"\bnot\b|n't\b", flat[match.start() : match.end()]):
        return "denied" if re.search(r"\b(?:den(?:y|ied|ies)|did\s+not|has\s+not|have\s+not|no)\b", wide, re.I) else None
    if _DENIED.search(wide[-110:]) and re.search(r"\bden(?:y|ies|ied)|dismissed|refuted", wide[-110:], re.I):
        return "denied"
    if _PLANNED.search(near):
        return "planned"
    if form in {"met", "light", "phone", "signed", "received"}:
        if re.search(r"\b(?:is|are)\s+(?:\w+\s+)?$", near) and words.split()[0].endswith("ing"):
            return "ongoing"
        first = words.split()[0]
        if re.search(r"\bto\s*$", near) and first in {"meet", "hold", "host", "have", "attend", "join", "resume", "begin", "sign", "take"}:
            return "planned" if re.search(r"\b(?:set|due|expected|scheduled|agreed|travel\w*|head\w*|left|departed|depart\w*|leaves|leaving|en\s+route|fl(?:y|ew|ies)|arriv\w+|plan\w*|slated|prepar\w+)\b", near, re.I) else None
        if first in {"meet", "hold", "host", "have", "begin", "resume", "attend", "join", "sign"} and sentence.section != "headline":
            return None
    if form == "nominal" and re.search(r"\b(?:before|ahead\s+of)\b", words):
        return "planned"
    return "held"


def _kind(form: str, noun: str | None, sentence: str) -> MeetingKind:
    if form == "phone":
        return "call"
    if form == "signed":
        return "signing"
    if form == "visit":
        return "visit"
    if noun:
        kind = _KIND_OF.get(" ".join(noun.lower().split()), "talks")
        if kind != "talks":
            return kind
    if re.search(r"\b(?:by|on\s+the|over\s+the)\s+(?:phone|telephone)\b|\bby\s+video\b", sentence, re.I):
        return "call"
    return "talks"


_LEVELS: Final = re.compile(rf"\b(?:{alternation(table('meetings')['levels']['words'])})\b", re.I)


def _level(article: Article, match: re.Match[str], form: str, start: int) -> str | None:
    noun = match.start("noun") if form in {"light", "passive", "nominal"} else match.end()
    if form in {"light", "nominal"}:
        found = _LEVELS.search(article.flat, start, noun)
    elif form == "passive":
        found = _LEVELS.search(article.flat, max(0, noun - 25), noun)
    else:
        # "met for high-level discussions"
        found = _LEVELS.search(article.flat, match.end(), match.end() + 160)
        if found and not re.match(rf"\s+(?:[\w-]+\s+){{0,2}}(?:{NOUN})\b", article.flat[found.end() : found.end() + 60], re.I):
            found = None
    return article.words_of(*found.span()) if found else None


def _clause_start(flat: str, begin: int, at: int) -> int:
    start = begin
    for broken in _CLAUSE_BREAK.finditer(flat, begin, at):
        start = broken.end()
    while start < at and flat[start] in " ,":
        start += 1
    return start
