"""Which ports belong to the operating system, and are of no interest to who exposes ports."""

_PROGRAMS = frozenset(
    {
        # Linux
        "avahi-daemon",
        "cups-browsed",
        "cupsd",
        "dnsmasq",
        "init",
        "master",
        "rpc.mountd",
        "rpc.statd",
        "rpcbind",
        "systemd",
        "systemd-resolve",
        "systemd-resolved",
        "xrdp-sesman",
        # macOS
        "AirPlayXPCHelper",
        "ControlCenter",
        "launchd",
        "mDNSResponder",
        "rapportd",
        "sharingd",
        # Windows
        "System",
        "lsass",
        "services",
        "spoolsv",
        "svchost",
        "wininit",
    }
)
"""The printing system, the finding of names and devices, and what starts all others."""

_PORTS = frozenset({53, 111, 135, 631, 5353, 5355})
"""Where those listen; it decides if the program cannot be seen, as without root."""

_FIRST_USER_ID = 1000
"""Below, Linux keeps its system's own users. Source: man 5 login.defs, UID_MIN."""


def is_system_port(program: str, port: int, user_id: int | None) -> bool:
    """Whether a port belongs to the operating system itself.

    A database or an SSH server that the system starts does not: people expose these.

    Args:
        program: what people call the program, "" if this user may not know.
        port: its number.
        user_id: whose it is, None if that is not known.
    """
    if program:
        return program in _PROGRAMS
    return port in _PORTS and (user_id is None or user_id < _FIRST_USER_ID)
