"""Red lines in a statement: a trigger, and words that a holder will not accept it.

Non-acceptance is the term itself, "unacceptable" and its kin, "will not accept/allow/tolerate", "non-negotiable", a
refusal of the holder's own concession, or a conditional commitment ("if X proceeds, we will ..."). A condition that
asks for an act ("unless X withdraws") makes a threat, not a red line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.conditions import IF_FIRST, consequence_in, deterrent
from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.refusals import find_refusals, in_full, may_refuse
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from summarizer.models.base import RedLineStatus

TERM: Final = Wording(r"\bred[\s-]lines?\b", re.IGNORECASE)
_CROSSES: Final = wording("red_lines", "crosses")
_NAMED_AS: Final = wording("red_lines", "named_as")
_LINE_ON: Final = wording("red_lines", "line_on")
_FOR: Final = wording("red_lines", "for")
_NO_TERM: Final = wording("red_lines", "no_term")
_RESCINDED: Final = wording("red_lines", "rescinded")
TAKEN_BACK: Final = wording("red_lines", "taken_back")
_ONCE_DRAWN: Final = wording("red_lines", "once_drawn")
_FOR_WHOM: Final = re.compile(r"^For\s(?:us|them|me|him|her|(?:our|this|the)\s\w+|[A-Z]\w+),?\s")
_ASKED: Final = Wording(
    r"\b(?:whether|if|is|are|was|were|would|will)\s(?P<trigger>[^;.?\"]{4,200}?)\s(?:(?:is|are|was|were|be|remain(?:s|ed)?)\s)?"
    r"(?:still\s)?(?:an?|the|their|your)\s\W?red\sline[^.?;]{0,80}[.?]?[\s\"]*$",
    re.IGNORECASE,
)
_ONLY_ASKED: Final = re.compile(
    r"\W*(?:(?:when|after|being)\s)?(?:asked|pressed|questioned|quizzed)\b[^.;]{0,80}\b(?:whether|if)\b",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"\W*(?:(?:yes|no)\b\W*)?(?:(?:it|that|this|they|those)\s(?:is|are|was|could|may|might|would|will)\b[^.;]{0,40}?"
    r"\b(?:one|not)\b|$)",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"\s+(?:an?|the|its|their|our|his|her|clear|new)\W*$")
_CURT: Final = wording("red_lines", "curt")
_POSED: Final = pattern("red_lines", "posed")
_POSSIBLY: Final = re.compile(r"\b(?:could|may|might)\b")
_DENIED: Final = re.compile(r"\b(?:no|not|never)\b", re.IGNORECASE)
_IMAGINED: Final = wording("red_lines", "imagined")
_UNACCEPTABLE: Final = wording("red_lines", "unacceptable")
_PAST: Final = wording("red_lines", "past")
_REPORTED: Final = wording("red_lines", "reported")
_DRAWS: Final = re.compile(
    r"\b(?:dr[ae]w[ns]?|drawing|erased|removed|dropped|withdrawn|lifted|softened|abandoned|scrapped|given\sup|set|lays?|laid|declared?|spelled|(?:has|have|had)(?:\s+(?:an?|its|their|his|her|our|no|clear|one|two|three|certain))*)\W*$",
    re.IGNORECASE,
)
"""Before the term: whoever draws the line, which is nothing that crosses it."""
_NOTHING: Final = re.compile(r"there|one|our|its|their|the|nobody|no\sone", re.IGNORECASE)
"""Subjects that tell nothing of what crosses a line: "Nobody will cross our red line on the dam"."""
_HEEDS: Final = re.compile(
    r"\b(?:(?:not|never|n't)\s(?:\w+\s)?(?:cross|overstep|touch|test)|respect|honou?r|heed|observe)\b",
    re.IGNORECASE,
)
"""Before the term: whoever minds another's line, which is nothing that crosses it either."""
_CALLED: Final = wording("red_lines", "called")
_INADMISSIBLE: Final = wording("red_lines", "inadmissible")
_IS_CLOSED: Final = wording("red_lines", "is_closed")
_SUBORDINATE: Final = re.compile(
    r"\W*(?:when|if|whether|unless|what|how|why|though|although)\b", re.IGNORECASE
)
_PRONOUN: Final = re.compile(r"(?:^|\b(?:and|but)\s)(?:it|they)$", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"\W*(?:that\s)?(?P<subject>(?:the|our|this|these|those|its|their|[A-Z][\w'-]+)\s(?!(?:said|says|told|added)\b)[^;:,.]{2,80}?)\s(?:is|are|was|were|belongs?|has|have|remains?)\s[^;:]{2,80}(?:,|\sand)\s"
)
"""The subject of a clause that "it" goes on with: "The island is ours, and it is not for sale"."""
_IT_IS: Final = wording("red_lines", "it_is")
_ANAPHOR: Final = pattern("red_lines", "anaphor")
_ATTACK: Final = wording("red_lines", "attack")
_VAGUE: Final = pattern("red_lines", "vague")
_ANTECEDENT: Final = pattern("red_lines", "antecedent")
_TAIL: Final = pattern("red_lines", "tail")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A red line found in the words of a statement."""

    trigger: str
    consequence: str | None
    status: RedLineStatus
    explicit: bool
    holder_words: str | None
    """Words that name the holder, where the clause does: "a red line for Oslo"."""
    pointing: bool = False
    """Whether the trigger only points back: "that is our red line"."""
    fragment: bool = False
    """Whether it is no sentence of its own, so that the next one tells it in full: "Not one more lorry."."""
    asked: bool = False
    """Whether the trigger stands in a question before the words, which answer it."""
    against: bool = False
    """Whether the trigger is another's act, so that whom it names is not who draws the line."""
    owner: str | None = None
    """Words that name whose line it is, whoever speaks of it: "Oslo's red line"."""


