"""Says in plain sentences why a rule came out as it did: the parts that decided, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessments.catalogue.expressions import Always, Derived, Filled, Not, Trace
from assessments.catalogue.facts import Answers, Facts
from assessments.catalogue.logic import Truth
from assessments.catalogue.schema import Edition
from assessments.catalogue.texts import Text
from assessments.catalogue.values import ABSENT, UNKNOWN, Missing
from assessments.enums import Result
from assessments.evaluation import phrases
from assessments.evaluation.evaluate import PreliminaryResult
from assessments.evaluation.phrases import Clause

_HEADS = {
    Result.MET: Text(ko="이 기준을 충족합니다.", en="Met"),
    Result.NOT_MET: Text(ko="이 기준을 충족하지 못합니다.", en="Not met"),
    Result.NOT_APPLICABLE: Text(ko="이 기준은 적용되지 않습니다.", en="Not applicable"),
    Result.UNDETERMINED: Text(ko="아직 판단할 수 없습니다.", en="Cannot be told yet"),
}
_HIDDEN: dict[Truth, Text] = {
    False: Text(ko="묻지 않는 질문입니다.", en="Not asked"),
    None: Text(ko="물을지 아직 알 수 없습니다.", en="Not known yet whether it is asked"),
}


def explain(edition: Edition, preliminary: PreliminaryResult, answers: Answers) -> Text:
    """One paragraph: the result, and the answers that decided it."""
    return explain_by(Facts(edition, answers), preliminary)


def explain_by(facts: Facts, preliminary: PreliminaryResult) -> Text:
    """The same, for whoever has read the answers already."""
    return _paragraph(_HEADS[preliminary.result], _clauses(_decisive(preliminary), facts))


def reasons(edition: Edition, preliminary: PreliminaryResult, answers: Answers) -> tuple[Text, ...]:
    """The same reasons as sentences of their own, for a list."""
    return tuple([_sentence(one) for one in _clauses(_decisive(preliminary), Facts(edition, answers))])


def explain_hidden(edition: Edition, answers: Answers) -> dict[str, Text]:
    """Why each question that is not asked is not, or why that cannot be told yet; by its id."""
    facts = Facts(edition, answers)
    return {
        question.id: _paragraph(_HIDDEN[asked], _clauses(question.show.trace(facts), facts))
        for question in edition.questions.values()
        if question.show and (asked := facts.asked[question.id]) is not True
    }


def to_answer(facts: Facts, preliminary: PreliminaryResult) -> tuple[str, ...]:
    """Of a result that cannot be told the questions that are asked, blank, and leave it open."""
    leaves = [leaf for leaf in _deciding(_decisive(preliminary)) if leaf.truth is None]
    unknown = [name for leaf in leaves for name, value in leaf.seen if value is UNKNOWN]
    return tuple(_blank(unknown, facts))


def _decisive(preliminary: PreliminaryResult) -> Trace:
    """The rule that settled the result, or left it open."""
    return preliminary.test if preliminary.applies.truth else preliminary.applies


def _clauses(trace: Trace, facts: Facts) -> list[Clause]:
    """What decided, without repetition: what follows from an answer already named is not said again."""
    leaves = list(_deciding(trace))
    said = {name for leaf in leaves if not _follows(leaf) for name, _ in leaf.seen}
    found = [clause for leaf in leaves for clause in _said(leaf, facts, said)]
    unknown = [name for leaf in leaves if leaf.truth is None for name, value in leaf.seen if value is UNKNOWN]
    if blank := _blank(unknown, facts):
        found.append(phrases.blank([facts.edition.question(name) for name in blank]))
    return list(dict.fromkeys(found))


def _follows(leaf: Trace) -> bool:
    """Whether a leaf says nothing of its own: the question is not asked, or is merely filled in."""
    return isinstance(leaf.node, Filled) or any(value is ABSENT for _, value in leaf.seen)


def _deciding(trace: Trace) -> Iterator[Trace]:
    """The leaves that made the whole come out as it did: of a group, the parts that agree with it."""
    if isinstance(trace.node, Not | Derived):
        yield from _deciding(trace.parts[0])
    elif trace.parts:
        for part in trace.parts:
            if part.truth is trace.truth:
                yield from _deciding(part)
    elif not isinstance(trace.node, Always):
        yield trace


def _said(leaf: Trace, facts: Facts, said: set[str]) -> Iterator[Clause]:
    """What one leaf saw, unless it was blank; ``said`` are the questions named by other leaves."""
    question = facts.edition.question
    if absent := [name for name, value in leaf.seen if value is ABSENT]:
        for name in absent:
            because = _ruled_out_by(name, facts)
            if not because or not because.keys() <= said:
                yield phrases.not_asked(question(name), because.values())
    elif leaf.truth is not None and not (isinstance(leaf.node, Filled) and leaf.node.name in said):
        yield phrases.clause(facts.edition, leaf)


def _ruled_out_by(name: str, facts: Facts) -> dict[str, Text]:
    """The answers because of which a question is not asked, by question."""
    show = facts.edition.question(name).show
    seen = dict(pair for leaf in _deciding(show.trace(facts)) for pair in leaf.seen) if show else {}
    return {
        question_id: phrases.brief(facts.edition.question(question_id), value)
        for question_id, value in seen.items()
        if not isinstance(value, Missing)
    }


def _blank(names: Iterable[str], facts: Facts) -> list[str]:
    """The questions to answer: those named, or those on which it depends whether they are asked."""
    waiting, found = list(dict.fromkeys(names)), dict[str, None]()
    seen = set(waiting)
    while waiting:
        name = waiting.pop(0)
        show = facts.edition.question(name).show
        if facts.asked[name] is not None or show is None:
            found[name] = None
            continue
        behind = [question for leaf in _deciding(show.trace(facts)) for question, _ in leaf.seen]
        new = [one for one in dict.fromkeys(behind) if facts.values[one] is UNKNOWN and one not in seen]
        waiting = new + waiting
        seen.update(new)
    return list(found)


def _paragraph(head: Text, clauses: list[Clause]) -> Text:
    if not clauses:
        return Text(ko=head.ko, en=f"{head.en}.")
    *first, last = clauses
    ko = ", ".join([*(f"{one.ko}고" for one in first), f"{last.ko}기 때문입니다."])
    return Text(ko=f"{head.ko} {ko}", en=f"{head.en}, because {listed([one.en for one in clauses])}.")


def listed(parts: list[str]) -> str:
    """English clauses as one."""
    *first, last = parts
    if not first:
        return last
    return f"{'; '.join(first)}{';' if len(first) > 1 else ','} and {last}"


def _sentence(one: Clause) -> Text:
    return Text(ko=f"{one.ko}습니다.", en=f"{one.en[0].upper()}{one.en[1:]}.")
