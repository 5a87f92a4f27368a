"""What a bundle of decided cases holds, read case by case."""

from assessments.queries.bundles.case import case_members
from assessments.queries.bundles.whole import MOST, Contents, contents, members

__all__ = ["MOST", "Contents", "case_members", "contents", "members"]
