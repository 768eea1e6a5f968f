"""Conditions in a statement: what is threatened, deterred or promised, and under which condition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarizer.engines.rules.lexicon import pattern, wording
from summarizer.engines.rules.wordings import Wording

if TYPE_CHECKING:
    from summarizer.models.base import Specificity

IF_FIRST: Final = wording("conditions", "if_first")
_IF_LAST: Final = wording("conditions", "if_last")
_AND_THEN: Final = wording("conditions", "and_then")
_ANY_THING: Final = wording("conditions", "any_thing")
_WOULD_FORCE: Final = wording("conditions", "would_force")
_SUCH_AS: Final = wording("conditions", "such_as")
_TREAT_AS: Final = wording("conditions", "treat_as")
_STOPS: Final = wording("conditions", "stops")
_OR_ELSE: Final = wording("conditions", "or_else")
_RESPOND_TO: Final = wording("conditions", "respond_to")
HOSTILE: Final = wording("conditions", "hostile")
_BENEFIT: Final = wording("conditions", "benefit")
_ASKS_ACT: Final = wording("conditions", "asks_act")
_SPECIFIC: Final = wording("conditions", "specific")
_MUST_OR: Final = Wording(r"\bmust\b[^;.]{3,160},\s+or\s[^;.]{3,160}\b(?:will|would)\b", re.IGNORECASE)
_OR_FACE: Final = Wording(
    r"\bor\s+(?:else\b|(?:they\s+will\s+|it\s+will\s+|to\s+)?(?:face|risk|suffer|pay)\b)", re.IGNORECASE
)
_IF_NOTHING: Final = Wording(r"\bif\s+(?:nothing|no)\b")
# "until the end of June" tells a time, "until the last soldier has left" a condition.
_UNTIL: Final = Wording(
    r"\b(?:[Uu]nless|[Uu]ntil(?!\s(?:at\s(?:least|most)\s)?(?:the\s)?(?:(?:very\s)?(?:end|start|beginning|middle|close)\b|year-end|next|early|mid\b|late\b|now|then|today|tomorrow|further|"
    r"spring|summer|autumn|winter|\d|[A-Z][a-z]+(?:\s\d|\W*$))))\b"
)
_MODAL: Final = Wording(r"\b(?:will|would|shall)\b")
_ANY_MODAL: Final = Wording(r"\b(?:may|would|could|will)\b")
_WOULD: Final = Wording(r"\b(?:will|would)\b")
_FAILING: Final = re.compile(r"^\W*(?:failing\s+(?:that|this)|otherwise|or\s+else)\b", re.IGNORECASE)
_CONSEQUENCE: Final = wording("conditions", "consequence")
_WILL: Final = Wording(
    r"\b(?:will|would|shall|'ll|(?<!you\sare\s)going\s+to|(?:is|are|am|stands?)\s+(?:ready|prepared)\s+to|(?:vow|threaten|swore|sworn|pledg|promis)\w*\s+to|closes|ends|stops|is\sover)\b"
)
_AT_ONCE: Final = wording("conditions", "at_once")
"""What follows, told without "will": "we fly home", "the deal is dead"."""
_NOT: Final = Wording(
    r"\bnot\b(?!\s(?:hesitate|sit|stand|remain|stay|keep|look|flinch|shrink|be\s(?:idle|silent|passive)|think\stwice)\b)|n't"
)
"""Something does not follow; whoever will "not hesitate" or "not sit idle" acts."""
_OWN_ACT: Final = pattern("conditions", "own_act")
_SUFFERS: Final = re.compile(
    r"\b(?:will|would|shall)\s(?:\w+ly\s)?(?:meet|face|pay|suffer|regret|feel|find|be\s\w+(?:ed|n|t|k)\b)"
)
_BY_US: Final = re.compile(
    r"\W*(?:then\s)?(?:we|i|our|my|the\s(?:deal|treaty|talks)|all\sbets|(?:that|it)\s(?:will|would)\sbe)\b",
    re.IGNORECASE,
)
_ASKED_FOR: Final = re.compile(
    r"\b(?:fail\w*|refus\w+|reject\w*|delays?|lack|absence|silence|no)\b", re.IGNORECASE
)
_SPEAKER: Final = re.compile(
    r",\"?\s(?:(?:said|says|warned|added|told|insisted)\s[^,;:.\"]{3,70}|[^,;:.\"]{2,70}\s(?:said|says|warned|added|insisted))(?:,\s[^,;:.\"]{3,40})?,\s\"?"
)
"""A reporting clause between the parts of what is said: "If they land, he warned, we will leave"."""
_AS_NEEDED: Final = re.compile(
    r"\W*(?:need\s+be|(?:it\s+is\s+|it\s+was\s+)?(?:necessary|needed|required|possible|asked|invited|requested)|so)\b\W*$",
    re.IGNORECASE,
)


class Condition(NamedTuple):
    """A deterrent condition: the act that is forbidden, and what the speaker says would follow."""

    trigger: str
    consequence: str
    of_subject: bool = False
    """Whether the act is the subject of what would follow: "any raid will be answered"."""


def compels(words: str) -> bool:
    """Whether words threaten unless something is done: "agree or face sanctions", "until this is achieved".

    >>> compels("if they do not withdraw, we will strike"), compels("if they advance, we will strike")
    (True, False)
    """
    if _FAILING.match(words) and _MODAL.search(words):
        return True
    if _MUST_OR.search(words) or _OR_FACE.search(words):
        return True
    for form in (IF_FIRST, _IF_LAST):
        match = form.search(words)
        if (
            match
            and _ASKS_ACT.search(match.group("trigger"))
            and HOSTILE.search(match.group("consequence"))
            and not _BENEFIT.search(match.group("consequence"))
        ):
            return True
    if _IF_NOTHING.search(words) and _ANY_MODAL.search(words) and HOSTILE.search(words):
        return True
    return bool(_UNTIL.search(words) and _WOULD.search(words) and HOSTILE.search(words))


def offers(words: str) -> bool:
    """Whether words promise something good under a condition."""
    for form in (IF_FIRST, _IF_LAST):
        match = form.search(words)
        if (
            match
            and _BENEFIT.search(match.group("consequence"))
            and not _NOT.search(match.group("consequence"))
        ):
            return True
    return False


def specificity(consequence: str | None) -> Specificity:
    """Of a consequence: none where there is none, specific where it names an act, else vague."""
    if not consequence:
        return "none"
    return "specific" if _SPECIFIC.search(consequence) else "vague"


def consequence_in(words: str) -> str | None:
    """What the holder says would follow: "it would be perceived as a serious breach"."""
    match = _CONSEQUENCE.search(words)
    return match.group("c").strip(" ,;:-\"'.") if match else None


def conditional_harm(words: str) -> bool:
    """Whether words announce a hostile act under any condition: "if the level falls, we will cut the flow"."""
    for form in (IF_FIRST, _IF_LAST):
        match = form.search(words)
        if match is not None:
            follows = match.group("consequence")
            return _harms(follows) and _BENEFIT.search(follows) is None and not _NOT.search(follows)
    return False


def deterrent(words: str) -> Condition | None:
    """The act that words deter: "if they advance, we will strike"; none where they ask for an act or promise a good.

    >>> deterrent("if their ships cross the line, we will close the port").trigger
    'their ships cross the line'
    """
    words = _SPEAKER.sub(", ", words)
    for form in (_ANY_THING, _SUCH_AS, _TREAT_AS, _WOULD_FORCE):
        match = form.search(words)
        if match is not None and not (form is _WOULD_FORCE and _ASKED_FOR.search(match["trigger"])):
            behind = f" it {match['as']}" if form is _TREAT_AS else ""
            return Condition(match["trigger"], match["consequence"] + behind, form is not _TREAT_AS)
    match = _STOPS.search(words)
    if match is not None:
        return Condition(match["trigger"], "")
    for form in (_RESPOND_TO, IF_FIRST, _IF_LAST, _AND_THEN):
        match = form.search(words)
        if match is None:
            continue
        trigger, consequence = match.group("trigger"), match.group("consequence")
        if not _harms(consequence) or _ASKS_ACT.search(trigger):
            continue
        # A good withheld deters, and so does a harm done; a good done or a harm withheld does not.
        if bool(_BENEFIT.search(consequence)) != bool(_NOT.search(consequence)):
            continue
        if form in (IF_FIRST, _IF_LAST) and (_own(trigger, consequence) or _AS_NEEDED.match(trigger)):
            continue
        return Condition(trigger, consequence)
    match = _OR_ELSE.search(words)
    if match is not None and _harms(match["consequence"]) and not _NOT.search(match["consequence"]):
        return Condition(match["trigger"] or match["order"], match["consequence"])
    return None


def _harms(consequence: str) -> bool:
    """Whether what follows is a hostile act, or the end of what holds between the parties."""
    announced = HOSTILE.search(consequence) and _WILL.search(consequence)
    return announced is not None or _AT_ONCE.search(consequence) is not None


def _own(trigger: str, consequence: str) -> bool:
    """Whether a condition is an act of whoever would act on it: "if it attacks, it will win"."""
    act = _OWN_ACT.match(trigger)
    if act is None:
        return False
    who = act["who"].lower()
    return who in {"we", "i"} or not (_SUFFERS.search(consequence) or _BY_US.match(consequence))
