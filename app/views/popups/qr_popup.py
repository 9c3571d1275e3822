"""A tunnel's address as a QR code."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.plain_text import plain_text
from app.views.pane.layouts import Gap, column, row
from app.views.pane.problem import Problem
from app.views.popups.popup import SHADOW_PX, Popup
from app.views.theme import theme
from app.views.widgets.buttons import Button
from app.views.widgets.label import Label

_CODE_PX = 165
_WIDTH_PX = 228
_QUIET_MODULES = 4
"""The empty border that a code needs: ISO/IEC 18004."""
_SAVED_MODULE_PX = 10


def qr_image(text: str, module_px: int = 1) -> QImage:
    """Return a QR code, black on white, with its quiet zone; a module has that many pixels."""
    import segno  # Only those who want a code wait for it.

    rows = list(segno.make_qr(text, error="m").matrix_iter(border=_QUIET_MODULES))
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, modules in enumerate(rows):
        for x, is_dark in enumerate(modules):
            if is_dark:
                image.setPixel(x, y, 0)
    side = len(rows) * module_px
    return image.scaled(side, side)


class QrCode(QWidget):
    """The code itself, in sharp squares on white whatever the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName(self.tr("QR code"))
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_image(self, image: QImage, address: str) -> None:
        """Show another code, that of `address`."""
        self._image = image
        self.setAccessibleDescription(address)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size in which each module has the same whole number of pixels."""
        modules = max(1, self._image.width())
        return QSize(1, 1) * (modules * max(2, round(theme().px(_CODE_PX) / (modules - 8 or 1))))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        QPainter(self).drawImage(self.rect(), self._image)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


class QrPopup(Popup):
    """A code to scan, copy or save.

    Signals:
        copied: what is on the clipboard now.
    """

    copied = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._address = ""
        self._code = QrCode(self)
        self._title = Label("", 13, 600, wrap=True, parent=self)
        self._text = Label(
            self.tr("Anyone who has the address can open it."), *(12, 400, "text3"), parent=self
        )
        self._copy = Button(self.tr("Copy image"), parent=self)
        self._save = Button(self.tr("Save…"), parent=self)
        self._problem = Problem(self)
        self._lay_out()
        self._copy.clicked.connect(self.copy_image)
        self._save.clicked.connect(self.choose_file)

    def show_address(self, address: str, title: str, beside: QWidget) -> None:
        """Pop up below a button, or in the middle of a larger widget, with an address's code.

        Args:
            address: what the code says.
            title: what the tunnel is called.
            beside: that button or widget.
        """
        self._address = address
        self._problem.clear()
        self._code.set_image(qr_image(address), plain_text(address))
        self._title.setText(self.tr("Scan to open {title}").format(title=plain_text(title)))
        self._copy.setText(self.tr("Copy image"))
        self.adjustSize()
        self.show_at(self._place_near(beside))
        self._copy.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place_near(self, widget: QWidget) -> QPoint:
        if widget.height() > self.height():
            shadow = theme().px(SHADOW_PX)
            middle = widget.rect().center() - self.rect().center() + QPoint(shadow, shadow)
            return widget.mapToGlobal(middle)
        below = QPoint(widget.width() - self.width() // 2, widget.height() + theme().px(16))
        return widget.mapToGlobal(below)

    @Slot()
    def copy_image(self) -> None:
        """Put the code on the clipboard as a picture."""
        QGuiApplication.clipboard().setImage(qr_image(self._address, _SAVED_MODULE_PX))
        self._copy.setText(self.tr("Copied"))
        self.copied.emit(self.tr("QR code"))

    @Slot()
    def choose_file(self) -> None:
        """Let the user choose where to save the code; the system's dialog does not block."""
        self.close()
        dialog = QFileDialog(self._host.window(), self.tr("Save QR code"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PNG picture (*.png)"))
        dialog.setDefaultSuffix("png")
        dialog.selectFile("porthole.png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Save the code as a picture."""
        if not qr_image(self._address, _SAVED_MODULE_PX).save(path):
            self._problem.show_problem(
                self.tr("The file could not be written. Choose another folder.")
            )
            self.show()

    def _lay_out(self) -> None:
        edge = SHADOW_PX + 14
        lines = column(self, (edge, SHADOW_PX + 10, edge, SHADOW_PX + 14), 6)
        middle = Qt.AlignmentFlag.AlignHCenter
        lines.addWidget(self._code, 0, middle)
        for label in (self._title, self._text):
            label.setAlignment(middle)
            lines.addWidget(label)
        lines.addWidget(Gap(2, self))
        buttons = row(spacing=8)
        buttons.addWidget(self._copy, 1)
        buttons.addWidget(self._save, 1)
        lines.addLayout(buttons)
        lines.addWidget(self._problem)
