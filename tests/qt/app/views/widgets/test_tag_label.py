"""A word in a small frame."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.views import theme as theme_module
from app.views.theme import theme
from app.views.widgets.tag_label import TAG_HEIGHT, paint_tag, tag_width


def colours_of(text, is_warning):
    image = QImage(tag_width(text, is_warning), TAG_HEIGHT, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_tag(painter, QRectF(image.rect()), text, is_warning)
    painter.end()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_a_tag_is_as_wide_as_its_word(qapp):
    assert tag_width("SSH") < tag_width("PostgreSQL")


def test_a_warning_has_a_triangle_too(qapp):
    assert tag_width("Database", is_warning=True) == tag_width("Database") + 14
    assert theme().color("warn").name() in colours_of("Database", is_warning=True)


def test_a_warning_is_filled_but_not_in_high_contrast(qapp, monkeypatch):
    soft = theme().color("warn_soft").name()
    assert soft in colours_of("Database", is_warning=True)
    monkeypatch.setattr(theme_module, "_wants_high_contrast", lambda: True)
    theme().apply(qapp, "light", 100)
    assert soft not in colours_of("Database", is_warning=True)
