"""Faults of the file as a whole: header, catalogue, actions, embedded files, annotations."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.records.plants.planting import (
    Fault,
    Plant,
    field,
    in_link,
    link,
    page_with_links,
    put,
    root,
    without,
)


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _script_on_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(_script())


def _on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.GoTo, D=Name.x))


def _external(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Planted = pdf.make_stream(b"", F=String("elsewhere"))


def _compressed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Planted = pdf.make_stream(bytes(99), Planted=True)


def _by_lzw(document: bytes) -> bytes:
    return re.sub(rb"(/Planted true .*)/FlateDecode", rb"\1/LZWDecode  ", document)


def _of_attachment(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.AF[0]


def _forget(key: str) -> Plant:
    """What the specification of an embedded file should say."""
    return lambda pdf: _of_attachment(pdf).__delitem__(key)


def _untyped(pdf: pikepdf.Pdf) -> None:
    del _of_attachment(pdf).EF.F["/Subtype"]


def _undated(pdf: pikepdf.Pdf) -> None:
    del _of_attachment(pdf).EF.F.Params["/ModDate"]


def _untabbed(pdf: pikepdf.Pdf) -> None:
    del page_with_links(pdf)["/Tabs"]


def _encrypted(document: bytes) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        pdf.save(changed, encryption=pikepdf.Encryption(owner="x", user=""))
    return changed.getvalue()


def _without_id(document: bytes) -> bytes:
    return document.replace(b"/ID [", b"/Id [")


_NAMED = Dictionary(S=Name.Named, N=Name.Print)

# fmt: off
FAULTS = (
    Fault("A3 6.1.2", "header or binary comment", "another version",
          spoil=lambda document: document.replace(b"%PDF-1.7", b"%PDF-2.0", 1)),
    Fault("A3 6.1.3", "data after the end-of-file marker", "bytes after the end",
          spoil=lambda document: document + b"\nmore"),
    Fault("A3 6.1.3", "encrypted", "encrypted", spoil=_encrypted),
    Fault("A3 6.1.3", "no trailer ID", "no ID", spoil=_without_id),
    Fault("A3a 6.7.2", "not marked", "not marked", root("/MarkInfo", Dictionary(Marked=False))),
    Fault("UA1 7.1-4", "suspects", "suspects", root("/MarkInfo", Dictionary(Marked=True, Suspects=True))),
    Fault("UA1 7.2-29", "no language", "no language", without("/Lang")),
    Fault("UA1 7.1-10", "title not displayed", "title not shown", without("/ViewerPreferences")),
    Fault("A3 6.4.1", "NeedAppearances", "appearances to be made",
          root("/AcroForm", Dictionary(Fields=Array(), NeedAppearances=True))),
    Fault("UA1 7.15", "XFA", "XFA", root("/AcroForm", Dictionary(Fields=Array(), XFA=String("x")))),
    Fault("A3 6.5.2", "actions of the document", "action on opening", _script_on_opening),
    Fault("A3 6.5.2", "actions of the document", "action on printing", root("/AA", Dictionary())),
    Fault("UA1 7.17", "no bookmarks", "no bookmarks", without("/Outlines")),
    Fault("A3 6.2.3", "no PDF/A output intent", "no output intent", without("/OutputIntents")),
    Fault("A3 6.1.7", "LZW filter", "LZW", _compressed, spoil=_by_lzw),
    Fault("A3 6.1.7", "stream outside the file", "external stream", _external),
    Fault("A3 6.5.1", "action *", "script", _script_on_opening),
    Fault("A3 6.5.1", "action *", "script written into a link", in_link(put("/A", _script()))),
    Fault("A3 6.5.1", "action *", "program written into a link",
          in_link(put("/A", Dictionary(S=Name.Launch, F=String("x"))))),
    Fault("A3 6.5.1", "action *", "script after another action",
          in_link(put("/A", Dictionary(S=Name.GoTo, D=Name.x, Next=Array([_script()]))))),
    Fault("A3 6.5.1", "named action *", "printing", in_link(put("/A", _NAMED))),
    Fault("A3 6.5.2", "actions of a page", "action of a page", _on_a_page),
    Fault("A3 6.4.1", "actions of a field", "action of a field", field(A=_NAMED)),
    Fault("A3 6.8-2", "file specification without F and UF", "no name", _forget("/F")),
    Fault("A3 6.8-2", "file specification without F and UF", "no name in Unicode", _forget("/UF")),
    Fault("A3 6.8-3", "no AFRelationship", "no relationship", _forget("/AFRelationship")),
    Fault("A3 6.8-4", "embedded file is not associated", "unassociated file", without("/AF")),
    Fault("A3 6.8-1", "embedded file without media type", "no media type", _untyped),
    Fault("A3 6.8-1", "embedded file without modification date", "no modification date", _undated),
    Fault("UA1 7.18.3", "tab order does not follow the structure", "no tab order", _untabbed),
    Fault("A3 6.3.2", "* with flags *", "hidden link", in_link(put("/F", 2))),
    Fault("A3 6.3.2", "* with flags *", "unprinted link", in_link(put("/F", 0))),
    Fault("A3 6.3.3", "* without appearance", "no appearance", field(AP=None)),
    Fault("UA1 7.18.5-2", "link without a name", "unnamed link", in_link(put("/Contents", String(" ")))),
    Fault("UA1 7.18.1", "* outside the structure", "untagged link", lambda pdf: link(pdf).__delitem__("/StructParent")),
    Fault("UA1 7.18.1-3", "field without a name to be read out", "unnamed field", field(TU=None)),
)
# fmt: on
