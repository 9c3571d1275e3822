"""Records, which are dicts with the same names, as text for a file."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a text; see OWASP, CSV injection."""


def records_text(records: Sequence[dict[str, Any]], is_json: bool) -> str:
    """Return the records as JSON, or as CSV with a line of names."""
    if is_json:
        return json.dumps(records, indent=2) + "\n"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(records[0]) if records else [])
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in each.items()} for each in records)
    return text.getvalue()


def iso_time(at: float | None) -> str | None:
    """Return Unix seconds as a record has them: `2026-11-01T08:00:00.000+00:00`; None stays."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value
