"""What an estimate rests on, in sentences: minimums, ways to count, gaps."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from app.contract.costs import Basis, CostLine, CountedBy
from app.models.numbers import duration_text

translate = QCoreApplication.translate


def assumptions(lines: Sequence[CostLine], basis: Basis, gaps_s: Decimal) -> tuple[str, ...]:
    """Return what an estimate rests on, a sentence each.

    Args:
        lines: of the estimate.
        basis: how it was counted.
        gaps_s: how long it was not measured, in seconds.
    """
    found = []
    if any(line.charged > line.measured for line in lines):
        found.append(translate("Cost", "The rate card's minimum was charged where less was used."))
    found += _counted(basis)
    if gaps_s >= 1:
        text = translate(
            "Cost",
            "{gap} were not measured and are not charged: asleep, not exposed, or Porthole not "
            "running.",
        )
        found.append(text.format(gap=duration_text(float(gaps_s))))
    return tuple(found)


def _counted(basis: Basis) -> list[str]:
    """Return who has counted: the program's control groups, or we from its processes."""
    group, unknown = (CountedBy.CONTROL_GROUP,), (CountedBy.UNKNOWN,)
    if basis == Basis(group, group):
        return [
            translate("Cost", "Counted by the system for exactly this program (its control group).")
        ]
    if basis == Basis(unknown, unknown):
        return [translate("Cost", "How CPU and memory were counted has not been kept.")]
    return _sentences(basis.cpu, _cpu_words()) + _sentences(basis.memory, _memory_words())


def _sentences(ways: Sequence[CountedBy], words: Mapping[CountedBy, str]) -> list[str]:
    if len(ways) <= 1:
        return [words[each] for each in ways]
    partly = translate("Cost", "For a part of the time: {sentence}")
    return [partly.format(sentence=words[each]) for each in ways]


def _cpu_words() -> dict[CountedBy, str]:
    return {
        CountedBy.CONTROL_GROUP: translate(
            "Cost", "CPU is counted by the system for exactly this program (its control group)."
        ),
        CountedBy.PROCESSES: translate("Cost", "CPU is added up from its processes."),
        CountedBy.UNKNOWN: translate("Cost", "How CPU was counted has not been kept."),
    }


def _memory_words() -> dict[CountedBy, str]:
    return {
        CountedBy.CONTROL_GROUP: translate(
            "Cost", "Memory is counted by the system for exactly this program (its control group)."
        ),
        CountedBy.PSS: translate(
            "Cost", "Shared memory is divided among the programs that share it (PSS)."
        ),
        CountedBy.RSS: translate(
            "Cost", "Shared memory counts in full for each program that shares it (RSS)."
        ),
        CountedBy.UNKNOWN: translate("Cost", "How memory was counted has not been kept."),
    }
