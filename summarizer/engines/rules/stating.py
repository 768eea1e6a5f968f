"""What a sentence states: statements made of its stances, of pieces of attributed words, or of its own words alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarizer.engines.rules.bindings import binding, commits
from summarizer.engines.rules.hearing import GOES_ON, NEUTRAL, NOBODY
from summarizer.engines.rules.lexicon import pattern
from summarizer.engines.rules.phrasal import kind_with
from summarizer.engines.rules.stances import stance_lemmas
from summarizer.engines.rules.statement import Statement
from summarizer.engines.rules.told import LATE, trimmed

if TYPE_CHECKING:
    from summarizer.engines.rules.attributed import Stretch
    from summarizer.engines.rules.hearing import Hearing
    from summarizer.engines.rules.source import Source
    from summarizer.engines.rules.stances import Stance
    from summarizer.engines.rules.told import Told

_WORD: Final = re.compile(r"[\w'-]+")
_UNSAID: Final = pattern("statements", "unsaid")
_LEFT_UNSAID: Final = re.compile(
    r"(?:\b(?:did|does|do|would|could|has|have|had)\s(?:not|never)|n't)\s(?:\w+ly\s)?$"
)
_OF_A_CLAIM: Final = re.compile(
    r"\b(?:reports?|claims?|allegations?|suggestions?|rumou?rs?|accusations?|assertions?|notion|idea)\sthat\s(?:\w+\s)?$"
)
"""What stands behind it is said by others, not by who speaks of it: "no truth in the report that Oslo had threatened"."""
_AUXILIARY: Final = pattern("statements", "auxiliary")
_PRONOUNS: Final = frozenset({"it", "they", "he", "she", "his", "her", "its", "their"})


def statements_in(hearing: Hearing, here: list[Told]) -> list[Statement]:
    """Statements of a sentence that was heard, in order: its stances, then what is told `here` and no stance tells."""
    sentence = hearing.sentence
    made: list[Statement] = []
    taken: list[Stretch] = []
    heard = {stance.cue for stance, _ in hearing.stances}
    for stance, actor in hearing.stances:
        if (
            stance.lemma in NEUTRAL
            and any(one.cue[0] == stance.cue[0] for one in hearing.told)
            and kind_with(stance.lemma, hearing.article.flat, *stance.content) is None
        ):
            continue
        statement = _of_stance(hearing, stance, actor, here)
        if statement is not None:
            made.append(statement)
            taken.append(((stance.subject or stance.cue)[0], statement.content[-1][1]))
    for one in here:
        if one.source is None:
            continue
        if _passive(one):
            if one.attributed.lemma in stance_lemmas() and one.source.kind in {
                "person",
                "institution",
                "delegation",
            }:
                made.append(_of_passive(hearing, one, one.source))
            continue
        if _unsaid(hearing, one, heard):
            continue
        inner = [
            t
            for t in here
            if t.outer is one
            and t.source is not None
            and t.source.kind not in NOBODY
            and not _unsaid(
                hearing, t, heard
            )  # "said Oslo would not object": what Oslo does is all that is said
        ]
        pieces = one.pieces.get(sentence.index, [])
        if one.parted and len(pieces) == 2 and not inner:
            if not any(s < pieces[1][1] and pieces[0][0] < e for s, e in taken):
                taken += pieces
                made.append(_of_pieces(hearing, one, one.source, tuple(pieces)))
            continue
        for start, reach in pieces:
            end = _before_next(hearing, start, reach)
            most = 0.5 * (end - start)
            if taken and sum(max(0, min(e, end) - max(s, start)) for s, e in taken) > most:
                continue
            if inner and any(min(e, end) - max(s, start) > most for t in inner for s, e in t.spans):
                continue
            taken.append((start, end))
            made.append(_of_pieces(hearing, one, one.source, ((start, end),)))
    made.sort(key=lambda s: min(s.content[0][0], s.subject[0] if s.subject else s.content[0][0]))
    if not made and not here and hearing.last is not None:
        free = _free(hearing, hearing.last)
        if free is not None:
            made.append(free)
    return made


def _passive(one: Told) -> bool:
    """Whether what is told is the subject of a verb that says more than "said": "the charge was dismissed by"."""
    return (
        one.attributed.lemma is not None
        and one.attributed.lemma not in NEUTRAL
        and one.spans[-1][1] <= one.cue[0]
        and one.attributed.form != "direct"
    )


def _unsaid(hearing: Hearing, one: Told, heard: set[Stretch]) -> bool:
    """Whether the words were not said: "did not say how", "refused to confirm that"."""
    flat, lemma, form, at = hearing.article.flat, one.attributed.lemma, one.attributed.form, one.cue[0]
    if lemma not in NEUTRAL:
        return (
            lemma is not None
            and form != "direct"
            and not one.attributed.carried
            and one.cue not in heard
            and _UNSAID.search(flat[max(0, at - 30) : at]) is not None
        )
    return (
        form == "indirect"
        and at < one.spans[0][0]
        and _LEFT_UNSAID.search(flat[max(0, at - 24) : at]) is not None
    )


def _before_next(hearing: Hearing, start: int, end: int) -> int:
    """Where words end that a further verb of their subject follows: "talks had failed and accused Oslo"."""
    flat = hearing.article.flat
    for stance, _ in hearing.stances:
        if stance.subject is None and start < stance.cue[0] < end:
            joined = GOES_ON.search(flat, start, stance.cue[0])
            if joined is not None and joined.end() == stance.cue[0]:
                return trimmed(flat, start, joined.start())[1]
    return end


def _free(hearing: Hearing, last: Source) -> Statement | None:
    """A sentence that goes on with what the last speaker said: "It would not, however, sign a treaty"."""
    sentence, flat = hearing.sentence, hearing.article.flat
    if last.side is None or flat.count('"', sentence.start, sentence.end) not in {0, 2}:
        return None
    quoted = flat.find('"', sentence.start, sentence.end)
    if quoted >= 0 and 2 * (flat.rfind('"', quoted, sentence.end) - quoted) > sentence.end - sentence.start:
        return None
    bound = binding(hearing.article, sentence.start, sentence.end)
    first = sentence.lower[0] if sentence.lower else ""
    if bound.joint or (bound.party != last.side and not (bound.party is None and first in _PRONOUNS)):
        return None
    if not commits(hearing.article, bound):
        return None
    content = trimmed(flat, sentence.start, sentence.end)
    return Statement(
        sentence, "say", (sentence.start, sentence.start), last, last, (content,), None, direct=False
    )


def _of_stance(hearing: Hearing, stance: Stance, actor: Source, here: list[Told]) -> Statement | None:
    content = stance.content
    same = next((t for t in here if t.cue[0] == stance.cue[0] and not t.label), None)
    outer = hearing.inside(stance.cue)
    if outer is not None and outer is not same and _deep(hearing, outer, stance):
        return None
    if outer is not None:
        speaker = outer.attributed.speaker
        if (
            outer is not same
            and outer.outer is not same
            and speaker
            and content[0] < speaker.start < content[1]
        ):
            # "Oslo rejects the plan, he said": the reporting clause is no part of what was said
            content = (content[0], speaker.start)
        pieces = outer.pieces.get(hearing.sentence.index, ()) or outer.spans
        edge = next((e for s, e in pieces if s <= stance.cue[0] < e), content[1])
        content = (content[0], min(content[1], edge))
    spans: tuple[Stretch, ...] = (content,)
    if _WORD.search(hearing.article.flat, *content) is None:
        if same is None or not same.spans:
            return None
        spans = same.spans
    if same is not None and same.spans[0][0] < stance.cue[0]:
        spans = same.spans  # "…," he warned
    subject = stance.subject
    if spans[0][0] < stance.cue[0]:
        subject = None
    elif subject is None:
        subject = stance.cue
    return Statement(
        hearing.sentence,
        stance.lemma,
        stance.cue,
        hearing.speaker(outer, actor),
        actor,
        spans,
        subject,
        direct=False,
        told=outer.number if outer else -1,
        transcript=bool(outer and outer.label),
    )


def _deep(hearing: Hearing, outer: Told, stance: Stance) -> bool:
    """Whether a stance is only a part of what is said: behind a condition, or late in a quotation."""
    start = (stance.subject or stance.cue)[0]
    for s, e in outer.pieces.get(hearing.sentence.index, ()):
        if s <= stance.cue[0] < e:
            before = len(_WORD.findall(hearing.article.flat[s:start]))
            if before and _OF_A_CLAIM.search(hearing.article.flat, s, start):
                return True
            direct = outer.label or outer.attributed.form == "direct"
            return before > 0 and (
                LATE.match(hearing.article.flat, s, e) is not None or (direct and before > 3)
            )
    return False


def _of_passive(hearing: Hearing, one: Told, source: Source) -> Statement:
    """ "The charge was dismissed by the general as an invention": whole, since the verb carries the meaning."""
    content = trimmed(hearing.article.flat, one.spans[0][0], hearing.sentence.end)
    return Statement(
        hearing.sentence,
        one.attributed.lemma or "say",
        one.cue,
        hearing.speaker(one.outer, source),
        source,
        (content,),
        None,
        direct=False,
        told=one.number,
    )


def _of_pieces(hearing: Hearing, one: Told, source: Source, pieces: tuple[Stretch, ...]) -> Statement:
    piece = pieces[0]
    lemma = "say" if one.attributed.carried else one.attributed.lemma or "say"
    direct = one.label or one.attributed.form == "direct"
    behind = piece[0] >= one.cue[1]
    subject = None
    if lemma not in NEUTRAL and one.attributed.speaker is not None and behind and not one.attributed.carried:
        own = hearing.sentence.start <= source.start < piece[0]
        subject = (source.start, source.end) if own else one.cue
    elif not direct and lemma in stance_lemmas() and behind and not _clause(hearing, one.cue[1], piece):
        subject = one.cue  # "stressed the importance of"
    return Statement(
        hearing.sentence,
        lemma,
        one.cue,
        hearing.speaker(one.outer, source),
        source,
        pieces,
        subject,
        direct=direct,
        told=one.number,
        transcript=one.label,
    )


def _clause(hearing: Hearing, cue: int, piece: Stretch) -> bool:
    """Whether what stands behind a verb is a clause rather than a thing: "that talks help", not "their importance"."""
    flat = hearing.article.flat
    return bool(flat[cue : piece[0]].strip()) or _AUXILIARY.search(flat, *piece) is not None
