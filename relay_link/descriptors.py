"""Lets a process have as many connections as the system allows it."""

import sys


def raise_limit() -> int | None:
    """Raise the limit of open files to what the administrator allows; return it.

    Shells commonly start programs with 1,024, which is 500 visitors. None where there is no such
    limit.
    """
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(soft, wanted)


MOST = 65_536
"""More connections than one process serves anyway."""
