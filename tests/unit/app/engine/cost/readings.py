"""Readings of programs on other computers, for tests."""

from decimal import Decimal

from app.engine.cost.processes import ProcessTimes
from app.engine.cost.remote_meter import Reading


def reading(cpu_s, memory=1024**3, started=1, pid=77, now=1000, below=()):
    """Return one of a program whose first process has used so much; `below` are its others."""
    first = ProcessTimes(pid, 1, started, Decimal(cpu_s), Decimal(0), memory)
    return Reading(now, (first, *below))
