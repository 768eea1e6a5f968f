"""Red lines in a statement: a trigger, and words that a holder will not accept it.

Non-acceptance is the term itself, "unacceptable" and its kin, "will not accept/allow/tolerate", "non-negotiable", a
refusal of the holder's own concession, or a conditional commitment ("if X proceeds, we will ..."). A condition that
asks for an act ("unless X withdraws") makes a threat, not a red line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarizer.models.base import RedLineStatus, Specificity

TERM: Final = re.compile(r"\bred[\s-]lines?\b", re.I)
_BE: Final = r"(?:is|are|was|were|be|been|being|remains?|constitutes?|represents?|amounts?\s+to|means?|becomes?|become|cross(?:es|ed|ing)?|would|will)"
_CROSSES: Final = re.compile(
    rf"(?P<trigger>[^;:]{{3,240}}?)\s+(?P<verb>(?:would|will|could|may|might|can|must|shall|has|have|had|does|do|is|are|was|were|remains?|constitutes?|represents?|crosses|crossed|amounts?)\b[^;,.]{{0,60}}?)(?:\W{{0,3}}red[\s-]lines?)",
    re.I,
)
_NAMED_AS: Final = re.compile(
    r"\b(?:defin(?:e|es|ed|ing)|describ(?:e|es|ed|ing)|call(?:s|ed|ing)?|consider(?:s|ed|ing)?|declar(?:e|es|ed|ing)|designat(?:e|es|ed)|view(?:s|ed)?|regard(?:s|ed)?|treat(?:s|ed)?|see(?:s|n)?|saw|brand(?:s|ed)?|label(?:s|led)?)\s+"
    r"(?P<trigger>[^;:]{2,200}?)\s+(?:as\s+|to\s+be\s+)?(?:a|an|its|their|our|his|another|the)\s+\W{0,2}(?:[\w-]+\s+){0,3}?red[\s-]lines?",
    re.I,
)
_LINE_ON: Final = re.compile(
    r"\bred[\s-]lines?\W{0,2}\s+(?:(?:on|over|against|regarding|concerning|around|at|about)\s+|(?:is|are|was|were|remains?|include[sd]?)\s+(?:that\s+)?|:\s*)(?P<trigger>[^;.]{4,200})",
    re.I,
)
_FOR: Final = re.compile(r"\bred[\s-]lines?\W{0,2}\s+for\s+(?:the\s+)?(?P<holder>[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?)")
_NO_TERM: Final = re.compile(
    r"\b(?:not|never|n't|isn't|wasn't|nor)\s(?:\w+\s){0,3}\W{0,2}red[\s-]lines?|\bno\s(?:\w+\s)?\W{0,2}red[\s-]lines?|\bdoes\s+not\s+(?:consider|regard|view|see)\b[^.;]{0,160}\bred[\s-]lines?|\bnot\s+(?:\w+\s+){0,3}\W{0,2}red[\s-]line",
    re.I,
)
_RESCINDED: Final = re.compile(
    r"\bno\s+longer\b[^.;]{0,120}\bred[\s-]lines?|\b(?:dropped|abandon(?:ed|s)|withdr(?:ew|awn)|lifted|gave\s+up|given\s+up|scrapped|softened|rescinded|retracted|backed\s+(?:away|down)\s+from|walked\s+back)\b[^.;]{0,80}\bred[\s-]lines?|\bred[\s-]lines?\b[^.;]{0,40}\b(?:no\s+longer|dropped|withdrawn|lifted|rescinded|abandoned)\b",
    re.I,
)
_FOR_WHOM: Final = re.compile(r"^For\s(?:us|[A-Z]\w+),?\s")
_NO_LONGER: Final = re.compile(r"\bno\s+longer\b", re.I)
_IMAGINED: Final = re.compile(
    r"\b(?:could|may|might)\s+(?:\w+\s+)?(?:become|be|draw|set|turn|declare|announce|define)\b[^.;]{0,60}\bred[\s-]lines?|\bwhether\b[^.;]{0,120}\bred[\s-]lines?|\b(?:considering|weighing|contemplating)\b[^.;]{0,80}\bred[\s-]lines?|\bif\b[^.;,]{0,80}\b(?:were|was)\s+(?:ever\s+)?to\s+(?:draw|set|declare)\b",
    re.I,
)
_NOT: Final = r"(?:(?:will|would|shall|can|could|do|does|is|are|am|was|were|must|should|to)\s+(?:\w+ly\s+|simply\s+)?(?:not|never)(?:\s+(?:ever|be\s+able\s+to|going\s+to|prepared\s+to|willing\s+to|ready\s+to))?|cannot|can't|won't|wouldn't|couldn't|will\s+under\s+no\s+circumstances|(?:under\s+no\s+circumstances|never)\s+(?:will|would|shall|can)(?:\s+(?:we|it|they|he|she|[A-Z]\w+))?)"
_NOT_ACCEPT: Final = re.compile(
    rf"\b(?P<not>{_NOT})\s+(?:\w+ly\s+|ever\s+|again\s+)?(?P<verb>accept|allow|tolerate|permit|countenance|condone|put\s+up\s+with|stand\s+for|agree\s+to|accede\s+to|consent\s+to|recogni[sz]e|acquiesce\s+(?:to|in)|let)\b\s+(?P<trigger>[^;.]{{3,260}})",
    re.I,
)
_NOT_ALLOWED: Final = re.compile(
    rf"(?P<subject>[^;:,.\"]{{2,140}}?)\s+(?P<not>{_NOT}|must\s+(?:not|never))\s+(?:\w+ly\s+|ever\s+)?be\s+(?:allowed|permitted|tolerated|accepted)\b(?P<rest>[^;.]{{0,200}})",
    re.I,
)
_CONCEDE: Final = re.compile(
    rf"\b(?P<not>{_NOT})\s+(?:\w+ly\s+|ever\s+)?(?P<trigger>(?:relinquish|give\s+up|abandon|surrender|cede|renounce|concede|compromise\s+on|negotiate\s+(?:on|over|about|away|under)|bargain\s+(?:over|away)|"
    rf"back\s+down\s+(?:on|from)|bow\s+to|yield\s+(?:to|on)|retreat\s+from|withdraw\s+from|hand\s+over|dismantle|disarm|lay\s+down|part\s+with|sell|lease|sign|trade|hand\s+back|release|pay\s+(?:for|any)|go\s+back\s+(?:on|to)|leave\s+(?:its|our|the)|forgo|forfeit|"
    rf"(?:engage|negotiate|talk|hold\s+(?:any\s+)?talks|enter\s+(?:into\s+)?(?:talks|negotiations)|return\s+to\s+(?:the\s+)?(?:talks|negotiations|table)|sit\s+down)\b(?=[^;.]{{0,80}}\b(?:before|until|unless|while|as\s+long\s+as|under))|"
    rf"(?:halt|stop|end|suspend|freeze)\s+(?:its|our|their|the|uranium|enrich)\w*)\b[^;.]{{0,220}})",
    re.I,
)
_RULED_OUT: Final = re.compile(r"\b(?:rul(?:e|es|ed|ing)\s+out)\s+(?P<trigger>[^;.]{4,220})", re.I)
_OWN_HARM: Final = re.compile(r"\b(?:use\s+of\s+force|force|military\s+(?:action|option|strikes?)|attack(?:s|ing)?|strikes?|war|resignation|resigning|retaliat\w+|response)\b", re.I)
_UNACCEPTABLE: Final = re.compile(
    r"(?P<trigger>[^;:]{2,240}?)\s+(?:is|are|would\s+be|will\s+be|remains?)\s+(?:also\s+|therefore\s+|simply\s+)?(?:(?:\w+ly|utterly|an?|not|up|on|to|Israel|for|us|all|any)\s+){0,4}?"
    r"(?P<word>unacceptable|not\s+acceptable|inadmissible|intolerable|non-negotiable|not\s+negotiable|not\s+open\s+to\s+negotiation|not\s+up\s+for\s+(?:negotiation|discussion|debate)|not\s+subject\s+to\s+negotiation|out\s+of\s+the\s+question|off\s+the\s+table|not\s+for\s+(?:rent|sale|negotiation)|(?:a\s+)?non-?starter|(?:a\s+)?deal-?breaker)\b",
    re.I,
)
_PAST: Final = re.compile(
    r"(?P<trigger>[^;:]{2,240}?)\s+(?:was|were|had\s+been)\s+(?P<word>non-negotiable|not\s+negotiable|out\s+of\s+the\s+question|off\s+the\s+table|not\s+for\s+(?:rent|sale|negotiation))\b", re.I
)
_IT_IS: Final = re.compile(
    r"\bit\s+(?:is|would\s+be|will\s+be)\s+(?:\w+ly\s+)?(?:unacceptable|inadmissible|intolerable|out\s+of\s+the\s+question)\s+(?:for\s+(?P<for>[^;.,]{3,120}?)\s+)?(?:that|to)\s+(?P<trigger>[^;.]{4,200})",
    re.I,
)
_IF_FIRST: Final = re.compile(
    r"\b(?:if|should|in\s+the\s+event\s+(?:that|of)|in\s+case\s+of|were)\s+(?P<trigger>[^;.]{4,220}?),\s+(?:then\s+)?(?P<consequence>[^;.]{5,260})", re.I
)
_IF_LAST: Final = re.compile(r"(?P<consequence>[^;.]{5,240}?\b(?:will|would|shall)\b[^;.]{3,200}?),?\s+(?:if|in\s+the\s+event\s+(?:that|of)|should|in\s+case\s+of)\s+(?P<trigger>[^;.]{4,220})", re.I)
_ANY_ACT: Final = re.compile(
    r"\b(?P<trigger>(?:any|every)\s+(?:[\w'-]+\s+){0,4}?(?:attack|act|action|aggression|attempt|violation|incursion|move|strike|breach|assault|deployment|interference|provocation|mistake|adventurism|threat|encroachment)s?\b[^;,.]{0,140}?)\s+"
    r"(?P<consequence>(?:will|would|shall)\s+(?:be\s+(?:met|answered|considered|treated|regarded|seen|viewed|responded|dealt|countered|followed)|face|draw|trigger|prompt|provoke|receive|meet|bring|lead\s+to\s+(?:a|an|our)\s+\w+\s*response|result\s+in\s+(?:a|an)\s+\w*\s*response)\b[^;.]{0,160})",
    re.I,
)
_RESPOND_TO: Final = re.compile(
    r"\b(?P<consequence>(?:will|would)\s+(?:\w+ly\s+)?(?:respond|retaliate|react|answer|hit\s+back|strike\s+back)\b(?:\s+(?:\w+ly|with\s+\w+(?:\s+force)?))?)\s+(?:to|against|for)\s+(?P<trigger>(?:any|every|further|new)\s+[^;.]{4,160})",
    re.I,
)
HOSTILE: Final = re.compile(
    r"\b(?:respond|retaliat\w+|react|response|consider\s+it|regard\s+it|treat\s+it|view\s+it|see\s+it|(?:be\s+)?(?:considered|treated|regarded|seen|viewed|perceived)|consequences?|act(?:s|ed)?\s+(?:against|accordingly|decisively|alone|militarily|to)|strike|attack|hit|destroy|target|take\s+(?:\w+\s+){0,2}(?:action|measures?|steps?)|"
    r"not\s+hesitate|defend|expel|suspend|withdraw|walk\s+(?:away|out)|quit|leave|pull\s+out|impose|sanction\w*|cut\s+(?:off|ties)|sever|close|block|halt|stop|end|break\s+off|resume|abandon|use\s+(?:\w+\s+)?force|crush|pay|price|prevent|intervene|downgrade|recall|face|forced\s+to|no\s+choice|reserve|freeze|terminate|boycott|war|shoot|striking|fighting|go\s+on|keep|bring\s+the|go\s+to|reconsider|closes|stops|ends|cut|shut|over)\b",
    re.I,
)
_BENEFIT: Final = re.compile(
    r"\b(?:lift|ease|release|free|reward|reciprocate|recogni[sz]e|normali[sz]e|welcome|support|help|assist|provide|join|agree|accept|sign|invest|be\s+(?:ready|willing|prepared|able|happy|open)|return\s+to\s+(?:the\s+)?(?:talks|table|negotiat\w+)|reopen|resume\s+(?:the\s+)?(?:talks|negotiations|dialogue|cooperation)|end\s+(?:the\s+)?(?:war|operation|offensive|sanctions|blockade|fighting)|stop\s+(?:the\s+)?(?:war|attacks|operation|fighting|firing)|benefit|work\s+with|pay\s+(?:its|for|our|half|a\s+(?:third|share))|resume\s+(?:\w+\s+){0,2}(?:exports|deliver\w+|flights)|let|drop\s+its)\b",
    re.I,
)
_ASKS_ACT: Final = re.compile(
    r"\b(?:not|n't|fails?|failed|failing|refus\w+|reject\w*|unless|until|no\s+(?:agreement|deal|progress)|never|ignor\w+|delay\w*|nothing|lack\s+of)\b", re.I
)
_SPECIFIC: Final = re.compile(
    r"\b(?:strike|attack|bomb|destroy|expel|suspend|withdraw|walk\s+(?:away|out)|quit|pull\s+out|impose|sanctions?|tariffs?|cut\s+(?:off|ties)|sever|close|block|boycott|terminate|resume|recall|shoot\s+down|freeze|leave\s+the|halt|blockade|deploy|enrich)\b", re.I
)
_ANAPHOR: Final = re.compile(
    r"^(?:any\s+)?(?:such\s+(?:a\s+)?|this|that|the|these|those)?\s*(?:kind\s+of\s+)?(?:move|step|action|act|decision|attempt|plan|presence|scenario|development|measure|possibility|idea|proposal|demand|step)s?$|^(?:it|this|that|these|those|they|doing\s+so|to\s+do\s+so|such)$",
    re.I,
)
_VAGUE: Final = re.compile(r"^(?:the\s+)?(?:situation|status\s+quo|current\s+situation|reality|behaviou?r|rhetoric|pace|number|level)s?\b", re.I)
_ANTECEDENT: Final = re.compile(
    r"\b(?:concerns?\s+(?:about|over|at)|concerning|regarding|warning\s+(?:about|against|over)|warned\s+(?:\w+\s+)?(?:about|against|of)|about|over|against|intention\s+to|plans?\s+(?:to|for)|proposals?\s+(?:to|for|on)|attempts?\s+(?:to|at)|demands?\s+(?:to|for|that))\s+(?P<np>(?!it\b|this\b|that\b)[^;.,\"]{8,200}(?:,\s+(?:particularly|especially|including|notably)\s+[^;.,\"]{3,80})?)",
    re.I,
)
_CONSEQUENCE: Final = re.compile(
    r"\b(?P<c>(?:it|this|that|they|we|[A-Z]\w+)\s+(?:would|will)\s+(?:be\s+(?:perceived|regarded|treated|considered|seen|viewed|met|forced)|respond|retaliate|consider|treat|regard|act|take|not\s+hesitate|strike|face)\b[^;.]{0,200})"
)
_TAIL: Final = re.compile(r"(?:,?\s(?:but|saying|adding|warning|stressing|while|because|since|as\sit|noting|according\sto|and\s(?:that|said|will|would|it|he|she|they|we|has|have|had|is|was|called|urged|ruled|warned|demanded|rejected))\b[^;.]{0,400}|,\s(?:not\s(?:for|today|now|even|in)|from\snobody|(?:he|she|they|it|we)\s)[^;.]{0,200})$", re.I)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A red line found in the words of a statement."""

    trigger: str
    consequence: str | None
    status: RedLineStatus
    explicit: bool
    own: bool
    """Whether the trigger is a concession of the holder's own."""
    holder_words: str | None
    """Words that name the holder, where the clause does."""
    pointing: bool = False
    """Whether the trigger only points back: "that is our red line"."""


