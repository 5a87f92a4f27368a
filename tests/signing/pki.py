"""A public key infrastructure for tests: seals in every condition, OCSP, CRLs and a timestamp service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from asn1crypto import ocsp, tsp
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, PKIArchitecture, ServiceLabel
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import Certificate, load_der_x509_certificate

from assessments.signing import certificates

PASSPHRASE = "test passphrase"
SEALS = ("seal", "next-seal", "expired-seal", "future-seal", "revoked-seal")
ENTITIES = ("root", "ica", "tsa", "ocsp", *SEALS)
_AUTHORITY = [
    {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
    {
        "id": "key_usage",
        "critical": True,
        "smart-value": {
            "schema": "key-usage",
            "params": ["digital_signature", "key_cert_sign", "crl_sign"],
        },
    },
]


def _listed(repository: str) -> dict[str, Any]:
    return {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": [repository]}},
    }


def _use(*uses: str) -> dict[str, Any]:
    return {
        "id": "key_usage",
        "critical": True,
        "smart-value": {"schema": "key-usage", "params": list(uses)},
    }


def _certificate(
    name: str, *, issuer: str, years: tuple[int, int], extensions: list[Any], **more: Any
) -> dict[str, Any]:
    return {
        "subject": name,
        "issuer": issuer,
        "validity": {
            "valid-from": f"{years[0]}-01-01T00:00:00+0000",
            "valid-to": f"{years[1]}-01-01T00:00:00+0000",
        },
        "extensions": extensions,
        **more,
    }


def _seal(name: str, *years: int, **more: Any) -> dict[str, Any]:
    answers = {
        "id": "authority_information_access",
        "smart-value": {"schema": "aia-urls", "params": {"ocsp-responder-names": ["ocsp"]}},
    }
    extensions = [_use("digital_signature", "non_repudiation"), answers, _listed("ica")]
    return _certificate(name, issuer="ica", years=(years[0], years[1]), extensions=extensions, **more)


def _settings(url: str) -> dict[str, Any]:
    stamping = {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]}
    answering = [{"id": "extended_key_usage", "value": ["ocsp_signing"]}, {"id": "ocsp_no_check"}]
    signing = _use("digital_signature")
    return {
        "external-url-prefix": url,
        "keysets": {"keys": {"keys": {name: {"path": f"{name}.pem"} for name in ENTITIES}}},
        "pki-architectures": {
            "test": {
                "keyset": "keys",
                "entity-defaults": {"country-name": "KR", "organization-name": "Test Commission"},
                "entities": {name: {"common-name": f"Test {name}"} for name in ENTITIES},
                "certs": {
                    "root": _certificate("root", issuer="root", years=(2020, 2060), extensions=_AUTHORITY),
                    "ica": _certificate(
                        "ica", issuer="root", years=(2020, 2055), extensions=[*_AUTHORITY, _listed("root")]
                    ),
                    "ocsp": _certificate(
                        "ocsp", issuer="ica", years=(2020, 2055), extensions=[signing, *answering]
                    ),
                    "tsa": _certificate(
                        "tsa",
                        issuer="root",
                        years=(2020, 2055),
                        extensions=[signing, stamping, _listed("root")],
                    ),
                    "seal": _seal("seal", 2024, 2040),
                    "next-seal": _seal("next-seal", 2024, 2040),
                    "expired-seal": _seal("expired-seal", 2020, 2022),
                    "future-seal": _seal("future-seal", 2090, 2095),
                    "revoked-seal": _seal(
                        "revoked-seal",
                        2024,
                        2040,
                        revocation={"revoked-since": "2026-01-02T00:00:00+0000", "reason": "key_compromise"},
                    ),
                },
                "services": {
                    "ocsp": {"ocsp": {"for-issuer": "ica", "responder-cert": "ocsp", "signing-key": "ocsp"}},
                    "crl-repo": {
                        "root": {
                            "for-issuer": "root",
                            "signing-key": "root",
                            "simulated-update-schedule": "P90D",
                        },
                        "ica": {
                            "for-issuer": "ica",
                            "signing-key": "ica",
                            "simulated-update-schedule": "P30D",
                        },
                    },
                    "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
                },
            }
        },
    }


@dataclass
class Infrastructure:
    folder: Path
    url: str
    pki: PKIArchitecture
    asked: list[str] = field(default_factory=list)
    """Paths that were asked for, in order."""
    away: frozenset[str] = frozenset()
    """Services that answer nonsense: ``ocsp``, ``crls``."""

    @property
    def timestamp_url(self) -> str:
        return f"{self.url}/test/tsa/tsa"

    @property
    def chain(self) -> Path:
        """Issuers, and the root of the timestamp service."""
        return self.folder / "chain.pem"

    def pkcs12(self, name: str = "seal") -> Path:
        return self.folder / f"{name}.p12"

    def certificate(self, name: str) -> Certificate:
        return load_der_x509_certificate(self.pki.get_cert(CertLabel(name)).dump())

    def answer(self, path: str, body: bytes) -> tuple[str, bytes]:
        """As the service behind the path would."""
        services, now = self.pki.service_registry, datetime.now(UTC)
        _, _, kind, name, *_ = path.split("/")
        self.asked.append(path)
        if kind in self.away:
            return "text/plain", b"away"
        match kind:
            case "tsa":
                stamper = services.summon_timestamper(ServiceLabel(name), now)
                said = stamper.request_tsa_response(tsp.TimeStampReq.load(body))
                return "application/timestamp-reply", said.dump()
            case "ocsp":
                responder = services.summon_responder(ServiceLabel(name), now)
                answered = responder.build_ocsp_response(ocsp.OCSPRequest.load(body))
                return "application/ocsp-response", answered.dump()
            case _:
                return "application/pkix-crl", services.get_crl(ServiceLabel(name), now).dump()


Answer = Callable[[str, bytes], tuple[str, bytes]]


@contextmanager
def served(answer: Answer) -> Iterator[str]:
    """The address of a server on this machine that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            kind, said = answer(self.path, body)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def infrastructure(folder: Path) -> Iterator[Infrastructure]:
    for name in ENTITIES:
        key = ec.generate_private_key(ec.SECP256R1())
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(secret)
    made: list[Infrastructure] = []
    with served(lambda path, body: made[0].answer(path, body)) as url:  # noqa: PLW0108 (it is not there yet)
        pki = CertomancerConfig(_settings(url), key_search_dir=str(folder)).get_pki_arch(ArchLabel("test"))
        made.append(Infrastructure(folder, url, pki))
        for name in SEALS:
            made[0].pkcs12(name).write_bytes(
                pki.package_pkcs12(CertLabel(name), password=PASSPHRASE.encode())
            )
        issuers = [made[0].certificate(name) for name in ("root", "ica")]
        made[0].chain.write_text(certificates.pem(issuers), encoding="utf-8")
        yield made[0]
