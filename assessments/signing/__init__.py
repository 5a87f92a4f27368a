"""Electronic signatures of finished PDF files: keys, timestamps, signing, verifying. Knows no database."""

from assessments.signing import certificates
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.configuration import Configuration, Level, configured
from assessments.signing.examination import Examination
from assessments.signing.keys import Keys
from assessments.signing.opening import from_file
from assessments.signing.signer import Signed, Signer, examine, opened

__all__ = [
    "Cause",
    "Configuration",
    "Examination",
    "Keys",
    "Level",
    "Signed",
    "Signer",
    "SigningFailed",
    "certificates",
    "configured",
    "examine",
    "from_file",
    "opened",
]