def find_red_lines(words: str, before: str, *, denied: bool = False) -> list[Drawn]:
    """Red lines in a statement's words.

    `before` is what stands before them, where "any such move" finds its meaning; `denied` tells that the statement
    denies its words.

    >>> [d.trigger for d in find_red_lines("we will not accept foreign troops on the river", "")]
    ['foreign troops on the river']
    """
    found: list[Drawn] = []
    if TERM.search(words):
        drawn = _by_term(words, before, denied)
        return [drawn] if drawn else []
    for match in _NOT_ACCEPT.finditer(words):
        if match.group("verb").lower().startswith("recogni") and re.match(r"do|did", match.group("not"), re.I):
            continue
        for trigger in _split(match.group("trigger")):
            _add(found, trigger, before + words[: match.start()], None, own=False, holder=_subject(words, match.start()))
    for match in _NOT_ALLOWED.finditer(words):
        rest = match.group("rest")
        trigger = _last_phrase(match.group("subject")) + (rest if rest.strip().startswith("to ") else "")
        _add(found, trigger, before, None, own=False, holder=None)
    for match in _CONCEDE.finditer(words):
        _add(found, match.group("trigger"), before, None, own=True, holder=_subject(words, match.start()))
    for match in _RULED_OUT.finditer(words):
        if not _OWN_HARM.search(match.group("trigger")):
            _add(found, match.group("trigger"), before, None, own=True, holder=None)
    for match in _LIFTED_BEFORE.finditer(words):
        trigger = f"{_last_phrase(match.group('subject'))} {match.group('verb')} {match.group('rest')}"
        _add(found, trigger, before, None, own=True, holder=None)
    it_is = _IT_IS.search(words)
    if it_is:
        who = it_is.group("for")
        _add(found, f"{who} to {it_is.group('trigger')}" if who else it_is.group("trigger"), before, None, own=False, holder=None)
    else:
        for match in (*_UNACCEPTABLE.finditer(words), *_PAST.finditer(words)):
            own = re.search(r"nego|the\s+table", match.group("word")) is not None
            clause = _last_clause(match.group("trigger"))
            if clause.lower() not in {"it", "this", "that"}:
                _add(found, clause, before, None, own=own, holder=None)
    if not found:
        found.extend(_conditional(words, before))
    return found


