"""What a decision record says, gathered from the frozen rows of one decided assessment."""

from assessments.queries.record_content.content import content_of

__all__ = ["content_of"]
