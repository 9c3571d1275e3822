"""TLS of the standard library, for far ends that are none of ours."""

import ssl
import tempfile

from cryptography.hazmat.primitives.serialization import Encoding

from relay_server.certificates import key_to_pem


def standard_server_context(leaf, alpn=()):
    """Return the settings of a server that shows `leaf`, a `relay_server.certificates.Leaf`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(key_to_pem(leaf.key))
        file.write(b"".join(each.public_bytes(Encoding.PEM) for each in leaf.chain))
        file.flush()
        context.load_cert_chain(file.name)
    if alpn:
        context.set_alpn_protocols(list(alpn))
    return context