def compels(words: str) -> bool:
    """Whether words threaten unless something is done: "agree or face sanctions", "until this is achieved".

    >>> compels("if they do not withdraw, we will strike"), compels("if they advance, we will strike")
    (True, False)
    """
    if _FAILING.match(words) and re.search(r"\b(?:will|would|shall)\b", words):
        return True
    if re.search(r"\bmust\b[^;.]{3,160},\s+or\s[^;.]{3,160}\b(?:will|would)\b", words, re.I) or re.search(r"\bas\s+long\s+as\b[^;.]{3,120},\s[^;.]{3,120}\bwill\b[^;.]{0,60}\b(?:closed|shut|frozen|blocked|suspended|continue)\b", words, re.I):
        return True
    if re.search(r"\bor\s+(?:else\b|(?:they\s+will\s+|it\s+will\s+|to\s+)?(?:face|risk|suffer|pay)\b)", words, re.I):
        return True
    for pattern in (_IF_FIRST, _IF_LAST):
        match = pattern.search(words)
        if match and _ASKS_ACT.search(match.group("trigger")) and HOSTILE.search(match.group("consequence")) and not _BENEFIT.search(match.group("consequence")):
            return True
    if re.search(r"\b(?:may|would|could|will)\b", words) and re.search(r"\bif\s+(?:nothing|no)\b", words) and HOSTILE.search(words):
        return True
    return bool(re.search(r"\b(?:unless|until)\b", words, re.I) and re.search(r"\b(?:will|would)\b", words) and HOSTILE.search(words))


