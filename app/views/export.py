"""Saves text where the user wants it; the system's dialog does not block."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSaveFile, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class Export(QObject):
    """Asks for a file, and writes it.

    Signals:
        failed: why the file could not be written.
    """

    failed = Signal(str)

    def __init__(self, text: Callable[[bool], str], parent: QWidget) -> None:
        """Export what `text` returns when it is told whether to make JSON instead of CSV."""
        super().__init__(parent)
        self._text = text
        self._host = parent

    def choose(self, title: str, name: str) -> None:
        """Let the user choose a file; `name` is proposed, without an ending."""
        dialog = QFileDialog(self._host, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["CSV (*.csv)", "JSON (*.json)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{name}.csv")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write all of the file or nothing: JSON if its name says so, else CSV."""
        file = QSaveFile(path)
        text = self._text(path.lower().endswith(".json")).encode()
        is_written = (
            file.open(QSaveFile.OpenModeFlag.WriteOnly)
            and file.write(text) == len(text)
            and file.commit()
        )
        if not is_written:
            said = self.tr("{path} cannot be written: {why}. Choose another folder.")
            self.failed.emit(said.format(path=path, why=file.errorString()))
