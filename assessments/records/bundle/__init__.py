"""A bundle: all there is of decided cases as one ZIP, to be checked without the portal. Knows no database."""

from assessments.records.bundle.findings_page import findings_page
from assessments.records.bundle.packing import Member, packed
from assessments.records.bundle.shipped import Verifier, shipped, verifier

__all__ = ["Member", "Verifier", "findings_page", "packed", "shipped", "verifier"]