def offers(words: str) -> bool:
    """Whether words promise something good under a condition."""
    for pattern in (_IF_FIRST, _IF_LAST):
        match = pattern.search(words)
        if match and _BENEFIT.search(match.group("consequence")) and not re.search(r"\bnot\b|n't", match.group("consequence")):
            return True
    return False


def specificity(consequence: str | None) -> Specificity:
    """Of a consequence: none where there is none, specific where it names an act, else vague."""
    if not consequence:
        return "none"
    return "specific" if _SPECIFIC.search(consequence) and not re.search(r"\b(?:consider|perceived|regarded|treated|viewed|seen)\b", consequence) else "vague"


def consequence_in(words: str) -> str | None:
    """What the holder says would follow: "it would be perceived as a serious breach"."""
    match = _CONSEQUENCE.search(words)
    return _clean(match.group("c")) if match else None


def _by_term(words: str, before: str, denied: bool) -> Drawn | None:
    status: RedLineStatus = "active"
    if _RESCINDED.search(words):
        status = "rescinded"
    elif _IMAGINED.search(words):
        status = "hypothetical"
    elif denied or _NO_TERM.search(words):
        status = "negated"
    holder = _FOR.search(words)
    trigger = None
    named = _NAMED_AS.search(words)
    if named:
        trigger = named.group("trigger")
    else:
        crosses = _CROSSES.search(words)
        if crosses:
            trigger = _last_clause(crosses.group("trigger"))
        if trigger is None or re.match(r"^(?:there|one|our|its|their|the)$", trigger.strip(), re.I):
            on = _LINE_ON.search(words)
            trigger = on.group("trigger") if on else None
    if trigger is None:
        return None
    if_first = _IF_FIRST.search(words)
    if if_first and TERM.search(if_first.group("consequence")):
        trigger = if_first.group("trigger")
    clean = _resolved(_clean(_FOR_WHOM.sub("", _NO_LONGER.sub("", trigger))), before)
    if clean is None:
        return None
    if clean == "it":
        return Drawn("it", None, status, True, False, holder.group("holder") if holder else None, pointing=True)
    behind = words[TERM.search(words).end() :]  # type: ignore[union-attr]
    return Drawn(clean, consequence_in(behind), status, True, False, holder.group("holder") if holder else None)


