"""What a decision record says: gathered from the rows of a decided assessment, and kept as it was adopted."""

from assessments.queries.record_content.adopted import content_at_adoption, first_number
from assessments.queries.record_content.content import content_of

__all__ = ["content_at_adoption", "content_of", "first_number"]