def find_red_lines(words: str, before: str, *, denied: bool = False, reported: bool = False) -> list[Drawn]:
    """Red lines in a statement's words.

    `before` is what stands before them, where "any such move" finds its meaning; `denied` tells that the statement
    denies its words, and `reported` that they are no quotation, so that what "was unacceptable" may lie ahead.

    >>> [d.trigger for d in find_red_lines("we will not accept foreign troops on the river", "")]
    ['foreign troops on the river']
    """
    found: list[Drawn] = []
    words = in_full(words)
    if TERM.search(words):
        drawn = _by_term(words, before, denied)
        return [drawn] if drawn else []
    answered = _answered(words, before) or _retracted(words, before) or _curtly(words, before)
    if answered is not None:
        return [answered]
    for refusal in find_refusals(words):
        _add(
            found,
            refusal.trigger,
            before + words[: refusal.at],
            holder=refusal.holder,
            fragment=refusal.fragment,
        )
    _judgements(found, words, before, reported=reported)
    if not found:
        condition = deterrent(words)
        clean = _resolved(_clean(condition.trigger), before) if condition else None
        if condition is not None and clean is not None and clean != "it":
            consequence = _clean(condition.consequence) or None
            found.append(Drawn(clean, consequence, "active", False, None, against=condition.of_subject))
    return found


def may_name_holder(words: str) -> bool:
    """Whether red lines in a statement's words may name their holder, which only refusals and the term itself do."""
    return TERM.may_stand_in(words) or may_refuse(words)


def _answered(words: str, before: str) -> Drawn | None:
    """The red line of a question that words answer: "Is the port a red line? It could become one"."""
    answer = _ANSWER.match(words) if "red" in before[-300:] else None
    if answer is None:
        return None
    asked = _ASKED.search(before[-500:])
    if asked is None:
        return None
    status: RedLineStatus = "active"
    if _POSSIBLY.search(answer.group()):
        status = "hypothetical"
    elif _DENIED.search(answer.group()):
        status = "negated"
    return Drawn(_clean(asked["trigger"]), None, status, True, None, asked=True)


def _retracted(words: str, before: str) -> Drawn | None:
    """A red line told before that words take back: "She once called the port a red line. It no longer was one"."""
    if "red" not in before[-300:] or TAKEN_BACK.match(words) is None:
        return None
    once = _ONCE_DRAWN.search(before[before.rfind("\n") + 1 :][-400:])
    if once is None:
        return None
    return Drawn(
        _clean(once["asked"] or once["named"] or once["was"]), None, "rescinded", True, None, asked=True
    )


def _curtly(words: str, before: str) -> Drawn | None:
    """The red line of words that a curt answer follows: "Foreign pilots in our harbour? Out of the question."."""
    answer = _CURT.search(words)
    posed = _POSED.search((before + words[: answer.start()])[-400:]) if answer else None
    return Drawn(_clean(posed["trigger"]), None, "active", False, None, asked=True) if posed else None


