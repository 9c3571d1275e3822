"""Colours, measures and fonts: the one place that knows how Porthole looks today."""

import functools
import re
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTemporaryDir, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources import FOLDER

Appearance = Literal["system", "light", "dark"]

BASE_FONT_PX = 13
"""The size of the body text for which all measures are given."""
MIN_SCALE = 0.92
MAX_SCALE = 2.0

MONO_FAMILIES = ("SF Mono", "Cascadia Mono", "JetBrains Mono", "Adwaita Mono")
"""What figures and addresses are set in: the first of these that is installed."""

_SCHEMES: dict[Appearance, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}

_PLACEHOLDER = re.compile(r"@(\w[\w:+/-]*)@")
_LENGTH = re.compile(r"(\d+)([+-]\d+)?(/2)?")
_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
_HIGH_CONTRAST = {
    "border": "border_ctl",
    "border_btn": "border_ctl",
    "text3": "text2",
} | dict.fromkeys(("live_soft", "warn_soft", "error_soft"), "content")
"""Which token takes the place of another when the system asks for high contrast."""

_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<circle cx="8" cy="8" r="4" fill="#000"/></svg>'
)
"""What a chosen radio button shows."""


class Theme(QObject):
    """How everything looks; views read it when they paint.

    Signals:
        changed: colours, sizes or fonts may be different. Whoever keeps any reads it again.
        desktop_changed: the desktop's own colours are different, and ours need not be.
    """

    changed = Signal()
    desktop_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_dark = False
        """Whether the colours are light on dark."""
        self.is_desktop_dark: bool | None = None
        """Whether the desktop's own colours are light on dark, whatever ours are; None if it does
        not say."""
        self.is_high_contrast = False
        """Whether the system asks for high contrast: soft fills then need a border of 2 px."""
        self.scale = 1.0
        """How much larger than designed texts and measures are, MIN_SCALE to MAX_SCALE."""
        self._all_tokens = _load_tokens()
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self._app: QApplication | None = None
        self._appearance: Appearance = "system"
        self._text_percent: int | None = None
        self._system_font = QFont()
        self._general_font = QFont()
        """What the desktop said last; it is no news when it says so again."""
        self._own_font = QFont()
        self._sheet: tuple[tuple[bool, bool, float], str] | None = None
        self._folder: QTemporaryDir | None = None

    def color(self, token: str) -> QColor:
        """Return the colour of a token of tokens.json, for the caller to keep or change.

        Raises:
            KeyError: there is no such token.
        """
        if token not in self._colours:
            self._colours[token] = self._find_color(token)
        return QColor(self._colours[token])

    def px(self, length: float) -> int:
        """Return a length in px, given at a text size of 100 %, for the text size of today."""
        return round(length * self.scale)

    def font(self, px: int, weight: int = 400, mono: bool = False) -> QFont:
        """Return the font for text that is `px` high at a text size of 100 %."""
        key = (px, weight, mono)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(px, weight, mono)
        return self._fonts[key]

    def apply(
        self, app: QApplication, appearance: Appearance = "system", text_percent: int | None = None
    ) -> None:
        """Make the whole program look like this from now on, and follow the system's changes.

        Args:
            app: the program.
            appearance: whose colours to use.
            text_percent: the size of texts, 100 to 150; None for the system's.
        """
        if self._app is not app:
            self._follow(app)
        self._appearance = appearance
        self._text_percent = text_percent
        if app.font() != self._own_font:
            self._system_font = QFont(app.font())
        # Frames of windows and dialogs of the system follow this too.
        app.styleHints().setColorScheme(_SCHEMES[appearance])
        self._refresh()
        # Once our own changes are through, which come as events as well: for the first that it
        # shows to Python, PySide6 makes classes of all kinds of events, which are 2 MB.
        QTimer.singleShot(0, self, self._listen)

    @Slot(bool)
    def note_desktop(self, is_dark: bool) -> None:
        """Take what somebody else has told of the desktop's colours."""
        if is_dark is not self.is_desktop_dark:
            self.is_desktop_dark = is_dark
            self.desktop_changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the desktop's font when that has changed: Qt keeps the one that we have set."""
        if event.type() == QEvent.Type.ThemeChange:
            general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            if general != self._general_font:
                self._general_font = general
                self._system_font = QFont(general)
                self._refresh()
        return False

    def _follow(self, app: QApplication) -> None:
        self._app = app
        self._general_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        app.setStyle("Fusion")
        hints = app.styleHints()
        self._note_scheme(hints.colorScheme())
        hints.colorSchemeChanged.connect(self._refresh)
        if hasattr(hints, "accessibility"):  # Since Qt 6.10.
            hints.accessibility().contrastPreferenceChanged.connect(self._refresh)

    @Slot()
    def _listen(self) -> None:
        """Hear of the desktop's changes: style hints are told of them as windows are."""
        QGuiApplication.styleHints().installEventFilter(self)

    @Slot()
    def _refresh(self) -> None:
        """Read the system's wishes again, and restyle everything if any is different."""
        app = self._app
        assert app is not None
        self.is_dark = self._wants_dark()
        self.is_high_contrast = _wants_high_contrast()
        self.scale = self._find_scale()
        self._colours.clear()
        self._fonts.clear()
        font, style_sheet = self.font(BASE_FONT_PX), self._style_sheet()
        if font == app.font() and style_sheet == app.styleSheet():
            return  # Restyling a window takes a while, and systems tell of one change twice.
        self._own_font = font
        app.setFont(font)
        app.setPalette(self._palette())
        app.setStyleSheet(style_sheet)
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._appearance == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            self._note_scheme(scheme)
            return scheme is Qt.ColorScheme.Dark
        return self._appearance == "dark"

    def _note_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Take the desktop's scheme, which Qt tells only as long as we ask for none of ours."""
        if scheme is not Qt.ColorScheme.Unknown:
            self.is_desktop_dark = scheme is Qt.ColorScheme.Dark

    def _find_scale(self) -> float:
        if self._text_percent is not None:
            scale = self._text_percent / 100
        else:
            scale = QFontInfo(self._system_font).pixelSize() / BASE_FONT_PX
        return min(max(scale, MIN_SCALE), MAX_SCALE)

    def _find_color(self, token: str) -> QColor:
        if self.is_high_contrast:
            token = _HIGH_CONTRAST.get(token, token)
        text = self._all_tokens["dark" if self.is_dark else "light"][token]
        parts = _RGBA.fullmatch(text)
        if parts is None:
            return QColor(text)
        red, green, blue, alpha = parts.groups()
        return QColor(int(red), int(green), int(blue), round(float(alpha) * 255))

    def _make_font(self, px: int, weight: int, mono: bool) -> QFont:
        font = QFont(_mono_font() if mono else self._system_font)
        font.setPixelSize(self.px(px))
        font.setWeight(QFont.Weight(weight))
        font.setFeature(QFont.Tag("tnum"), 1)
        if mono:
            font.setFeature(QFont.Tag("zero"), 1)
        return font

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette

    def _style_sheet(self) -> str:
        """Return the style sheet, made only if what it depends on is another than last time."""
        looks = (self.is_dark, self.is_high_contrast, self.scale)
        if self._sheet is None or self._sheet[0] != looks:
            if self._folder is None:
                self._folder = QTemporaryDir()
            text = _PLACEHOLDER.sub(self._fill_in, _read("style", "porthole.qss"))
            self._sheet = (looks, text)
        return self._sheet[1]

    def _fill_in(self, match: re.Match[str]) -> str:
        length = _LENGTH.fullmatch(match[1])
        if length is not None:
            return str(self._length(*length.groups(default="")))
        what, *rest = match[1].split(":")
        if what == "icon":
            name, token = rest
            return self._write_picture(name, token, _read("icons", "ui", f"{name}.svg"))
        if what == "dot":
            return self._write_picture("dot", rest[0], _DOT)
        colour = self.color(what)
        return colour.name() if colour.alpha() == 255 else colour.name(QColor.NameFormat.HexArgb)

    def _length(self, designed: str, fixed: str, half: str) -> int:
        """Return a length that grows with the text, plus one that does not, or half of both."""
        whole = self.px(int(designed)) + int(fixed or 0)
        return whole // 2 if half else whole

    def _write_picture(self, name: str, token: str, svg: str) -> str:
        """Return the path of a picture in that colour: style sheets take pictures from files only.

        The colour is part of the name, because Qt keeps pictures by their names.
        """
        assert self._folder is not None
        colour = self.color(token).name()
        path = Path(self._folder.path()) / f"{name}-{colour[1:]}.svg"
        if not path.exists():
            path.write_text(svg.replace("#000", colour), encoding="utf-8")
        return path.as_posix()


