"""The decision rule: which outcome the panel's findings require, and what an outcome contradicts.

1. Undetermined counts as not met: the agency bears the burden.
2. A prohibition cannot be partly met.
3. A standard that bars approval and is not met: reject.
4. One that is partly met needs a condition before the start that cures it; otherwise reject.
5. Any other standard not met or partly met, save advisory ones: approve conditionally, with a
   condition for each.
6. Otherwise approve, without conditions.

There are no scores, and no standard makes up for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.catalogue.schema import Standard
from assessments.catalogue.texts import Text
from assessments.enums import Effect, Outcome, Result, StandardKind, Timing

NOT_MET = frozenset({Result.NOT_MET, Result.UNDETERMINED})
"""Rule 1."""


@dataclass(frozen=True, slots=True)
class Cure:
    """What the decision rule sees of a condition."""

    standards: tuple[str, ...]
    timing: Timing


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why an outcome may not be recorded."""

    rule: int
    """Number of the rule above."""
    standard_id: str | None
    """The standard concerned; ``None`` where it is all of them together."""
    message: Text


def required_outcome(
    standards: Iterable[Standard], findings: Mapping[str, Result], conditions: Iterable[Cure]
) -> Outcome:
    """The one outcome that rules 3 to 6 allow. A standard without a finding counts as undetermined."""
    return _Case(standards, findings, conditions).required()


def contradictions(
    outcome: Outcome,
    standards: Iterable[Standard],
    findings: Mapping[str, Result],
    conditions: Iterable[Cure],
) -> tuple[Contradiction, ...]:
    """Everything the rule has against an outcome, in catalogue order; empty when it may be recorded."""
    case = _Case(standards, findings, conditions)
    found = case.half_prohibitions()
    match outcome:
        case Outcome.REJECTED:
            return (*found, *case.against_rejection())
        case Outcome.CONDITIONAL:
            return (*found, *case.barriers(), *case.against_conditional())
        case Outcome.APPROVED:
            return (*found, *case.barriers(), *case.against_approval())


