"""What somebody who has an authentic record, and no key of the commission's, can do to it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pikepdf
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from assessments.signing import Level, Signed
from assessments.signing.pades import _Appender  # noqa: TID253 (these tests need pyHanko anyway)
from tests.signing.judged import seal

Name, Number = generic.NameObject, generic.NumberObject


@dataclass(frozen=True)
class Loot:
    """What the attacker starts from."""

    document: bytes
    other: bytes
    """Another authentic record, of the same level."""
    unsigned: bytes
    sign: Callable[[bytes, Level], Signed]
    """With a key of the attacker's own, whose certificate has the same names."""
    sign_as_well: Callable[..., bytes]
    """With that key in a further field and a revision of its own.

    Takes the document and, if it is certified, which changes are to be allowed.
    """
    stamp: Callable[..., bytes]
    """With an archive timestamp of the very service the commission uses: anybody may ask it.

    Takes the document and, if need be, what else the timestamp's own revision changes.
    """


Attack = Callable[[Loot], bytes]


def updated(document: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """With a revision appended, as PDF programs append one."""
    writer = _Appender(io.BytesIO(document), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rewritten(document: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Saved anew, as PDF programs save."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        change(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _without_seal(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm, pdf.Root.Perms, pdf.pages[0].Annots


def _page(writer: IncrementalPdfFileWriter, number: int = 0) -> generic.DictionaryObject:
    page = writer.find_page_for_modification(number)[0].get_object()
    assert isinstance(page, generic.DictionaryObject)
    return page


def _stream(content: bytes, **entries: object) -> generic.StreamObject:
    return generic.StreamObject(
        {Name("/" + key): value for key, value in entries.items()}, stream_data=content
    )


def _annotated(document: bytes, **entries: generic.PdfObject) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        where = generic.ArrayObject(map(Number, (60, 500, 400, 600)))
        about = {"/Type": Name("/Annot"), "/Rect": where, "/F": Number(4)}
        about |= {"/" + key: value for key, value in entries.items()}
        note = generic.DictionaryObject({Name(key): value for key, value in about.items()})
        page = _page(writer)
        annotations = page.get("/Annots", generic.ArrayObject())
        page[Name("/Annots")] = generic.ArrayObject([*annotations, writer.add_object(note)])
        writer.update_container(page)

    return updated(document, change)


def free_text(loot: Loot) -> bytes:
    text = generic.pdf_string("Approved")
    return _annotated(
        loot.document, Subtype=Name("/FreeText"), Contents=text, DA=generic.pdf_string("/F 9 Tf")
    )


def square_over_the_outcome(loot: Loot) -> bytes:
    white = generic.ArrayObject([Number(1)] * 3)
    return _annotated(loot.document, Subtype=Name("/Square"), IC=white, C=white)


def link_elsewhere(loot: Loot) -> bytes:
    action = generic.DictionaryObject(
        {Name("/S"): Name("/URI"), Name("/URI"): generic.pdf_string("http://example.org/verify")}
    )
    return _annotated(loot.document, Subtype=Name("/Link"), A=action)


def text_field(loot: Loot) -> bytes:
    return _annotated(
        loot.document,
        Subtype=Name("/Widget"),
        FT=Name("/Tx"),
        T=generic.pdf_string("x"),
        V=generic.pdf_string("1"),
    )


def page_content_replaced(loot: Loot) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _page(writer)
        page[Name("/Contents")] = writer.add_object(_stream(b"0 0 300 300 re f"))
        writer.update_container(page)

    return updated(loot.document, change)


def covering(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    page[Name("/Contents")] = generic.ArrayObject(
        [page.raw_get("/Contents"), writer.add_object(_stream(b"1 g 0 0 300 300 re f"))]
    )
    writer.update_container(page)


def turning(writer: IncrementalPdfFileWriter) -> None:
    page = _page(writer)
    page[Name("/Rotate")] = Number(180)
    writer.update_container(page)


def fonts_replaced(loot: Loot) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _page(writer)
        page[Name("/Resources")] = generic.DictionaryObject({Name("/Font"): generic.DictionaryObject()})
        writer.update_container(page)

    return updated(loot.document, change)


def _root(key: str, value: Callable[[IncrementalPdfFileWriter], generic.PdfObject]) -> Attack:
    def attack(loot: Loot) -> bytes:
        def change(writer: IncrementalPdfFileWriter) -> None:
            writer.root[Name(key)] = value(writer)
            writer.update_root()

        return updated(loot.document, change)

    return attack


def _script(_: IncrementalPdfFileWriter) -> generic.PdfObject:
    return generic.DictionaryObject(
        {Name("/S"): Name("/JavaScript"), Name("/JS"): generic.pdf_string("app.alert(1)")}
    )


def _no_pages(writer: IncrementalPdfFileWriter) -> generic.PdfObject:
    pages = {"/Type": Name("/Pages"), "/Kids": generic.ArrayObject(), "/Count": Number(0)}
    return writer.add_object(generic.DictionaryObject({Name(key): value for key, value in pages.items()}))


def _hidden_layer(writer: IncrementalPdfFileWriter) -> generic.PdfObject:
    layer = writer.add_object(
        generic.DictionaryObject({Name("/Type"): Name("/OCG"), Name("/Name"): generic.pdf_string("x")})
    )
    shown = generic.DictionaryObject({Name("/OFF"): generic.ArrayObject([layer])})
    return generic.DictionaryObject({Name("/OCGs"): generic.ArrayObject([layer]), Name("/D"): shown})


def _other_attachments(writer: IncrementalPdfFileWriter) -> generic.PdfObject:
    held = writer.add_object(_stream(b'{"number":"NHRC-FR-2026-0001-v1"}', Type=Name("/EmbeddedFile")))
    file = {"/Type": Name("/Filespec"), "/F": generic.pdf_string("decision.json")}
    about = generic.DictionaryObject({Name(key): value for key, value in file.items()})
    about[Name("/EF")] = generic.DictionaryObject({Name("/F"): held})
    names = generic.ArrayObject([generic.pdf_string("decision.json"), writer.add_object(about)])
    return generic.DictionaryObject(
        {Name("/EmbeddedFiles"): generic.DictionaryObject({Name("/Names"): names})}
    )


def metadata_replaced(loot: Loot) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[Name("/Metadata")] = writer.add_object(
            _stream(b"<x/>", Type=Name("/Metadata"), Subtype=Name("/XML"))
        )
        writer.update_root()

    return updated(loot.document, change)


def _bytes(pattern: bytes, replacement: bytes, *, last: bool = False) -> Attack:
    """Put one thing for another, in place."""

    def attack(loot: Loot) -> bytes:
        found = list(re.finditer(pattern, loot.document, re.DOTALL))
        assert found, pattern
        one = found[-1 if last else 0]
        return loot.document[: one.start()] + one.expand(replacement) + loot.document[one.end() :]

    return attack


def hole_enlarged(loot: Loot) -> bytes:
    """The second range begins later, so that what lies between may be anything."""
    _, first, second, length = (int(part) for part in seal(loot.document).byte_range)
    old, new = b"%d %d %d" % (first, second, length), b"%d %d %d" % (first, second + 20, length - 20)
    return loot.document.replace(b"/ByteRange [0 " + old, b"/ByteRange [0 " + new, 1)


def wrapped(loot: Loot) -> bytes:
    """What is signed moves to the end; what is shown comes between."""
    _, _, second, _ = (int(part) for part in seal(loot.document).byte_range)
    shown = b"\n6 0 obj\n<<\n/Type /Page\n>>\nendobj\n"
    return loot.document[:second] + shown + loot.document[second:]


def contents_in_the_gap(loot: Loot) -> bytes:
    _, first, second, _ = (int(part) for part in seal(loot.document).byte_range)
    evil = b"/ByteRange [0 1 2 3]"
    gap = bytearray(loot.document[first:second])
    gap[-len(evil) - 1 : -1] = evil
    return loot.document[:first] + bytes(gap) + loot.document[second:]


def _signature(change: Callable[[cms.ContentInfo], None]) -> Attack:
    """Change the signature itself, in its place."""

    def attack(loot: Loot) -> bytes:
        found = seal(loot.document)
        _, first, second, _ = (int(part) for part in found.byte_range)
        content = cms.ContentInfo.load(found.pkcs7_content)
        change(content)
        written: bytes = content.dump(force=True).hex().upper().encode()
        padded = written.ljust(second - first - 2, b"0")
        return loot.document[: first + 1] + padded + loot.document[second - 1 :]

    return attack


def _twice(content: cms.ContentInfo) -> None:
    signed = content["content"]
    signed["signer_infos"] = [*signed["signer_infos"], signed["signer_infos"][0].copy()]


def _another_digest(content: cms.ContentInfo) -> None:
    for attribute in content["content"]["signer_infos"][0]["signed_attrs"]:
        if attribute["type"].native == "message_digest":
            attribute["values"] = [b"\0" * 32]


def _another_serial(content: cms.ContentInfo) -> None:
    content["content"]["signer_infos"][0]["sid"].chosen["serial_number"] = 7


def _another_version(content: cms.ContentInfo) -> None:
    content["content"]["version"] = "v4"


def _no_certificate(content: cms.ContentInfo) -> None:
    content["content"]["certificates"] = []


def _stranger_attribute(content: cms.ContentInfo) -> None:
    signer = content["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = [
        *(signer["unsigned_attrs"] if signer["unsigned_attrs"].native else []),
        cms.CMSAttribute({"type": "1.2.3.4", "values": []}),
    ]


def signature_of_another(loot: Loot) -> bytes:
    theirs, mine = seal(loot.other), seal(loot.document)
    _, first, second, _ = (int(part) for part in mine.byte_range)
    written = theirs.pkcs7_content.hex().upper().encode().ljust(second - first - 2, b"0")
    return loot.document[: first + 1] + written[: second - first - 2] + loot.document[second - 1 :]


def lower_case(loot: Loot) -> bytes:
    _, first, second, _ = (int(part) for part in seal(loot.document).byte_range)
    gap = loot.document[first:second].lower()
    return loot.document[:first] + gap + loot.document[second:]


def padding_used(loot: Loot) -> bytes:
    _, _, second, _ = (int(part) for part in seal(loot.document).byte_range)
    return loot.document[: second - 3] + b"FF" + loot.document[second - 1 :]


def covered_and_signed_as_well(loot: Loot) -> bytes:
    """The new signature covers what hides the page."""
    return loot.sign_as_well(updated(loot.document, covering))


def signed_as_well_and_stamped(loot: Loot) -> bytes:
    return loot.stamp(loot.sign_as_well(_without_stamp(loot).document))


def _without_stamp(loot: Loot) -> Loot:
    _, _, second, length = (int(part) for part in seal(loot.document).byte_range)
    return replace(loot, document=loot.document[: second + length])


def covered_and_stamped(loot: Loot) -> bytes:
    return loot.stamp(updated(_without_stamp(loot).document, covering))


def annotated_and_stamped(loot: Loot) -> bytes:
    return loot.stamp(free_text(_without_stamp(loot)))


def stamped_then_annotated(loot: Loot) -> bytes:
    return free_text(replace(loot, document=loot.stamp(_without_stamp(loot).document)))


def stamped_on_other_pages(loot: Loot) -> bytes:
    """The archive timestamp is genuine; its revision also swaps the page's content for another object."""
    stamped = loot.stamp(_without_stamp(loot).document)
    at = stamped.rindex(b"/Contents ", 0, stamped.rindex(b"/FT /Sig"))
    return stamped[:at] + stamped[at:].replace(b"0 R", b"1 R", 1)


ATTACKS: dict[str, Attack] = {
    "a byte is appended": lambda loot: loot.document + b"\n",
    "zeros are appended": lambda loot: loot.document + bytes(512),
    "another end is appended": lambda loot: loot.document + b"startxref\n0\n%%EOF\n",
    "another record is appended": lambda loot: loot.document + loot.other,
    "something stands before it": lambda loot: b"%!\n" + loot.document,
    "the last byte is missing": lambda loot: loot.document[:-1],
    "half of it is missing": lambda loot: loot.document[: len(loot.document) // 2],
    "the seal is cut off": lambda loot: loot.unsigned,
    "saved anew": lambda loot: rewritten(loot.document, lambda pdf: None),
    "a page less": lambda loot: rewritten(loot.document, lambda pdf: pdf.pages.__delitem__(-1)),
    "pages in another order": lambda loot: rewritten(loot.document, lambda pdf: pdf.pages.reverse()),
    "a page more": lambda loot: rewritten(loot.document, lambda pdf: pdf.pages.append(pdf.pages[0])),
    "saved anew and sealed anew": lambda loot: (
        loot.sign(rewritten(loot.document, _without_seal), Level.B).pdf
    ),
    "sealed by somebody of the same name": lambda loot: loot.sign(loot.unsigned, Level.B).pdf,
    "sealed and stamped by somebody of the same name": lambda loot: loot.sign(loot.unsigned, Level.T).pdf,
    "a note over the text": free_text,
    "a white square over the outcome": square_over_the_outcome,
    "a link elsewhere": link_elsewhere,
    "a field filled in": text_field,
    "a page replaced": page_content_replaced,
    "a page covered": lambda loot: updated(loot.document, covering),
    "a page turned": lambda loot: updated(loot.document, turning),
    "other fonts": fonts_replaced,
    "no pages": _root("/Pages", _no_pages),
    "a script when it is opened": _root("/OpenAction", _script),
    "a layer that hides": _root("/OCProperties", _hidden_layer),
    "other data attached": _root("/Names", _other_attachments),
    "no data attached": _root("/Names", lambda _: generic.DictionaryObject()),
    "other revocation data": _root("/DSS", lambda _: generic.DictionaryObject()),
    "another language": _root("/Lang", lambda _: generic.pdf_string("fr")),
    "no permissions": _root("/Perms", lambda _: generic.DictionaryObject()),
    "other metadata": metadata_replaced,
    "the range is not closed": _bytes(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", rb"/ByteRange [0 \1 \2 0]"),
    "the range is missing": _bytes(rb"/ByteRange", rb"/BytesRange"),
    "the range is twice there": _bytes(rb"(/ByteRange \[[^\]]*\])", rb"\1 \1"),
    "the range begins later": _bytes(rb"/ByteRange \[0 ", rb"/ByteRange [1 "),
    "nothing is signed": _bytes(rb"/ByteRange \[0 \d+ \d+ \d+\]", rb"/ByteRange [0 0 0 0]"),
    "the signature is empty": _bytes(rb"/Contents <[0-9A-F]+>", rb"/Contents <>"),
    "the signature is null": _bytes(rb"/Contents <[0-9A-F]+>", rb"/Contents null"),
    "the hole is enlarged": hole_enlarged,
    "wrapped": wrapped,
    "another range in the gap": contents_in_the_gap,
    "the gap is padded": padding_used,
    "the gap is spelt otherwise": lower_case,
    "another record's signature": signature_of_another,
    "signed twice": _signature(_twice),
    "another digest": _signature(_another_digest),
    "another serial number": _signature(_another_serial),
    "another version": _signature(_another_version),
    "no certificate": _signature(_no_certificate),
    "a stranger's attribute": _signature(_stranger_attribute),
    "signed as well by somebody of the same name": lambda loot: loot.sign_as_well(loot.document),
    "certified as well, nothing to be changed": lambda loot: loot.sign_as_well(
        loot.document, MDPPerm.NO_CHANGES
    ),
    "certified as well, notes allowed": lambda loot: loot.sign_as_well(loot.document, MDPPerm.ANNOTATE),
    "a page covered, and signed as well": covered_and_signed_as_well,
    "signed as well, and stamped by the true service": signed_as_well_and_stamped,
    "a page covered, and stamped by the true service": covered_and_stamped,
    "a note, and stamped by the true service": annotated_and_stamped,
    "stamped by the true service, then a note": stamped_then_annotated,
    "a stamp that also points elsewhere": stamped_on_other_pages,
    "a page covered in the true stamp's own revision": lambda loot: loot.stamp(
        _without_stamp(loot).document, covering
    ),
    "a page turned in the true stamp's own revision": lambda loot: loot.stamp(
        _without_stamp(loot).document, turning
    ),
}
