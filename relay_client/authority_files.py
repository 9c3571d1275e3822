"""Files with the certificate authorities of relays, for visitors that are to trust them."""

import contextlib
import hashlib
from pathlib import Path

from relay_client.access import RelayAccess
from relay_client.embedded import ca_file
from relay_client.folders import state_folder
from relay_link.atomic_file import write_private


def authority_path(access: RelayAccess) -> Path | None:
    """Return where the file with a relay's own authority belongs.

    None if the authorities that computers trust anyway vouch for the relay.

    Raises:
        FolderError: there is no private folder for it.
    """
    if access.is_embedded:
        return ca_file()
    if access.ca_pem is None:
        return None
    name = hashlib.sha256(access.ca_pem.encode()).hexdigest()[:32]
    return state_folder() / "authorities" / f"{name}.pem"


def keep_authority(access: RelayAccess) -> Path | None:
    """As `authority_path`, and see that the file is there. May block.

    Raises:
        FolderError: there is no private folder for it.
        OSError: it cannot be written.
    """
    path = authority_path(access)
    # The relay on this computer writes its own.
    if path is not None and not access.is_embedded and access.ca_pem is not None:
        pem = access.ca_pem.encode()
        if not _holds(path, pem):
            write_private(path, pem)
    return path


def _holds(path: Path, pem: bytes) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes() == pem
    return False
