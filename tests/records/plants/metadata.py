"""Faults of the XMP packet."""

from __future__ import annotations

import pikepdf

from tests.records.plants.planting import Fault, Plant, without


def _xmp(old: bytes, new: bytes) -> Plant:
    def plant(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new))

    return plant


def _untitled(pdf: pikepdf.Pdf) -> None:
    before, _, rest = pdf.Root.Metadata.read_bytes().partition(b"<dc:title>")
    pdf.Root.Metadata.write(before + rest.partition(b"</dc:title>")[2])


_UNKNOWN = b'<x:y xmlns:x="urn:x">z</x:y><dc:identifier'
_SECOND = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'

# fmt: off
FAULTS = (
    Fault("A3 6.6.2.1", "no XMP packet", "no metadata", without("/Metadata")),
    Fault("UA1 7.1", "compressed XMP packet: no longer readable as text", "compressed metadata",
          spoil=lambda document: document.replace(b"/Subtype /XML", b"/Filter[]    ")),
    Fault("A3 6.6.2.1", "XMP is not well-formed: *", "broken metadata", _xmp(b"</rdf:RDF>", b"")),
    Fault("A3 6.6.2.1", "* rdf:RDF elements instead of one", "two packets in one", _xmp(b"</x:xmpmeta>", _SECOND)),
    Fault("A3 6.6.2.3", "namespace * is not declared in an extension schema", "undeclared namespace",
          _xmp(b"<dc:identifier", _UNKNOWN)),
    Fault("A3 6.6.4, UA1 5", "* is *, not *", "other part", _xmp(b"<pdfaid:part>3<", b"<pdfaid:part>2<")),
    Fault("A3 6.6.4, UA1 5", "* is *, not *", "basic conformance",
          _xmp(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<")),
    Fault("A3 6.6.4, UA1 5", "* is *, not *", "not accessible", _xmp(b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    Fault("UA1 7.1-9", "no dc:title", "untitled", _untitled),
    Fault("A3 6.6.3", "* differs from *", "another title", _xmp(b"<dc:title>", b"<dc:title>Not ")),
    Fault("A3 6.6.3", "* differs from *", "another date", _xmp(b"<xmp:CreateDate>2026", b"<xmp:CreateDate>2027")),
)
# fmt: on
