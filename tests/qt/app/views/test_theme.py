"""Colours, measures and fonts."""

import json
from importlib import resources

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.views import theme as module
from app.views.theme import Theme, theme

TOKENS = json.loads(resources.files("resources").joinpath("style", "tokens.json").read_text())


@pytest.fixture
def own_theme(qapp):
    before = QFont(qapp.font())
    own = Theme()
    yield own
    qapp.setStyleSheet("")
    qapp.setFont(before)


def contrast(one, other):
    """WCAG 2."""

    def luminance(colour):
        def linear(part):
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(part) for part in colour.getRgbF()[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_there_is_one_theme():
    assert theme() is theme()


def test_light_and_dark_have_the_same_tokens():
    assert TOKENS["light"].keys() == TOKENS["dark"].keys()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_token_is_a_colour(own_theme, qapp, appearance):
    own_theme.apply(qapp, appearance)
    assert own_theme.is_dark is (appearance == "dark")
    for token in TOKENS[appearance]:
        assert own_theme.color(token).isValid(), token


def test_a_colour_may_be_translucent(own_theme, qapp):
    own_theme.apply(qapp, "light")
    assert own_theme.color("shadow").getRgb() == (20, 26, 38, 46)


def test_who_changes_a_colour_changes_only_his_own(own_theme, qapp):
    own_theme.apply(qapp, "light")
    own_theme.color("accent").setAlphaF(0.1)
    assert own_theme.color("accent").alpha() == 255


def test_an_unknown_token_is_a_mistake_of_ours(own_theme):
    with pytest.raises(KeyError):
        own_theme.color("pink")


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize("token", ["text", "text2", "text3", "accent", "live", "warn", "error"])
@pytest.mark.parametrize("surface", ["content", "window", "subtle", "sel", "hover"])
def test_every_text_can_be_read_on_every_surface(own_theme, qapp, appearance, token, surface):
    own_theme.apply(qapp, appearance)
    assert contrast(own_theme.color(token), own_theme.color(surface)) >= 4.5


def test_high_contrast_takes_stronger_lines_and_no_soft_fills(own_theme, qapp, monkeypatch):
    monkeypatch.setattr(module, "_wants_high_contrast", lambda: True)
    own_theme.apply(qapp, "light")
    assert own_theme.is_high_contrast
    assert own_theme.color("border") == QColor(TOKENS["light"]["border_ctl"])
    assert own_theme.color("text3") == QColor(TOKENS["light"]["text2"])
    assert own_theme.color("warn_soft") == QColor(TOKENS["light"]["content"])


def test_the_system_is_followed_when_its_colours_change(own_theme, qapp, qtbot, monkeypatch):
    own_theme.apply(qapp, "system")
    assert not own_theme.is_dark
    monkeypatch.setattr(
        "PySide6.QtGui.QStyleHints.colorScheme", lambda self: Qt.ColorScheme.Dark, raising=True
    )
    with qtbot.waitSignal(own_theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert own_theme.is_dark


def test_the_desktop_keeps_its_colours_when_ours_are_others(own_theme, qapp, monkeypatch):
    own_theme.apply(qapp, "dark")
    assert own_theme.is_desktop_dark is None  # The platform of the tests does not say.
    monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda _: Qt.ColorScheme.Light)
    own_theme.apply(qapp, "system")
    monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda _: Qt.ColorScheme.Dark)
    own_theme.apply(qapp, "dark")
    assert own_theme.is_desktop_dark is False


def test_the_desktop_is_asked_before_our_colours_are_set(own_theme, qapp, monkeypatch):
    monkeypatch.setattr("PySide6.QtGui.QStyleHints.colorScheme", lambda _: Qt.ColorScheme.Dark)
    own_theme.apply(qapp, "light")
    assert own_theme.is_desktop_dark is True


def test_what_is_so_already_restyles_nothing(own_theme, qapp, qtbot):
    own_theme.apply(qapp, "dark", 130)
    with qtbot.assertNotEmitted(own_theme.changed):
        own_theme.apply(qapp, "dark", 130)
    qapp.setStyleSheet("")
    with qtbot.waitSignal(own_theme.changed):
        own_theme.apply(qapp, "dark", 130)


