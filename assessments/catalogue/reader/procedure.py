"""Reads what an edition says about the procedure and the record."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.catalogue.procedure import (
    Access,
    Deadline,
    Ground,
    Panel,
    Party,
    Procedure,
    RecordSection,
    Validity,
)
from assessments.catalogue.reader.rules import Rules
from assessments.catalogue.reader.tables import Table, table_of
from assessments.catalogue.refusals import editions as refusals
from assessments.enums import State


def procedure(contents: Mapping[str, bytes], *, rules: Rules) -> Procedure:
    with table_of("procedure.toml", contents["procedure.toml"]) as table:
        return Procedure(
            panel=_panel(table.table("panel"), rules),
            validity=_validity(table.table("validity")),
            deadlines=tuple([_deadline(row, rules) for row in table.tables("deadline")]),
            conflict_grounds=tuple([_ground(row) for row in table.tables("conflict_ground")]),
            redaction_grounds=tuple([_ground(row) for row in table.tables("redaction_ground")]),
        )


def record_sections(contents: Mapping[str, bytes]) -> tuple[RecordSection, ...]:
    with table_of("record.toml", contents["record.toml"]) as table:
        return tuple([_section(row) for row in table.tables("section")])


def _panel(table: Table, rules: Rules) -> Panel:
    with table:
        return Panel(table.integer("size"), table.integer("large_size"), rules.rule(table, "large_when"))


def _validity(table: Table) -> Validity:
    with table:
        return Validity(table.integer("maximum"), table.integer("pilot"), table.integer("conditional"))


def _deadline(table: Table, rules: Rules) -> Deadline:
    with table:
        if ("days" in table) is ("hours" in table):
            raise table.fault("days", refusals.DAYS_OR_HOURS)
        if ("high_risk_days" in table) is not ("high_risk_when" in table):
            raise table.fault("high_risk_days", refusals.HIGH_RISK)
        return Deadline(
            id=table.string("id"),
            title=table.text("title"),
            party=table.member("party", Party),
            days=table.maybe_integer("days"),
            hours=table.maybe_integer("hours"),
            working_days=table.flag("working_days", default=False),
            extension_days=table.maybe_integer("extension_days"),
            tell_within_days=table.maybe_integer("tell_within_days"),
            rounds=table.maybe_integer("rounds"),
            high_risk_days=table.maybe_integer("high_risk_days"),
            high_risk_when=rules.maybe_rule(table, "high_risk_when"),
            suspended_in=table.members("suspended_in", State) if "suspended_in" in table else (),
            model=table.maybe_text("model"),
        )


def _ground(table: Table) -> Ground:
    with table:
        return Ground(table.string("id"), table.text("title"), table.maybe_integer("item"))


def _section(table: Table) -> RecordSection:
    with table:
        return RecordSection(table.string("id"), table.member("access", Access), table.text("title"))