class _Case:
    """The findings and conditions of one decision."""

    def __init__(
        self, standards: Iterable[Standard], findings: Mapping[str, Result], conditions: Iterable[Cure]
    ) -> None:
        self.standards = tuple(standards)
        self.findings = findings
        self.conditions = tuple(conditions)

    def required(self) -> Outcome:
        if any(self.bars(standard) for standard in self.standards):
            return Outcome.REJECTED
        curable = any(self.needs_condition(standard) for standard in self.standards)
        return Outcome.CONDITIONAL if curable else Outcome.APPROVED

    def result(self, standard: Standard) -> Result:
        return self.findings.get(standard.id, Result.UNDETERMINED)

    def not_met(self, standard: Standard) -> bool:
        """Rules 1 and 2: what is undetermined is not met, and neither is half a prohibition."""
        result = self.result(standard)
        return result in NOT_MET or (
            result == Result.PARTLY_MET and standard.kind == StandardKind.PROHIBITION
        )

    def bars(self, standard: Standard) -> bool:
        """Rules 3 and 4."""
        if standard.effect != Effect.BARS:
            return False
        partly = self.result(standard) == Result.PARTLY_MET
        return self.not_met(standard) or (partly and not self.cured(standard))

    def needs_condition(self, standard: Standard) -> bool:
        """Rules 4 and 5, of a standard that does not bar."""
        short = self.not_met(standard) or self.result(standard) == Result.PARTLY_MET
        return standard.effect != Effect.ADVISORY and short

    def conditioned(self, standard: Standard) -> bool:
        return any(standard.id in condition.standards for condition in self.conditions)

    def cured(self, standard: Standard) -> bool:
        """Whether a condition before the start covers it."""
        return any(
            standard.id in condition.standards and condition.timing == Timing.BEFORE_START
            for condition in self.conditions
        )

    def half_prohibitions(self) -> tuple[Contradiction, ...]:
        return tuple(
            [
                _of(
                    2,
                    standard,
                    "is a prohibition: it is met or not met, never partly met",
                    "기준은 금지 기준이므로 충족 또는 미충족으로만 판단하여야 합니다",
                )
                for standard in self.standards
                if standard.kind == StandardKind.PROHIBITION and self.result(standard) == Result.PARTLY_MET
            ]
        )

    def barriers(self) -> tuple[Contradiction, ...]:
        """Why nothing but rejection is possible."""
        return tuple([self._barrier(standard) for standard in self.standards if self.bars(standard)])

    def _barrier(self, standard: Standard) -> Contradiction:
        if not self.not_met(standard):
            return _of(
                4,
                standard,
                "is partly met and has no condition before the start that cures it: reject",
                "기준은 일부만 충족하고 이를 치유하는 시작 전 조건이 없으므로 불승인하여야 합니다",
            )
        if self.result(standard) == Result.UNDETERMINED:
            return _of(
                3,
                standard,
                "cannot be told, which counts as not met (rule 1), and bars approval: reject",
                "기준은 판단할 수 없어 미충족으로 보므로(규칙 1) 불승인하여야 합니다",
            )
        return _of(
            3,
            standard,
            "is not met and bars approval: reject",
            "기준은 충족하지 못하면 승인할 수 없는 기준이므로 불승인하여야 합니다",
        )

    def against_rejection(self) -> tuple[Contradiction, ...]:
        match self.required():
            case Outcome.REJECTED:
                return self._conditions_of("A rejection", "불승인", rule=3)
            case Outcome.CONDITIONAL:
                return (
                    _of_all(
                        5,
                        "No standard bars approval: approve with conditions",
                        "승인을 막는 기준이 없으므로 조건부로 승인하여야 합니다",
                    ),
                )
            case Outcome.APPROVED:
                return (_of_all(6, _ALL_MET.en + ": approve", _ALL_MET.ko + " 승인하여야 합니다"),)

    def against_conditional(self) -> tuple[Contradiction, ...]:
        if self.required() == Outcome.APPROVED:
            return (
                _of_all(
                    6,
                    _ALL_MET.en + ": approve, with advice instead of conditions",
                    _ALL_MET.ko + " 조건 없이 승인하고 필요하면 권고를 붙여야 합니다",
                ),
            )
        return tuple(
            [
                _of(
                    5,
                    standard,
                    "is not fully met and has no condition",
                    "기준은 온전히 충족하지 못하는데 그에 대한 조건이 없습니다",
                )
                for standard in self.standards
                if self.needs_condition(standard)
                and not self.bars(standard)
                and not self.conditioned(standard)
            ]
        )

    def against_approval(self) -> tuple[Contradiction, ...]:
        short = [
            _of(
                4 if standard.effect == Effect.BARS else 5,
                standard,
                "is not fully met: approve only with conditions",
                "기준은 온전히 충족하지 못하므로 조건부로만 승인할 수 있습니다",
            )
            for standard in self.standards
            if self.needs_condition(standard) and not self.bars(standard)
        ]
        return tuple(short) or self._conditions_of("An approval", "조건 없는 승인", rule=6)

    def _conditions_of(self, en: str, ko: str, *, rule: int) -> tuple[Contradiction, ...]:
        """Conditions belong to a conditional approval only."""
        if not self.conditions:
            return ()
        return (_of_all(rule, f"{en} carries no conditions", f"{ko}에는 조건을 붙일 수 없습니다"),)


_ALL_MET = Text(ko="적용되는 기준을 모두 충족하므로", en="Every applicable standard is met")


def _of(rule: int, standard: Standard, en: str, ko: str) -> Contradiction:
    message = Text(
        ko=f"결정 규칙 {rule}: {standard.id} {ko}.", en=f"Decision rule {rule}: {standard.id} {en}."
    )
    return Contradiction(rule, standard.id, message)


def _of_all(rule: int, en: str, ko: str) -> Contradiction:
    return Contradiction(rule, None, Text(ko=f"결정 규칙 {rule}: {ko}.", en=f"Decision rule {rule}: {en}."))
