"""What Porthole is made of, and under which licences."""

import importlib.metadata

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.views.settings.settings_page import SettingsPage
from app.views.theme import theme
from app.views.widgets.label import Label

LICENCE = "Apache-2.0"

COMPONENTS = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("msgspec", "BSD-3-Clause"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("asyncssh", "EPL-2.0"),
    ("h11", "MIT"),
    ("jeepney", "MIT"),
    ("keyring", "MIT"),
    ("platformdirs", "MIT"),
    ("psutil", "BSD-3-Clause"),
    ("pyOpenSSL", "Apache-2.0"),
    ("segno", "BSD-3-Clause"),
)
"""The libraries that the window and the engine use, each with its licence."""


class AboutPage(SettingsPage):
    """Version and licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show what is installed."""
        super().__init__(QCoreApplication.translate("AboutPage", "About"), parent)
        self.add_widget(Label("Porthole", 15, 600), gap=12)
        version = self.tr("Version {version}").format(version=installed_version("porthole"))
        self.add_widget(self._selectable(Label(version, 13, 400, "text2")), gap=2)
        licence = self.tr("Licence {licence}").format(licence=LICENCE)
        self.add_widget(Label(licence, 13, 400, "text2"), gap=2)
        self.add_section(self.tr("Made with"))
        self.add_widget(_Components(), gap=8)
        self.add_text(
            self.tr(
                "Qt for Python is used under the LGPL: you may replace it by a version of your own."
            )
        )
        self.add_stretch()

    def _selectable(self, label: Label) -> Label:
        """Let the version be copied into a report."""
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label


class _Components(QWidget):
    """The libraries that are installed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        for number, (name, licence) in enumerate(COMPONENTS):
            version = installed_version(name)
            if version:
                self._grid.addWidget(Label(name, wrap=True), number, 0)
                self._grid.addWidget(Label(version, 12, 400, "text2"), number, 1)
                self._grid.addWidget(Label(licence, 12, 400, "text2", wrap=True), number, 2)
        self._restyle()
        theme().changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(theme().px(24))
        self._grid.setVerticalSpacing(theme().px(4))


def installed_version(package: str) -> str:
    """Return the version of an installed package, "" if it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
