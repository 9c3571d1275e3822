"""Tooltips that show foreign text as it is."""

import pytest
from PySide6.QtGui import QTextDocument

from app.views.plain_tooltip import plain_tooltip


@pytest.mark.parametrize("text", ["<b>evil</b>", "a < b & c", "<img src='x'>", "&lt;"])
def test_markup_is_shown_and_not_read(text):
    tooltip = plain_tooltip(text)
    if not tooltip.startswith("<qt>"):
        assert "<" not in tooltip
        assert tooltip == text
        return
    document = QTextDocument()
    document.setHtml(tooltip)
    assert document.toPlainText() == text