def _conditional(words: str, before: str) -> list[Drawn]:
    for pattern in (_ANY_ACT, _RESPOND_TO, _IF_FIRST, _IF_LAST):
        match = pattern.search(words)
        if not match:
            continue
        trigger, consequence = match.group("trigger"), match.group("consequence")
        if not HOSTILE.search(consequence) or _ASKS_ACT.search(trigger) or re.search(r"\b(?:could|may|might)\b", consequence):
            continue
        if not re.search(r"\b(?:will|would|shall|'ll|closes|ends|stops|is\s+over)\b", consequence) or (_BENEFIT.search(consequence) and not re.search(r"\bnot\b|n't", consequence)):
            continue
        if re.match(r"\s*(?:we|I|it|they)\s+(?!(?:are|is|were|was|starts?|resumes?|proceeds?|happens?|comes?|continues?)\b|(?:are|is|were|was)\s+(?:\w+\s+)?(?:attacked|threatened|struck|hit|targeted|invaded|provoked))", trigger, re.I) and pattern in (_IF_FIRST, _IF_LAST):
            continue
        clean = _resolved(_clean(trigger), before)
        if clean is None:
            continue
        status: RedLineStatus = "active"
        holder = re.match(r"\s*(?:then\s+)?(?P<h>[A-Z][\w.]*(?:\s+[A-Z][\w.]*)?|the\s+[\w]+)\s+(?:will|would)\b", consequence)
        return [Drawn(clean, _clean(consequence), status, False, False, holder.group("h") if holder else None)]
    return []


