"""What can go wrong in the domain. The web and the API each decide how to say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class PortalError(Exception):
    """Base of every error the domain raises on purpose; ``str(error)`` is fit to show."""


class Words(Protocol):
    """The same words in both languages, as the catalogue's ``Text`` has them."""

    @property
    def ko(self) -> str: ...
    @property
    def en(self) -> str: ...


class CatalogueError(PortalError):
    """An edition's data files are malformed; the message names file, id and column.

    ``words`` says it in both languages; ``str(error)`` is the English, for terminals.
    ``path`` leads there: the file, then the names of tables and rows, then the key:
    ``("standards/PRO.toml", "standard PRO-1", "condition", "text", "ko")``. Empty where the whole is meant.
    """

    def __init__(self, words: Words, path: tuple[str, ...] = ()) -> None:
        self.words = words
        self.path = path
        super().__init__(words.en)


class NotPermitted(PortalError):
    """The actor may not do this."""


class WrongState(PortalError):
    """The assessment is not in a state from which this can be done."""


class Incomplete(PortalError):
    """Something that must be there before this step is missing.

    ``missing`` holds ids in the form's order: of questions, standards or documents.
    """

    def __init__(self, message: str, missing: tuple[str, ...] = ()) -> None:
        self.missing = missing
        super().__init__(message)


class Conflict(PortalError):
    """Somebody else saved the same page in the meantime; nothing was written.

    ``theirs`` holds the values now stored, by question id.
    """

    def __init__(self, message: str, theirs: Mapping[str, Any]) -> None:
        self.theirs = theirs
        super().__init__(message)


class Contradiction(PortalError):
    """The outcome contradicts the decision rule; ``reasons`` name rule and standard, one each."""

    def __init__(self, message: str, reasons: tuple[Any, ...]) -> None:
        self.reasons = reasons
        super().__init__(message)


class BadFile(PortalError):
    """A file is not what it says, too large, or of a kind that is not taken."""


class BrokenChain(PortalError):
    """A ledger entry does not follow from the one before it."""
