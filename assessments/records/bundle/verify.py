"""Verifies a decision record without the portal and without a network.

    python3 verify.py RECORD.pdf certificate.pem

Needs Python 3.11 or newer and ``cryptography`` 42 or newer. The commission publishes its certificates at
/verify/certificate.pem. Compare the SHA-256 of the certificate, which this program prints, with one you have
from elsewhere: whoever handed you both files could have made both.

It accepts what the commission's portal makes and nothing that merely looks like it: the seal covers every
byte of the file but itself, and after the seal comes nothing, or one archive timestamp in its plainest form.
It cannot know what happened later, whether a decision was superseded or a certificate revoked: ask /verify.

Exit code 0 if the file is authentic, 1 if it is not, 2 if it could not be looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

MOST_BYTES = 64 * 1024 * 1024
UNPACKED_BYTES = 16 * 1024 * 1024
"""Of one packed stream."""
MOST_ISSUERS = 8


Certificates = dict[bytes, x509.Certificate]
"""By their DER bytes."""


class Fault(Exception):
    """Why the file is not an authentic record."""


@dataclass(frozen=True)
class Sealed:
    number: str
    data: bytes
    """The decision as JSON, from within the file."""
    certificate: x509.Certificate
    at: datetime
    is_timestamped: bool
    """``at`` is what a timestamp service attests, not what the seal says of itself."""
    is_archived: bool
    """An archive timestamp covers file and seal."""


def verify(document: bytes, published: Iterable[x509.Certificate]) -> Sealed:
    """Raises ``Fault`` for anything else than an unchanged record sealed with a published certificate."""
    try:
        return _verified(document, published)
    except Fault:
        raise
    except Exception as error:  # whatever cannot be read is not authentic
        raise Fault(f"it cannot be read ({type(error).__name__})") from error


def _verified(document: bytes, published: Iterable[x509.Certificate]) -> Sealed:
    known = {_der(one): one for one in published}
    ranges = list(_byte_ranges(document))
    if not ranges:
        raise Fault("the file carries no seal")
    seal = ranges[0]
    certificate, token, value = _sealed_by(seal, known)
    at = _attested(token, value, known) if token else _claimed(seal)
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise Fault("the certificate was not valid when the seal was made")
    if ranges[1:]:
        _check_archive(document, ranges, known)
    elif seal.end != len(document):
        raise Fault("something was appended after the seal")
    number, data = _content(document[: seal.end])
    return Sealed(number, data, certificate, at, bool(token), len(ranges) > 1)


# The file: which bytes a seal covers, and what may follow them.


class Covered(NamedTuple):
    text: bytes
    """All bytes of the file up to ``end`` but the signature."""
    signature: bytes
    hole: tuple[int, int]
    end: int


_RANGE = re.compile(rb"\n/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\] *\n")
_CONTENTS = b"\n/Contents "


def _byte_ranges(document: bytes) -> Iterator[Covered]:
    """Of the seal, and of the archive timestamp if there is one."""
    found = [[int(part) for part in one.groups()] for one in _RANGE.finditer(document)]
    if len(found) != document.count(b"/ByteRange") or len(found) > len(("seal", "timestamp")):
        raise Fault("the file carries other signatures than a record has")
    for first, second, length in found:
        end = second + length
        if not first < second <= end <= len(document) or not document[:first].endswith(_CONTENTS):
            raise Fault("the seal does not say what it covers")
        signature = _from_hex(document[first:second])
        yield Covered(document[:first] + document[second:end], signature, (first, second), end)


def _from_hex(written: bytes) -> bytes:
    """Capital digits, then zeros: no two spellings mean the same."""
    digits = written[1:-1]
    if written[:1] + written[-1:] != b"<>" or not re.fullmatch(rb"(?:[0-9A-F]{2})+", digits):
        raise Fault("the signature is misspelt")
    padded = bytes.fromhex(digits.decode())
    size = _header(padded)[1]
    if any(padded[size:]):
        raise Fault("something stands behind the signature")
    return padded[:size]


_OBJECT = re.compile(rb"(\d{1,9}) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_FIELD = re.compile(
    rb"<<\n/FT /Sig\n/T \(Timestamp\)\n/Type /Annot\n/Subtype /Widget\n/F 132\n"
    rb"/Rect \[ -9999 -9999 -9999 -9999 \]\n/P \d+ 0 R\n/TU \(Timestamp\)\n/V (\d+) 0 R\n>>"
)
_STAMP = re.compile(
    rb"<<\n/Contents <[0-9A-F]+>\n/ByteRange \[0 \d+ \d+ \d+\] *\n/Type /DocTimeStamp\n"
    rb"/Filter /Adobe\.PPKLite\n/SubFilter /ETSI\.RFC3161\n>>"
)
_TABLE = re.compile(
    rb"<<\n/W \[ 1 8 2 \]\n/Type /XRef\n/Filter /FlateDecode\n(?P<roots>/Info \d+ 0 R\n/Root \d+ 0 R)\n"
    rb"/Size (?P<size>\d+)\n/ID \[ (?P<id><[0-9a-f]+>) <[0-9a-f]+> \]\n/Prev (?P<before>\d+)\n"
    rb"/Index \[ (?P<index>[\d ]+) \]\n/Length \d+\n>>\nstream\n(?P<rows>.*)\nendstream",
    re.DOTALL,
)
_START = re.compile(rb"\nstartxref\n(\d+)\n%%EOF\n\Z")
_NOT_PLAIN = Fault("something else than an archive timestamp was appended")


def _check_archive(document: bytes, ranges: list[Covered], known: Certificates) -> None:
    """What follows the seal is an archive timestamp over the whole file, and does nothing else.

    It is a field with the timestamp, a reference to that field in objects that the seal's own revision wrote,
    and a table of these objects: nothing that anybody sees is changed.
    """
    seal, stamp = ranges
    if stamp.end != len(document) or stamp.hole[0] < seal.end:
        raise Fault("something was appended after the archive timestamp")
    added = _objects(document, seal.end)
    own = document.rfind(b"%%EOF", 0, seal.hole[0]) + len(b"%%EOF\n")
    before = {number: text for number, text, _ in _objects(document[: seal.end], own)}
    _check_field(added, before)
    _check_table(document[: seal.end], added, before)
    _attested(stamp.signature, stamp.text, known)


def _objects(document: bytes, start: int) -> list[tuple[int, bytes, int]]:
    """Number, text and place of each object of the last revision, which holds nothing else."""
    found = [(int(one[1]), one[2], one.start()) for one in _OBJECT.finditer(document, start)]
    if not found:
        raise _NOT_PLAIN
    written = b"".join(b"%d 0 obj\n%s\nendobj\n" % one[:2] for one in found)
    if document[start:] != b"%s\nstartxref\n%d\n%%%%EOF\n" % (written, found[-1][2]):
        raise _NOT_PLAIN
    return found


def _check_field(added: list[tuple[int, bytes, int]], before: dict[int, bytes]) -> None:
    *changed, (field, field_text, _), (stamp, stamp_text, _), (table, _, _) = added
    reference = b" %d 0 R" % field
    for number, text, _ in changed:
        if text.count(reference) != 1 or text.replace(reference, b"") != before.get(number):
            raise _NOT_PLAIN
    found = _FIELD.fullmatch(field_text)
    if found is None or int(found[1]) != stamp or not _STAMP.fullmatch(stamp_text):
        raise _NOT_PLAIN
    last = max(before)
    if not last < field < stamp < table:
        raise _NOT_PLAIN


def _check_table(sealed: bytes, added: list[tuple[int, bytes, int]], before: dict[int, bytes]) -> None:
    """The table names the objects added, where they are, and goes on from the table of the sealed file."""
    new, old, start = (
        _TABLE.fullmatch(added[-1][1]),
        _TABLE.fullmatch(before[max(before)]),
        _START.search(sealed),
    )
    if not (new and old and start):
        raise _NOT_PLAIN
    rows = _unpacked(new["rows"])
    expected = (
        b"\x00"
        + bytes(8)
        + b"\xff\xff"
        + b"".join(b"\x01" + at.to_bytes(8, "big") + b"\x00\x00" for *_, at in added)
    )
    numbers = [0, *(number for number, *_ in added)]
    index = [int(one) for one in new["index"].split()]
    listed = [
        number
        for first, count in zip(index[::2], index[1::2], strict=False)
        for number in range(first, first + min(count, 99))
    ]
    same = (new["roots"], new["id"], new["before"]) == (old["roots"], old["id"], start[1])
    if rows != expected or listed != numbers or not same or int(new["size"]) != numbers[-1] + 1:
        raise _NOT_PLAIN


_STREAM = re.compile(rb"stream\r?\n")


def _content(sealed: bytes) -> tuple[str, bytes]:
    """Number and JSON of the decision, which the file carries as an attachment."""
    for found in _STREAM.finditer(sealed):
        try:
            data = _unpacked(sealed[found.end() : found.end() + UNPACKED_BYTES])
        except Fault:
            continue
        if data.startswith(b"{"):
            number = json.loads(data).get("number")
            if isinstance(number, str):
                return number, data
    raise Fault("the seal holds, but the file is not a decision record")


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, UNPACKED_BYTES)
    except zlib.error as error:
        raise Fault("the file cannot be read") from error


_SIGNED_AT = re.compile(rb"/M \(D\\072(\d{14})([+-]|\\053|\\055)(\d\d)\\047(\d\d)\\047\)")


def _claimed(seal: Covered) -> datetime:
    """When the seal was made, as it says itself."""
    found = list(_SIGNED_AT.finditer(seal.text, seal.hole[0]))
    if len(found) != 1:
        raise Fault("the seal does not say when it was made")
    said, sign, hours, minutes = (part.decode() for part in found[0].groups())
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign in {"-", "\\055"} else 1)
    return _instant(said).astimezone(UTC) - offset


def _instant(digits: str) -> datetime:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise Fault("the time is not written as one") from error


# The signature: CMS (RFC 5652) as PAdES and RFC 3161 use it, and not one byte that means nothing.


class Part(NamedTuple):
    tag: int
    raw: bytes
    body: bytes


class Signed(NamedTuple):
    content: bytes
    """What is within the signature itself; empty if it is about something outside."""
    digest: bytes
    """Of what was signed, as the signature says."""
    certificate: x509.Certificate
    others: list[x509.Certificate]
    value: bytes
    unsigned: list[Part]
    hash: hashes.HashAlgorithm


SEQUENCE, SET, OCTETS, GENERALIZED_TIME, FIRST, SECOND = 0x30, 0x31, 0x04, 0x18, 0xA0, 0xA1
_DATA = bytes.fromhex("06092a864886f70d010701")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_TIMESTAMP = bytes.fromhex("060b2a864886f70d0109100104")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNATURE_TIMESTAMP = bytes.fromhex("060b2a864886f70d010910020e")
_DIGESTS: dict[bytes, hashes.HashAlgorithm] = {
    bytes.fromhex(form.format(last)): made()
    for last, made in (("01", hashes.SHA256), ("02", hashes.SHA384), ("03", hashes.SHA512))
    for form in ("300b06096086480165030402{}", "300d06096086480165030402{}0500")
}
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")
_KINDS: dict[bytes, tuple[type, hashes.HashAlgorithm]] = {
    bytes.fromhex("300d06092a864886f70d01010b0500"): (rsa.RSAPublicKey, hashes.SHA256()),
    bytes.fromhex("300d06092a864886f70d01010c0500"): (rsa.RSAPublicKey, hashes.SHA384()),
    bytes.fromhex("300d06092a864886f70d01010d0500"): (rsa.RSAPublicKey, hashes.SHA512()),
    bytes.fromhex("300a06082a8648ce3d040302"): (ec.EllipticCurvePublicKey, hashes.SHA256()),
    bytes.fromhex("300a06082a8648ce3d040303"): (ec.EllipticCurvePublicKey, hashes.SHA384()),
    bytes.fromhex("300a06082a8648ce3d040304"): (ec.EllipticCurvePublicKey, hashes.SHA512()),
}


def _sealed_by(seal: Covered, known: Certificates) -> tuple[x509.Certificate, bytes, bytes]:
    """The certificate, the timestamp over the signature (or nothing), and the signature itself."""
    signed = _read(seal.signature, content=_DATA)
    if signed.content or signed.digest != _digest(signed.hash, seal.text):
        raise Fault("the file was changed after it was sealed")
    if any(_der(one) not in known for one in (signed.certificate, *signed.others)):
        raise Fault("the seal was not made with a certificate the commission published")
    if _is_authority(signed.certificate) or _is_timestamper(signed.certificate):
        raise Fault("the certificate is not one that seals records")
    if not signed.unsigned:
        return signed.certificate, b"", signed.value
    name, values = _parts(signed.unsigned[0].body, 2)
    if len(signed.unsigned) != 1 or name.raw != _SIGNATURE_TIMESTAMP or values.tag != SET:
        raise Fault("the seal carries something that is no timestamp")
    return signed.certificate, _parts(values.body, 1)[0].raw, signed.value


def _attested(token: bytes, stamped: bytes, known: Certificates) -> datetime:
    """When a timestamp service of the commission's saw these bytes (RFC 3161)."""
    signed = _read(token, content=_TIMESTAMP)
    if signed.digest != _digest(signed.hash, signed.content):
        raise Fault("the timestamp was changed")
    (statement,) = _parts(signed.content, 1)
    _, _, imprint, _, said, *_ = _parts(statement.body)
    algorithm, digest = _parts(imprint.body, 2)
    if digest.body != _digest(_known(algorithm.raw, _DIGESTS), stamped) or said.tag != GENERALIZED_TIME:
        raise Fault("the timestamp is about something else")
    at = _instant(said.body.decode("ascii", "replace")[:14])
    if not _is_timestamper(signed.certificate):
        raise Fault("the timestamp was not made by a timestamp service")
    _check_chain(signed.certificate, signed.others, known, at)
    return at