_Role = QPalette.ColorRole

_PALETTE = {
    _Role.Window: "content",
    _Role.WindowText: "text",
    _Role.Base: "content",
    _Role.AlternateBase: "subtle",
    _Role.Text: "text",
    _Role.Button: "raised",
    _Role.ButtonText: "text",
    _Role.BrightText: "on_accent",
    _Role.PlaceholderText: "text3",
    _Role.Highlight: "accent_fill",
    _Role.HighlightedText: "on_accent",
    _Role.Accent: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.ToolTipBase: "raised",
    _Role.ToolTipText: "text",
    _Role.Light: "raised",
    _Role.Midlight: "hover",
    _Role.Mid: "border",
    _Role.Dark: "border_ctl",
    _Role.Shadow: "border_ctl",
}

_TEXT_ROLES = (_Role.WindowText, _Role.Text, _Role.ButtonText)


@functools.cache
def theme() -> Theme:
    """Return the program's one theme."""
    return Theme()


def _wants_high_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


@functools.cache
def _mono_font() -> QFont:
    installed = set(QFontDatabase.families())
    family = next((each for each in MONO_FAMILIES if each in installed), None)
    if family is None:
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    return QFont(family)


def _load_tokens() -> dict[str, dict[str, str]]:
    return msgspec.json.decode(_read("style", "tokens.json"), type=dict[str, dict[str, str]])


def _read(*path: str) -> str:
    return FOLDER.joinpath(*path).read_text(encoding="utf-8")
