"""Checks an unpacked bundle without the portal: run it in the bundle's folder with Python 3.8 or newer.

Needs nothing but Python. Says what it found, case by case, and ends with exit code 0 if all of it agrees.
It cannot say who made the bundle: for that, verify the record's signature, or ask the portal's /verify.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
SUMS = "SHA256SUMS"


def main(folder: Path) -> int:
    faults = list(_sums(folder))
    for case in sorted((folder / "cases").iterdir()):
        found = list(_case(case, folder))
        _say(f"{case.name}: {'agrees' if not found else 'DOES NOT AGREE'}")
        faults += [f"{case.name}: {fault}" for fault in found]
    for fault in faults:
        _say(f"FAULT {fault}")
    _say("Everything agrees." if not faults else f"{len(faults)} faults.")
    return 1 if faults else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _sums(folder: Path) -> Iterator[str]:
    """Every file is as it was packed, and there is no other."""
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {SUMS}
    yield from (f"{path}: is missing" for path in sorted(listed.keys() - there))
    yield from (f"{path}: is not listed in {SUMS}" for path in sorted(there - listed.keys()))
    for path in sorted(listed.keys() & there):
        if _sha256(folder / path) != listed[path]:
            yield f"{path}: is not as it was packed"


def _case(case: Path, folder: Path) -> Iterator[str]:
    about, entries = _read(case / "case.json"), _read(case / "ledger.json")["entries"]
    yield from _chain(entries)
    if _sha256(case / "proposal.json") != about["proposal_digest"]:
        yield "proposal.json: is not what the proposal digest was made of"
    edition = about["edition"]
    if _edition(folder / "editions" / edition["id"]) != edition["digest"]:
        yield f"editions/{edition['id']}: is not the edition the case was judged by"
    yield from _evidence(case / "evidence", _read(case / "proposal.json"))
    issued = _issued(entries)
    there = {path.name for path in (case / "records").glob("*")}
    yield from (f"records/{name}: is missing" for name in sorted(issued.keys() - there))
    for name in sorted(there):
        yield from _record(case / "records" / name, issued.get(name), about, folder)


def _chain(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Each entry follows from the one before it."""
    previous = GENESIS
    for number, entry in enumerate(entries, start=1):
        expected = hashlib.sha256((previous + entry["text"]).encode()).hexdigest()
        said = json.loads(entry["text"])["sequence"]
        found = (entry["previous"], entry["hash"], entry["sequence"], said)
        if found != (previous, expected, number, number):
            yield f"ledger.json: entry {number} does not follow"
            return
        previous = entry["hash"]


def _issued(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the ledger says was issued, by the record's number."""
    said = (json.loads(entry["text"]) for entry in entries)
    return {one["data"]["record"]: one["data"] for one in said if one["event"] == "record_issued"}


def _record(
    record: Path, issued: dict[str, Any] | None, about: dict[str, Any], folder: Path
) -> Iterator[str]:
    if issued is None:
        yield f"records/{record.name}: the ledger does not know it"
        return
    if _sha256(record / "decision.json") != issued["content"]:
        yield f"records/{record.name}: decision.json is not what was issued"
    documents = _documents(record.name, issued)
    for name in sorted({path.name for path in record.iterdir()} - documents.keys() - {"decision.json"}):
        yield f"records/{record.name}: the ledger does not know {name}"
    for name, digest in sorted(documents.items()):
        if not (record / name).is_file() or _sha256(record / name) != digest:
            yield f"records/{record.name}: {name} is not what was issued"
    if _read(record / "decision.json").get("proposal_digest") != about["proposal_digest"]:
        yield f"records/{record.name}: was made of another proposal"
    yield from _manifest(record, folder)


def _manifest(record: Path, folder: Path) -> Iterator[str]:
    """The editions are those the record lists, file by file; older records list none."""
    for listed in _read(record / "decision.json")["versions"].get("editions", ()):
        edition = folder / "editions" / listed["id"]
        there = {one.relative_to(edition).as_posix(): _sha256(one) for one in _files(edition)}
        if there != {one["path"]: one["sha256"] for one in listed["files"]}:
            yield f"records/{record.name}: lists other files of the edition {listed['id']}"


def _documents(number: str, issued: dict[str, Any]) -> dict[str, str]:
    """File name to digest: in full, and since there are two renderings also for the public."""
    public = {"public.json": issued["public_content"]} if "public_content" in issued else {}
    full = {f"{number}-{language}.pdf": digest for language, digest in issued["documents"].items()}
    redacted = issued.get("public_documents", {}).items()
    return {**full, **public, **{f"{number}-{language}-public.pdf": digest for language, digest in redacted}}


def _evidence(folder: Path, proposal: dict[str, Any]) -> Iterator[str]:
    """Every file is the one that was sent with the proposal, and none is missing."""
    sent = sorted((file["slot"], file["sha256"]) for file in proposal["files"])
    listed = _read(folder / "index.json")
    if sorted((file["slot"], file["sha256"]) for file in listed) != sent:
        yield "evidence/index.json: does not list the files that were sent"
    there = {path.name for path in folder.iterdir()}
    for name in sorted(there - {file["file"] for file in listed} - {"index.json"}):
        yield f"evidence/{name}: was not sent"
    for file in listed:
        if file["is_missing"]:
            yield f"evidence/{file['id']}: the portal's store had lost it"
        elif _sha256(folder / file["file"]) != file["sha256"]:
            yield f"evidence/{file['file']}: is not the file that was sent"


def _edition(folder: Path) -> str:
    """The digest of an edition: of each file its path, its length and its bytes, in the order of paths."""
    total = hashlib.sha256()
    for path in _files(folder):
        content = path.read_bytes()
        total.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    """In the order of their paths."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(files, key=lambda one: one.relative_to(folder).as_posix())


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            total.update(piece)
    return total.hexdigest()


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
