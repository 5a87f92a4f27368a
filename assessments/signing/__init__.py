"""Electronic signatures of finished PDF files: keys, timestamps, signing, verifying. Knows no database."""

from assessments.signing import certificates
from assessments.signing.causes import Cause, SigningFailed
from assessments.signing.configuration import Configuration, Level, configured
from assessments.signing.keys import Keys, from_file
from assessments.signing.signer import Signed, Signer, opened

__all__ = [
    "Cause",
    "Configuration",
    "Keys",
    "Level",
    "Signed",
    "Signer",
    "SigningFailed",
    "certificates",
    "configured",
    "from_file",
    "opened",
]
