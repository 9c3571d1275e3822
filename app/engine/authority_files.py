"""Has the certificate authorities of relays written, without ever holding up the event loop."""

import logging
from pathlib import Path

from relay_client.access import RelayAccess
from relay_client.authority_files import authority_path, keep_authority
from relay_client.background import in_daemon_thread
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
        path = authority_path(access)
        if path is None:
            return ""
        if path not in self._written:
            self._written.add(path)
            self._tasks.start(self._keep(access, path), f"write {path}")
        return str(path)

    async def aclose(self) -> None:
        """Stop writing."""
        await self._tasks.aclose()

    async def _keep(self, access: RelayAccess, path: Path) -> None:
        try:
            await in_daemon_thread(lambda: keep_authority(access))
        except BaseException:
            self._written.discard(path)  # the next tunnel there tries it again
            raise


def _log_failure(name: str, error: Exception) -> None:
    log.error("could not %s", name, exc_info=error)
