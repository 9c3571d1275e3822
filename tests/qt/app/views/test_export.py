import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.views.export import Export


@pytest.fixture
def export(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    return Export(lambda is_json: "json" if is_json else "csv", host)


def test_ending_of_the_name_says_which(export, tmp_path):
    for name in ("a.csv", "b.JSON", "c"):
        export.save(str(tmp_path / name))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.csv": "csv",
        "b.JSON": "json",
        "c": "csv",
    }


def test_failure_says_what_to_do(export, tmp_path, qtbot):
    with qtbot.waitSignal(export.failed) as failed:
        export.save(str(tmp_path / "none" / "a.csv"))
    assert "Choose another folder" in failed.args[0]


def test_dialog_does_not_block(export, qtbot):
    export.choose("Export", "cost")
    dialog = export.parent().findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()
