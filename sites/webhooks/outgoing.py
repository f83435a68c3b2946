"""A request to an address that somebody typed: it goes to public hosts only, ends soon and follows nothing.

The name is resolved once, every address of it is looked at, and the connection is made to one of
those: a name that answers differently a moment later leads nowhere else.
"""

from __future__ import annotations

import socket
import ssl
import time
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

SECONDS = 10  # from the first packet to the status of the answer
LONGEST_ANSWER = 1024  # bytes that are read of it: only the first line counts
LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet")
# Both carry an IPv4 address to wherever it leads.
TUNNELS = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"))

Address = IPv4Address | IPv6Address


class RefusedAddressError(Exception):
    """The host is not public, and no setting allows it."""


class AnswerError(Exception):
    """What came back is no answer of HTTP."""


def allowed_networks() -> list[IPv4Network | IPv6Network]:
    """Return the networks of WEBHOOK_NETWORKS. Raises ImproperlyConfigured."""
    try:
        return [ip_network(network) for network in settings.WEBHOOK_NETWORKS]
    except ValueError as error:
        raise ImproperlyConfigured(f"WEBHOOK_NETWORKS: {error}") from error


def is_allowed(address: Address) -> bool:
    """Whether a webhook may go there: to what is public, and to what the operator named."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return is_allowed(address.ipv4_mapped)
    if any(address in network for network in allowed_networks()):
        return True
    if isinstance(address, IPv6Address) and (
        address.is_site_local or any(address in network for network in TUNNELS)
    ):
        return False
    return address.is_global and not address.is_multicast


def validate_address(url: str) -> None:
    """Refuse what can be seen to be wrong; a name is resolved only when something is sent to it."""
    try:
        parts = urlsplit(url)
        host, _port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ValidationError(_("This is no address.")) from None
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.WEBHOOK_NETWORKS):
        raise ValidationError(_("The address must begin with “https://”."))
    if parts.username or parts.password:
        raise ValidationError(_("Please leave out name and password: whoever can edit this would read them."))
    if parts.fragment:
        raise ValidationError(_("Please leave out what follows the “#”: it would never be sent."))
    if _is_local(host):
        raise ValidationError(
            _("“%(host)s” cannot be reached from everywhere. Webhooks go to public addresses only."),
            params={"host": host},
        )


def _is_local(host: str) -> bool:
    try:
        return not is_allowed(ip_address(host))
    except ValueError:
        named = "." not in host or host.lower().endswith(LOCAL_ENDINGS)
        return named and not settings.WEBHOOK_NETWORKS


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send, and return the status.

    Raises RefusedAddressError, AnswerError, OSError (with TimeoutError and what TLS refuses), and
    UnicodeError for a name that no host can have.
    """
    deadline = time.monotonic() + SECONDS
    parts = urlsplit(iri_to_uri(url))
    host, secure = (parts.hostname or "").encode("idna").decode(), parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    with _connect(_addresses(host, port), port, deadline) as plain:
        wire = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
        with wire:
            # With a socket of its own it connects nowhere; it writes the request and its Host header.
            connection = (HTTPSConnection if secure else HTTPConnection)(host, port)
            connection.sock = wire
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, {"Connection": "close", **headers})
            return _status(wire, deadline)


def _addresses(host: str, port: int) -> list[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    refused = [address for address in addresses if not is_allowed(address)]
    if refused or not addresses:
        raise RefusedAddressError(f"{host} leads to an address that is not public")
    return list(dict.fromkeys(addresses))


def _connect(addresses: list[Address], port: int, deadline: float) -> socket.socket:
    for address in addresses[:-1]:
        try:
            return socket.create_connection((str(address), port), _left(deadline) / 2)
        except OSError:
            continue  # IPv6 that leads nowhere is common
    wire = socket.create_connection((str(addresses[-1]), port), _left(deadline))
    wire.settimeout(_left(deadline))
    return wire


def _status(wire: socket.socket, deadline: float) -> int:
    """Read the first line of the answer, however slowly it comes, and nothing behind it."""
    line = b""
    while b"\n" not in line and len(line) < LONGEST_ANSWER:
        wire.settimeout(_left(deadline))
        read = wire.recv(LONGEST_ANSWER - len(line))
        if not read:
            break
        line += read
    words = line.partition(b"\n")[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit() or len(words[1]) != 3:
        raise AnswerError("the answer is not HTTP")
    return int(words[1])


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError(f"no answer within {SECONDS} seconds")
    return left