_LIFTED_BEFORE: Final = re.compile(
    r"(?P<subject>[^;:,.\"]{2,140}?)\s+(?:will|would|shall|can)\s+not\s+be\s+(?P<verb>lifted|eased|signed|released|restored|reopened|withdrawn|handed\s+over|given\s+back)\s+(?P<rest>(?:before|until|unless|while|as\s+long\s+as)\b[^;.]{3,160})", re.I
)
_FAILING: Final = re.compile(r"^\W*(?:failing\s+(?:that|this)|otherwise|or\s+else)\b", re.I)


def _add(found: list[Drawn], trigger: str, before: str, consequence: str | None, *, own: bool, holder: str | None) -> None:
    clean = _resolved(_clean(_TAIL.sub("", trigger) or trigger), before)
    if clean is None or _VAGUE.match(clean) or any(clean in d.trigger or d.trigger in clean for d in found):
        return
    found.append(Drawn(clean, consequence, "active", False, own, holder, pointing=clean == "it"))


def _split(trigger: str) -> list[str]:
    """Two triggers joined by "or": "foreign troops or the surrender of its missiles"; other lists stay together."""
    parts = re.split(r",?\s+(?:or|nor)\s+", trigger)
    if len(parts) == 2 and all(len(p.split()) >= 3 for p in parts):
        return parts
    return [trigger]


def _resolved(trigger: str, before: str) -> str | None:
    """The trigger, or what it points back to; "it" where that is not found and None where nothing can be meant."""
    if not _ANAPHOR.match(trigger):
        return trigger if len(trigger) >= 3 else None
    if trigger.lower() in {"it", "this", "that"}:
        return "it"
    last = None
    for last in _ANTECEDENT.finditer(before[before.rfind("\n") + 1 :]):
        pass
    if last:
        return _clean(last.group("np"))
    return None


def _subject(words: str, at: int) -> str | None:
    """The words just before a refusal, where they may name its holder."""
    match = re.search(r"(?:^|[,;:\"]\s*|\b(?:that|and|but)\s+)(?P<s>[\w.'-]+(?:\s+[\w.'-]+){0,4})\s*$", words[max(0, at - 80) : at])
    return match.group("s") if match else None


def _last_clause(words: str) -> str:
    return re.split(r"(?:^|[;:]|,\s+(?:and|but)|\b(?:say|says|said|clear|stressed|believes?|reiterated|insisted)\sthat|\bsaid|\bsaying|\bbecause)\s+", words)[-1].strip() or words


def _last_phrase(words: str) -> str:
    return re.split(r"\b(?:that|and|but|said)\s+", words)[-1].strip() or words


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,;:-\"'.").removesuffix(" -").strip()
