"""Files with the certificate authorities of relays, for curl and browsers."""

import hashlib
import logging
from pathlib import Path

from relay_client.access import RelayAccess
from relay_client.background import in_daemon_thread
from relay_client.embedded import ca_file
from relay_client.folders import state_folder
from relay_link.atomic_file import write_private
from relay_link.tasks import TaskSet

log = logging.getLogger(__name__)


class AuthorityFiles:
    """Writes the authority of each relay that has its own, once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._tasks = TaskSet(_log_failure)
        self._written: set[Path] = set()

    def path(self, access: RelayAccess) -> str:
        """Return the file with a relay's own authority, which is there soon; "" if it has none."""
        if access.is_embedded:
            return str(ca_file())
        if access.ca_pem is None:
            return ""
        pem = access.ca_pem.encode()
        path = state_folder() / "authorities" / f"{hashlib.sha256(pem).hexdigest()[:32]}.pem"
        if path not in self._written:
            self._written.add(path)
            self._tasks.start(in_daemon_thread(lambda: write_private(path, pem)), f"write {path}")
        return str(path)

    async def aclose(self) -> None:
        """Stop writing."""
        await self._tasks.aclose()


def _log_failure(name: str, error: Exception) -> None:
    log.error("could not %s", name, exc_info=error)
