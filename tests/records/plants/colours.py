"""Colours of other devices than that of the output intent."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.records.plants.planting import Fault, Plant, paint


def _image(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Planted = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    pdf.Root.Planted.ColorSpace = Array([Name.Indexed, Name.DeviceCMYK, 0, b"\0\0\0\0"])


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Planted = pdf.make_stream(b"0 0 0 1 K", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])


def _of_page(key: str, value: Dictionary) -> Plant:
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value)


_GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)

# fmt: off
FAULTS = (
    Fault("A3 6.2.4.3", "* sets * colours, the output intent has *", "black ink", paint(b"0 0 0 1 k")),
    Fault("A3 6.2.4.3", "* sets * colours, the output intent has *", "a space of inks", paint(b"/DeviceCMYK cs")),
    Fault("A3 6.2.4.3", "* sets * colours, the output intent has *", "ink in a form", _form),
    Fault("A3 6.2.4.3", "* is none of the output intent's * colours", "image of inks", _image),
    Fault("A3 6.2.4.3", "* is none of the output intent's * colours", "transparent inks", _of_page("/Group", _GROUP)),
)
# fmt: on
