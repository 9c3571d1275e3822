"""Where a relay is, as text that people copy: its address, or a link that also enrols a device.

    relay.example.com
    relay.example.com:8443
    [2001:db8::7]:8443#ca=5DHSRJvRZlSHu0q-rD8d3wwOSTHtI8o7E2zBlnFSVPg
    https://relay.example.com/join/8ttge-0n39g-r3kx4-jkycp-gm15p-j7qzc

`#ca=` is the SHA-256 of the certificate (DER) of a relay's own certificate authority. Who has it
trusts that authority for this relay, and nobody else. As the fragment of a link it is never sent
to anybody.
"""

import base64
import ipaddress
import re
from dataclasses import dataclass, field

from relay_link.tokens import InvalidCodeError, parse_code

DEFAULT_PORT = 443

_CA_BYTES = 32
_MAX_HOST_CHARACTERS = 253
_HOST_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_HEX = re.compile(r"[0-9A-Fa-f]{64}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{43}")


class InvalidAddressError(ValueError):
    """A text is no relay's address, or no join link.

    The text itself is not kept: it may hold a code or a password.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class RelayAddress:
    """Where a relay is. `str()` gives the text, with port and authority where they are needed.

    Attributes:
        host: its name in lower case, or its IP address; an IPv6 address stands without brackets.
        port: 1 to 65535.
        ca_sha256: SHA-256 of the certificate (DER) of the relay's own authority; None where the
            authorities this computer trusts are to be asked.

    Raises:
        InvalidAddressError: one of them is not of that form.
    """

    host: str
    port: int = DEFAULT_PORT
    ca_sha256: bytes | None = None

    def __post_init__(self) -> None:
        if _parse_host(self.host) != self.host:
            raise InvalidAddressError(
                "The relay's host must be in lower case and without brackets."
            )
        if not 1 <= self.port <= 65535:
            raise _bad_port()
        if self.ca_sha256 is not None and len(self.ca_sha256) != _CA_BYTES:
            raise _bad_authority()

    def __str__(self) -> str:
        return _host_and_port(self) + _fragment(self)


@dataclass(frozen=True)
class JoinLink:
    """An address with the one-time code that enrols a device there; `repr()` keeps the code out.

    Attributes:
        address: the relay.
        code: as `parse_code` returns it.

    Raises:
        InvalidAddressError: the code is not of that form.
    """

    address: RelayAddress
    code: str = field(repr=False)

    def __post_init__(self) -> None:
        if _parse_link_code(self.code) != self.code:
            raise InvalidAddressError("A join link holds its code as the relay wrote it.")

    def __str__(self) -> str:
        place = _host_and_port(self.address)
        return f"https://{place}/join/{self.code}{_fragment(self.address)}"


def parse_relay_address(text: str) -> RelayAddress:
    """Return the relay that `host[:port][#ca=...]` stands for; white space around it is ignored.

    Raises:
        InvalidAddressError: it stands for none.
    """
    place, separator, fragment = _plain(text).partition("#")
    if "/" in place or "?" in place:
        raise InvalidAddressError(
            "A relay's address has no https:// and no path; "
            "write its host and port, for example relay.example.com:8443."
        )
    return _address(place, separator + fragment)


def parse_join_link(text: str) -> JoinLink:
    """Return what `https://host[:port]/join/<code>[#ca=...]` says; space around it is ignored.

    Raises:
        InvalidAddressError: it is no such link.
    """
    link, separator, fragment = _plain(text).partition("#")
    scheme, _, rest = link.partition("://")
    place, _, path = rest.partition("/")
    kind, _, code = path.partition("/")
    if scheme.lower() != "https" or kind != "join":
        raise InvalidAddressError(
            "This is not a join link; copy it again, from https:// to its last character."
        )
    return JoinLink(_address(place, separator + fragment), _parse_link_code(code))


def is_host_name(text: str) -> bool:
    """Tell whether `text` is a host's name in lower case, and no IP address."""
    labels = text.split(".")
    return (
        len(text) <= _MAX_HOST_CHARACTERS
        and all(map(_HOST_LABEL.fullmatch, labels))
        and not labels[-1].isdigit()  # Or it would be read as an IPv4 address.
    )


def _plain(text: str) -> str:
    text = text.strip()
    if not text.isascii():
        raise InvalidAddressError(
            "A relay's address has only plain letters; write a name with others in its xn-- form."
        )
    if any(character <= " " or character == "\x7f" for character in text):
        raise InvalidAddressError(
            "There is a space or a control character inside the relay's address; remove it."
        )
    if "@" in text:
        raise InvalidAddressError(
            "A relay's address has no user name or password; remove what stands before the @."
        )
    return text


def _address(place: str, fragment: str) -> RelayAddress:
    host, port = _split_port(place)
    return RelayAddress(_parse_host(host.lower()), port, _parse_fragment(fragment))


def _split_port(place: str) -> tuple[str, int]:
    host, separator, port = place.rpartition(":")
    if place.endswith("]") or not separator:
        return _without_brackets(place), DEFAULT_PORT
    if ":" in host and not host.startswith("["):
        raise InvalidAddressError(
            "Write an IPv6 address in brackets, for example [2001:db8::7]:8443."
        )
    if not _PORT.fullmatch(port):
        raise _bad_port()
    return _without_brackets(host), int(port)


def _without_brackets(host: str) -> str:
    if not host.startswith("["):
        return host
    inside = host[1:-1]
    if not host.endswith("]") or ":" not in inside:
        raise _bad_host()
    return inside


def _parse_host(host: str) -> str:
    """Return the one written form of a name or an IP address."""
    if is_host_name(host):
        return host
    try:
        address = ipaddress.ip_address(host)
    except ValueError as error:
        raise _bad_host() from error
    if "%" in host:
        raise InvalidAddressError(
            "An address with a network interface (%) means nothing elsewhere; remove that part."
        )
    return str(address)


def _parse_fragment(fragment: str) -> bytes | None:
    if not fragment:
        return None
    value = fragment.removeprefix("#ca=")
    if value == fragment:
        raise InvalidAddressError("After # there can only be ca= and a fingerprint.")
    if _HEX.fullmatch(value.replace(":", "")):
        return bytes.fromhex(value.replace(":", ""))
    if _BASE64URL.fullmatch(value):
        return base64.urlsafe_b64decode(value + "=")
    raise _bad_authority()


def _parse_link_code(code: str) -> str:
    try:
        return parse_code(code)
    except InvalidCodeError as error:
        raise InvalidAddressError(
            "The code in the join link is damaged; copy the link again, whole."
        ) from error


def _host_and_port(address: RelayAddress) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return host if address.port == DEFAULT_PORT else f"{host}:{address.port}"


def _fragment(address: RelayAddress) -> str:
    if address.ca_sha256 is None:
        return ""
    return "#ca=" + base64.urlsafe_b64encode(address.ca_sha256).decode().rstrip("=")


def _bad_host() -> InvalidAddressError:
    return InvalidAddressError(
        "This is not the name or IP address of a relay; write, for example, relay.example.com."
    )


def _bad_port() -> InvalidAddressError:
    return InvalidAddressError("A relay's port is a number from 1 to 65535.")


def _bad_authority() -> InvalidAddressError:
    return InvalidAddressError(
        "The fingerprint after #ca= is damaged; copy the relay's address again, whole."
    )