def _judgements(found: list[Drawn], words: str, before: str, *, reported: bool) -> None:
    it_is = _IT_IS.search(words)
    if it_is:
        who = it_is.group("for")
        _add(
            found,
            f"{who} to {it_is.group('trigger')}" if who else it_is.group("trigger"),
            before,
            holder=None,
        )
        return
    for match in (*_UNACCEPTABLE.finditer(words), *_PAST.finditer(words), *_ATTACK.finditer(words)):
        clause = _last_clause(match.group("trigger"))
        if _PRONOUN.search(clause) and (subject := _OPENS.match(match["trigger"])):
            clause = subject["subject"]
        if (
            clause.lower() not in {"it", "this", "that"}
            and not clause.endswith(" it")
            and _SUBORDINATE.match(clause) is None
        ):
            _add(found, clause, before, holder=None)
    for match in chain.from_iterable(form.finditer(words) for form in (_CALLED, _INADMISSIBLE, _IS_CLOSED)):
        _add(found, match.group("trigger"), before, holder=None)
    if reported:
        for match in _REPORTED.finditer(words):
            _add(found, match["trigger"], before, holder=None)


def _by_term(words: str, before: str, denied: bool) -> Drawn | None:
    status: RedLineStatus = "active"
    if _RESCINDED.search(words):
        status = "rescinded"
    elif _IMAGINED.search(words):
        status = "hypothetical"
    elif denied or _NO_TERM.search(words):
        status = "negated"
    whose = _FOR.search(words)
    holder, owner = (whose["holder"], whose["owner"]) if whose else (None, None)
    if _ONLY_ASKED.match(words):
        return None
    trigger = None
    named = _NAMED_AS.search(words)
    if named:
        trigger = named.group("trigger")
    else:
        crosses = _CROSSES.search(words)
        if crosses and not (
            _DRAWS.search(_ARTICLE.sub("", crosses["verb"])) or _HEEDS.search(crosses["verb"])
        ):
            trigger = _last_clause(crosses.group("trigger"))
        if trigger is None or _NOTHING.fullmatch(trigger.strip()):
            on = _LINE_ON.search(words)
            trigger = on.group("trigger") if on else None
    if trigger is None:
        return None
    if_first = IF_FIRST.search(words)
    if if_first and TERM.search(if_first.group("consequence")):
        trigger = if_first.group("trigger")
    clean = _resolved(_clean(_FOR_WHOM.sub("", trigger)), before)
    if clean is None:
        return None
    if clean == "it":
        return Drawn("it", None, status, True, holder, pointing=True, owner=owner)
    behind = words[TERM.search(words).end() :]  # type: ignore[union-attr]
    return Drawn(clean, consequence_in(behind), status, True, holder, owner=owner)


def _add(
    found: list[Drawn], trigger: str, before: str, *, holder: str | None, fragment: bool = False
) -> None:
    clean = _resolved(_clean(_TAIL.sub("", trigger) or trigger), before)
    if clean is None or _VAGUE.match(clean) or any(clean in d.trigger or d.trigger in clean for d in found):
        return
    found.append(Drawn(clean, None, "active", False, holder, pointing=clean == "it", fragment=fragment))


def _resolved(trigger: str, before: str) -> str | None:
    """The trigger, or what it points back to; "it" where that is not found and None where nothing can be meant."""
    if not _ANAPHOR.match(trigger):
        return trigger if len(trigger) >= 3 else None
    if trigger.lower() in {"it", "this", "that"}:
        return "it"
    found = list(_ANTECEDENT.finditer(before[before.rfind("\n") + 1 :]))
    if found:
        return _clean(found[-1].group("np"))
    return None


def _last_clause(words: str) -> str:
    return (
        re.split(
            r"(?:^|[;:]|,\s+(?:and|but)|\b(?:say|says|said|clear|stressed|believes?|reiterated|insisted)\sthat|\bsaid|\bsaying|\bbecause|"
            r"\b(?:ago|again|\w+day)\sthat|"
            r"\b(?:tell|told|remind(?:ed)?|inform(?:ed)?|warn(?:ed)?|assured?)\s(?:[\w.'-]+\s){1,5}that)\s+",
            words,
        )[-1].strip()
        or words
    )


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,;:-\"'.").removesuffix(" -").strip()
