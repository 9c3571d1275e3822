"""A word in a small frame."""

from app.views import theme as theme_module
from app.views.theme import theme
from app.views.widgets.tag_label import TagLabel


def test_a_tag_is_as_wide_as_its_word(qtbot):
    short, long = TagLabel("SSH"), TagLabel("PostgreSQL")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert short.height() == long.height() == 16
    assert short.width() < long.width()
    short.set_text("PostgreSQL")
    assert short.width() == long.width()
    assert short.accessibleName() == "PostgreSQL"


def test_a_warning_has_a_triangle_too(qtbot):
    plain, warning = TagLabel("Database"), TagLabel("Database", is_warning=True)
    qtbot.addWidget(plain)
    qtbot.addWidget(warning)
    assert warning.width() == plain.width() + 14


def test_a_warning_is_filled_but_not_in_high_contrast(qapp, qtbot, colours, monkeypatch):
    tag = TagLabel("Database", is_warning=True)
    qtbot.addWidget(tag)
    soft = theme().color("warn_soft").name()
    assert soft in colours(tag)
    monkeypatch.setattr(theme_module, "_wants_high_contrast", lambda: True)
    theme().apply(qapp, "light", 100)
    assert soft not in colours(tag)