def _read(signature: bytes, *, content: bytes) -> Signed:
    """Raises ``Fault`` unless the signature over the attributes holds."""
    (outer,) = _parts(signature, 1)
    kind, explicit = _parts(outer.body, 2)
    (data,) = _parts(explicit.body, 1)
    version, digests, encapsulated, certificates, signers = _parts(data.body, 5)
    tags = (outer.tag, explicit.tag, data.tag, digests.tag, encapsulated.tag, certificates.tag, signers.tag)
    expected_version = b"\x02\x01\x01" if content == _DATA else b"\x02\x01\x03"
    if tags != (SEQUENCE, FIRST, SEQUENCE, SET, SEQUENCE, FIRST, SET) or kind.raw != _SIGNED_DATA:
        raise Fault("the signature is not one")
    (signer,) = _parts(signers.body, 1)
    number, issuer, algorithm, attributes, how, value, *rest = _parts(signer.body)
    if (version.raw, number.raw, digests.body) != (expected_version, b"\x02\x01\x01", algorithm.raw):
        raise Fault("the signature is not one")
    if (signer.tag, issuer.tag, attributes.tag, value.tag) != (SEQUENCE, SEQUENCE, FIRST, OCTETS):
        raise Fault("the signature is not one")
    if [one.tag for one in rest] not in ([], [SECOND]):
        raise Fault("the signature is not one")
    used = _known(algorithm.raw, _DIGESTS)
    held = [x509.load_der_x509_certificate(one.raw) for one in _parts(certificates.body)]
    own = [one for one in held if _names(one) == issuer.body]
    if len(own) != 1:
        raise Fault("the signature does not say whose it is")
    _check_signature(own[0], value.body, bytes([SET]) + attributes.raw[1:], how.raw, used)
    said = _attributes(attributes.body)
    if said.get(_CONTENT_TYPE) != content or _MESSAGE_DIGEST not in said:
        raise Fault("the signature does not say what it is about")
    inside = _inside(encapsulated, content)
    others = [one for one in held if one is not own[0]]
    unsigned = _parts(rest[0].body) if rest else []
    return Signed(
        inside, _parts(said[_MESSAGE_DIGEST], 1)[0].body, own[0], others, value.body, unsigned, used
    )


