"""Rules on the XMP packet and its agreement with the document information."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pikepdf

Faults = Iterator[tuple[str, str]]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PREDEFINED = {space[1:-1] for space in (RDF, DC, XMP, PDF, PDFA, EXTENSION)}


def packet(pdf: pikepdf.Pdf) -> Faults:
    raw = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    if not raw:
        yield "A3 6.6.2.1", "no XMP packet"
        return
    if "/Filter" in pdf.Root.Metadata:
        yield "UA1 7.1", "compressed XMP packet: no longer readable as text"
    try:
        descriptions = ET.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", raw, flags=re.DOTALL).strip())  # noqa: S314
    except ET.ParseError as error:
        yield "A3 6.6.2.1", f"XMP is not well-formed: {error}"
        return
    found = descriptions.findall(f"{RDF}RDF")
    if len(found) != 1:
        yield "A3 6.6.2.1", f"{len(found)} rdf:RDF elements instead of one"
    for description in found[:1]:
        yield from _properties(description)
        yield from _agreement(description, pdf)


def _values(description: ET.Element) -> dict[str, str]:
    values: dict[str, str] = {}
    for part in description:
        values |= dict(part.attrib)
        values |= {item.tag: "".join(item.itertext()).strip() for item in part}
    return values


def _properties(description: ET.Element) -> Faults:
    values = _values(description)
    declared = {item.text for item in description.iter(f"{SCHEMA}namespaceURI")}
    used = {name[1:].partition("}")[0] for name in values}
    for space in sorted(used - PREDEFINED - declared):
        yield "A3 6.6.2.3", f"namespace {space} is not declared in an extension schema"
    wanted = {f"{PDFA}part": "3", f"{PDFA}conformance": "A", f"{PDFUA}part": "1"}
    for name, value in wanted.items():
        if values.get(name) != value:
            yield "A3 6.6.4, UA1 5", f"{name} is {values.get(name)!r}, not {value!r}"
    if not values.get(f"{DC}title"):
        yield "UA1 7.1-9", "no dc:title"


def _agreement(description: ET.Element, pdf: pikepdf.Pdf) -> Faults:
    values = _values(description)
    pairs = {
        "/Title": f"{DC}title",
        "/Author": f"{DC}creator",
        "/Subject": f"{DC}description",
        "/Producer": f"{PDF}Producer",
    }
    for key, name in pairs.items():
        if str(pdf.docinfo.get(key, "")) != values.get(name, ""):
            yield "A3 6.6.3", f"{key} differs from {name}"
    for key, name in {"/CreationDate": f"{XMP}CreateDate", "/ModDate": f"{XMP}ModifyDate"}.items():
        if re.sub(r"\D", "", str(pdf.docinfo.get(key, ""))) != re.sub(r"\D", "", values.get(name, "")):
            yield "A3 6.6.3", f"{key} differs from {name}"


RULES = (packet,)
