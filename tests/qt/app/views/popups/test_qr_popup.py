import pytest
import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from app.views.popups.popup import SHADOW_PX
from app.views.popups.qr_popup import QrPopup, qr_image

URL = "https://wtqcahqwhd4tu7n2kzsp.r5.harbor.example"


@pytest.fixture
def popup(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(400, 300)
    host.show()
    popup = QrPopup(host)
    popup.show_address(URL, "<b>jupyter</b>", host)
    qtbot.waitUntil(popup.isVisible)
    yield popup
    popup.close()


def test_the_picture_is_the_code_with_its_quiet_zone():
    image = qr_image(URL, 3)
    rows = [list(each) for each in segno.make_qr(URL, error="m").matrix_iter(border=4)]
    assert image.width() == 3 * len(rows)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            assert image.pixelColor(3 * x + 1, 3 * y + 1).black() == (255 if is_dark else 0)


def test_it_says_what_it_opens(popup):
    assert popup._title.text() == "Scan to open <b>jupyter</b>"
    assert popup._code.accessibleDescription() == URL


def test_the_picture_can_be_copied(popup, qtbot):
    with qtbot.waitSignal(popup.copied):
        popup.copy_image()
    assert QGuiApplication.clipboard().image().size() == qr_image(URL, 10).size()


def test_the_picture_can_be_saved(popup, tmp_path):
    popup.save(str(tmp_path / "code.png"))
    assert QImage(str(tmp_path / "code.png")).size() == qr_image(URL, 10).size()


def test_a_file_that_cannot_be_written_is_told_of(popup, tmp_path):
    popup.save(str(tmp_path / "missing" / "code.png"))
    assert "could not be written" in popup._problem.text


def test_esc_closes(popup, qtbot):
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_it_stands_in_the_middle_of_a_region_and_below_a_button(popup, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 560)
    button = QWidget(window)
    button.setGeometry(300, 100, 34, 34)
    window.show()
    popup.show_address(URL, "jupyter", window)
    assert (popup.geometry().center() - window.geometry().center()).manhattanLength() <= 2
    popup.show_address(URL, "jupyter", button)
    frame = popup.geometry().adjusted(*(SHADOW_PX * sign for sign in (1, 1, -1, -1)))
    assert frame.top() == button.mapToGlobal(button.rect().bottomLeft()).y() + 1 + 16