def _inside(encapsulated: Part, content: bytes) -> bytes:
    kind, *held = _parts(encapsulated.body)
    if kind.raw != content or bool(held) != (content == _TIMESTAMP) or len(held) > 1:
        raise Fault("the signature is about something else")
    if not held:
        return b""
    (octets,) = _parts(held[0].body, 1)
    if (held[0].tag, octets.tag) != (FIRST, OCTETS):
        raise Fault("the signature is about something else")
    return octets.body


def _attributes(body: bytes) -> dict[bytes, bytes]:
    """Signed: one value of each kind."""
    pairs = [_parts(one.body, 2) for one in _parts(body)]
    if len({name.raw for name, _ in pairs}) != len(pairs):
        raise Fault("the signature says the same twice")
    return {name.raw: values.body for name, values in pairs}


def _names(certificate: x509.Certificate) -> bytes:
    """Issuer and serial number, as a signature names its certificate."""
    serial = certificate.serial_number
    number = serial.to_bytes(serial.bit_length() // 8 + 1, "big")
    return certificate.issuer.public_bytes() + b"\x02" + bytes([len(number)]) + number


def _check_signature(
    certificate: x509.Certificate, value: bytes, text: bytes, how: bytes, digest: hashes.HashAlgorithm
) -> None:
    key = certificate.public_key()
    kind, used = (rsa.RSAPublicKey, digest) if how == _RSA else _known(how, _KINDS)
    try:
        if isinstance(key, rsa.RSAPublicKey) and kind is rsa.RSAPublicKey:
            key.verify(value, text, padding.PKCS1v15(), used)
        elif isinstance(key, ec.EllipticCurvePublicKey) and kind is ec.EllipticCurvePublicKey:
            key.verify(value, text, ec.ECDSA(used))
        else:
            raise Fault("the signature is of another kind than its certificate")
    except InvalidSignature as error:
        raise Fault("the signature does not hold") from error


def _check_chain(
    leaf: x509.Certificate, others: list[x509.Certificate], known: Certificates, at: datetime
) -> None:
    """From the certificate up to one that the commission published, with nothing left over."""
    current, left = leaf, list(others)
    for _ in range(MOST_ISSUERS):
        if not current.not_valid_before_utc <= at <= current.not_valid_after_utc:
            raise Fault("a certificate of the timestamp was not valid then")
        if _der(current) in known:
            break
        issuer = next((one for one in (*known.values(), *left) if _issued(one, current)), None)
        if issuer is None:
            raise Fault("the timestamp comes from a service the commission does not use")
        current, left = issuer, [one for one in left if one != issuer]
    if any(_der(one) not in known for one in left) or _der(current) not in known:
        raise Fault("the timestamp carries certificates that do not belong to it")


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return _is_authority(issuer)


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _is_timestamper(certificate: x509.Certificate) -> bool:
    try:
        uses = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    return list(uses.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def _known(raw: bytes, table: dict[bytes, Any]) -> Any:
    if raw not in table:
        raise Fault("the signature uses an algorithm that no record uses")
    return table[raw]


def _digest(algorithm: hashes.HashAlgorithm, data: bytes) -> bytes:
    return hashlib.new(algorithm.name, data).digest()


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


_LONG = 0x80


def _header(data: bytes) -> tuple[int, int]:
    """Where the first value's body begins and ends. DER: there is one way to write a length."""
    start, size = 2, data[1] if data[1:] else _LONG
    if size >= _LONG:
        start = 2 + size - _LONG
        written = data[2:start]
        size = int.from_bytes(written, "big")
        if not written or size < _LONG or written[0] == 0:
            raise Fault("the signature is misspelt")
    return start, start + size


def _parts(data: bytes, count: int = 0) -> list[Part]:
    """The values that ``data`` consists of, exactly ``count`` if that is given."""
    found: list[Part] = []
    while data:
        start, end = _header(data)
        if end > len(data):
            raise Fault("the signature is cut off")
        found.append(Part(data[0], data[:end], data[start:end]))
        data = data[end:]
    if count and len(found) != count:
        raise Fault("the signature is not built like one")
    return found


# The command.

_AUTHENTIC = (
    "진본입니다: 위원회가 봉인한 그대로의 결정문 {0}입니다.\nAUTHENTIC: record {0}, as it was sealed."
)
_NOT = "진본이 아닙니다: 위원회가 봉인한 파일과 다르거나 위원회의 파일이 아닙니다.\nNOT AUTHENTIC: {}."

_DEMONSTRATION = """시연용 키로 봉인되어 아무것도 보증하지 않습니다.
Sealed with a DEMONSTRATION key: it vouches for nobody."""
_SINCE = """이후의 효력 변동은 포털에서 확인하십시오.
What became of the decision since, the portal's /verify tells."""


def main(arguments: list[str]) -> int:
    if len(arguments) != len(("record", "certificate")):
        _say(__doc__)
        return 2
    try:
        document, pem = (_file(Path(one)) for one in arguments)
        published = x509.load_pem_x509_certificates(pem)
    except (OSError, ValueError) as error:
        _say(f"읽을 수 없습니다. Cannot be read: {error}")
        return 2
    _say(f"SHA-256 {hashlib.sha256(document).hexdigest()}")
    if document.startswith(b"{"):
        _say("JSON에는 서명이 없습니다. A JSON file carries no seal: verify the PDF, which holds it.")
        return 2
    try:
        _report(verify(document, published))
    except Fault as fault:
        _say(_NOT.format(fault))
        return 1
    return 0


def _file(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path} is larger than any record")
    return path.read_bytes()


def _report(sealed: Sealed) -> None:
    own = sealed.certificate
    subject = own.subject.rfc4514_string()
    _say(_AUTHENTIC.format(sealed.number))
    if "demonstration" in subject.lower():
        _say(_DEMONSTRATION)
    _say(f"sealed by    {subject}")
    _say(f"certificate  SHA-256 {own.fingerprint(hashes.SHA256()).hex()}")
    by = "a timestamp service attests it" if sealed.is_timestamped else "as the seal says itself"
    _say(f"sealed at    {sealed.at.isoformat()} ({by})")
    if sealed.is_archived:
        _say("archived     an archive timestamp covers the file and its seal")
    _say(f"data         SHA-256 {hashlib.sha256(sealed.data).hexdigest()}")
    _say(_SINCE)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
