"""Lists the ports of an SSH host once, for the command line."""

from collections.abc import Sequence

from app.contract.values import Port
from app.engine.sources.ssh import listing, processes
from app.engine.sources.ssh.rows import rows
from relay_client.ssh.errors import SshUnreachableError
from relay_client.ssh.values import Ask

COMMAND_SECONDS = 10.0
"""How long a host may take for a list."""


async def list_ports(name: str, ask: Ask | None) -> Sequence[Port]:
    """Connect to the host called `name`, and return its listening ports.

    Raises:
        SshError: it cannot be reached, does not let us in or gives no list.
    """
    from relay_client.ssh.host import SshHost  # it takes 0.3 s

    host = SshHost(name, lambda status: None, ask)
    host.start()
    try:
        await host.wait_ready()
        output = await host.run(listing.COMMAND, listing.MAX_OUTPUT_BYTES, COMMAND_SECONDS)
        sockets = listing.parse(output.data)
        pids = sorted({each.pid for each in sockets if each.pid is not None})
        command = processes.details_command(pids)
        output = await host.run(command, processes.MAX_OUTPUT_BYTES, COMMAND_SECONDS)
        return rows(name, sockets, processes.parse_details(output.data))
    except listing.ListingError as error:
        raise SshUnreachableError(name, f"{name} gives no list of its ports: {error}.") from error
    finally:
        await host.aclose()