@pytest.mark.parametrize(
    ("percent", "scale"), [(100, 1.0), (130, 1.3), (150, 1.5), (10, 0.92), (900, 2.0)]
)
def test_measures_and_fonts_grow_with_the_text(own_theme, qapp, percent, scale):
    own_theme.apply(qapp, "light", percent)
    assert own_theme.scale == scale
    assert own_theme.px(100) == round(100 * scale)
    assert own_theme.font(20).pixelSize() == round(20 * scale)
    assert qapp.font().pixelSize() == round(13 * scale)


def test_texts_are_as_large_as_the_system_says(own_theme, qapp):
    font = QFont(qapp.font())
    font.setPixelSize(26)
    qapp.setFont(font)
    own_theme.apply(qapp, "light")
    assert own_theme.scale == 2.0
    own_theme.apply(qapp, "dark")
    assert own_theme.scale == 2.0


def test_a_font_is_made_once(own_theme, qapp):
    own_theme.apply(qapp, "light", 100)
    assert own_theme.font(12) is own_theme.font(12)
    assert own_theme.font(12, 600).weight() == 600


def test_figures_are_set_in_a_font_of_one_width(own_theme, qapp):
    own_theme.apply(qapp, "light", 100)
    assert QFontInfo(own_theme.font(12, mono=True)).fixedPitch()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_style_sheet_has_no_hole(own_theme, qapp, appearance):
    own_theme.apply(qapp, appearance)
    assert "@" not in qapp.styleSheet()
    assert own_theme.color("accent_fill").name() in qapp.styleSheet()


def test_a_primary_button_is_filled(own_theme, qapp, qtbot):
    own_theme.apply(qapp, "light", 100)
    button = QPushButton("Expose")
    qtbot.addWidget(button)
    button.setProperty("kind", "primary")
    button.resize(100, 30)
    assert QColor(button.grab().toImage().pixel(6, 15)) == own_theme.color("accent_fill")


def test_pictures_are_found_in_a_folder_of_any_name(own_theme, qapp, tmp_path, monkeypatch, qtlog):
    folder = tmp_path / "First (Last) <x>"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    own_theme.apply(qapp, "light")
    assert folder.as_posix() in qapp.styleSheet()
    button = QPushButton()
    button.ensurePolished()
    assert [each.message for each in qtlog.records] == []


def test_the_size_of_the_desktops_texts_is_followed(own_theme, qapp, qtbot, monkeypatch):
    own_theme.apply(qapp, "light")
    qapp.processEvents()
    larger = QFont(qapp.font())
    larger.setPixelSize(26)
    monkeypatch.setattr("PySide6.QtGui.QFontDatabase.systemFont", lambda _: QFont(larger))
    with qtbot.waitSignal(own_theme.changed):
        QCoreApplication.sendEvent(qapp.styleHints(), QEvent(QEvent.Type.ThemeChange))
    assert own_theme.scale == 2.0
    with qtbot.assertNotEmitted(own_theme.changed):
        QCoreApplication.sendEvent(qapp.styleHints(), QEvent(QEvent.Type.ThemeChange))


def test_a_size_of_texts_that_was_chosen_stays(own_theme, qapp, monkeypatch):
    own_theme.apply(qapp, "light", 115)
    qapp.processEvents()
    larger = QFont(qapp.font())
    larger.setPixelSize(26)
    monkeypatch.setattr("PySide6.QtGui.QFontDatabase.systemFont", lambda _: QFont(larger))
    QCoreApplication.sendEvent(qapp.styleHints(), QEvent(QEvent.Type.ThemeChange))
    assert own_theme.scale == 1.15


def test_check_box_is_high_enough_to_press(qtbot, qapp):
    theme().apply(qapp, "light", 100)
    box = QCheckBox("I understand. Expose it anyway.")
    qtbot.addWidget(box)
    assert box.sizeHint().height() == 24
