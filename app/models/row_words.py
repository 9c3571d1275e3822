"""Rows of the list as a screen reader speaks them."""

from PySide6.QtCore import QCoreApplication

from app.contract.costs import Cost
from app.contract.values import Risk
from app.models.numbers import money_per_hour, money_total, rate_text
from app.models.ports import PortRow
from app.models.status_words import status_sentence
from app.plain_text import plain_text

translate = QCoreApplication.translate


def row_sentence(row: PortRow, source_name: str, now: float) -> str:
    """Return a row as one sentence: `vite, port 5173, exposed, verified 2 seconds ago`.

    Args:
        row: the port or tunnel.
        source_name: where it is, "" for this computer.
        now: Unix time in seconds.
    """
    where = translate("Row", "port {port} on {source}") if source_name else _port()
    parts = [program_text(row.program), where.format(port=row.number, source=source_name)]
    if row.tunnel is not None:
        parts += [translate("Row", "exposed"), status_sentence(row.tunnel, now)]
    else:
        parts += _not_exposed(row)
    return ", ".join(parts)


def program_text(program: str) -> str:
    """Return what stands in a program's place if this user may not know which it is."""
    return program or translate("Row", "Unknown program")


def row_description(row: PortRow, rate: float | None, cost: Cost | None = None) -> str:
    """Return what a row has to say beside its sentence: address, rate and cost, or the folder.

    Args:
        row: the port or tunnel.
        rate: in bytes a second, None if it is unknown.
        cost: the estimate, None if there is none.
    """
    parts = [row.public_address or row.folder]
    if rate is not None:
        parts.append(rate_text(rate))
    if cost is not None and cost.per_hour is not None:
        parts.append(money_per_hour(cost.per_hour, cost.currency))
    if cost is not None and cost.measured_from is not None:
        total = money_total(cost.total, cost.currency)
        parts.append(translate("Row", "{total} so far, estimated").format(total=total))
    return ", ".join(part for part in parts if part)


def section_sentence(title: str, count: int, reason: str = "") -> str:
    """Return a heading as it is read aloud, with what ails its source."""
    sentence = f"{title}, {count}" if count else title
    return f"{sentence}. {reason}" if reason else sentence


def risk_word(risk: Risk) -> str:
    """Return what makes a port risky as a word: `Database`."""
    match risk:
        case Risk.DATABASE:
            return translate("Row", "Database")
        case Risk.DEBUGGER:
            return translate("Row", "Debugger")
        case Risk.FULL_CONTROL:
            return translate("Row", "Full control")
        case Risk.DESKTOP:
            return translate("Row", "Desktop")
        case Risk.FILE_SHARING:
            return translate("Row", "File sharing")


def _port() -> str:
    return translate("Row", "port {port}")


def _not_exposed(row: PortRow) -> list[str]:
    assert row.port is not None
    parts = [translate("Row", "not exposed")]
    if row.port.unreachable_reason:
        return [*parts, plain_text(row.port.unreachable_reason)]
    if row.port.risk is not None:
        parts += [
            risk_word(row.port.risk).lower(),
            translate("Row", "exposing needs options"),
        ]
    return parts
