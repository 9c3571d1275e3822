from PySide6.QtWidgets import QLabel

from app.views.pane.step import Step


def test_a_step_has_a_title_and_a_sentence(qtbot):
    step = Step(1, "Pick a port")
    qtbot.addWidget(step)
    step.set_text("Porthole found 5.")
    texts = [each.text() for each in step.findChildren(QLabel)]
    assert sorted(texts) == ["Pick a port", "Porthole found 5."]
    assert not step.grab().isNull()
