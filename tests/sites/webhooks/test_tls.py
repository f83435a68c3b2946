"""Webhooks over TLS: the certificate has to be that of the name, and the name is resolved once."""

import datetime
import socket
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from sites.webhooks.outgoing import post
from tests.sites.webhooks.receiver import receiver

NAME = "hook.example"


@pytest.fixture
def certificate(tmp_path):
    """A file with a certificate of NAME, signed by itself, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now, day = timezone.now(), datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now - day, now + day
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path / "certificate.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *form) + made.public_bytes(serialization.Encoding.PEM)
    )
    return str(file)


@pytest.fixture
def secure(certificate, local, monkeypatch):
    """The port of a receiver behind TLS, to which every name of these tests leads."""
    with receiver() as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        port = server.server_address[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        real = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *rest, **more: found if "example" in str(host) else real(host, *rest, **more),
        )
        yield server


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setattr(ssl, "create_default_context", lambda: make_context(certificate))


def make_context(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certificate)
    return context


def test_a_message_goes_over_tls_to_the_name_in_the_certificate(secure, trusted):
    port = secure.server_address[1]

    assert post(f"https://{NAME}:{port}/hook", b"{}", {}) == 204
    assert secure.received[0].headers["host"] == f"{NAME}:{port}"


def test_a_certificate_of_another_name_is_refused(secure, trusted):
    with pytest.raises(ssl.SSLCertVerificationError):
        post(f"https://other.example:{secure.server_address[1]}/", b"{}", {})

    assert secure.received == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    with pytest.raises(ssl.SSLCertVerificationError):
        post(f"https://{NAME}:{secure.server_address[1]}/", b"{}", {})

    assert secure.received == []


def test_a_receiver_that_is_silent_during_the_greeting_times_out(local, monkeypatch):
    monkeypatch.setattr("sites.webhooks.outgoing.SECONDS", 0.3)
    silent = socket.create_server(("127.0.0.1", 0))  # takes connections, and says nothing

    with silent, pytest.raises(TimeoutError):
        post(f"https://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})
