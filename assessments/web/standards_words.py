"""What the kinds and effects of standards mean, and how a source was read, in words for everybody."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import ReadAs
from assessments.enums import Effect, StandardKind

KINDS: dict[str, Promise] = {
    StandardKind.PROHIBITION: _(
        "Forbids a use. A prohibition that is not met cannot be cured by a condition."
    ),
    StandardKind.PRECONDITION: _("Must be fulfilled before the use may begin."),
    StandardKind.SAFEGUARD: _("Protects the people concerned while the system is used."),
    StandardKind.CONTINUING: _("A duty for as long as the system is used."),
}
EFFECTS: dict[str, Promise] = {
    Effect.BARS: _("While it is not met, the proposal cannot be approved."),
    Effect.CONDITION: _("If it is not met, approval needs a condition that cures this."),
    Effect.ADVISORY: _("If it is not met, the panel may give advice; approval does not depend on it."),
}
READ_AS: dict[ReadAs, Promise] = {
    ReadAs.TEXT: _("read in its own text"),
    ReadAs.PARTLY: _("read partly in its own text, partly through reports"),
    ReadAs.REPORT: _("known through reports only: check the original before quoting"),
}
