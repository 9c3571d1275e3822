from PySide6.QtCore import QPoint, Qt

from app.views.pane.choice import Choice


def test_the_sentence_chooses_as_the_button_does(qtbot):
    choice = Choice()
    qtbot.addWidget(choice)
    choice.show_choice("Raw TCP port", "Adds a port without encryption.")
    choice.resize(300, 60)
    choice.show()
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(250, 50))
    assert choice.button.isChecked()


def test_screen_readers_hear_what_it_means(qtbot):
    choice = Choice()
    qtbot.addWidget(choice)
    choice.show_choice("HTTPS URL", "Random address.")
    assert choice.button.accessibleName() == "HTTPS URL"
    assert choice.button.accessibleDescription() == "Random address."


def test_the_sentence_is_below_the_title_in_any_layout(qtbot):
    choice = Choice()
    qtbot.addWidget(choice)
    assert [choice._text.contentsMargins().left(), choice._text.contentsMargins().right()] == [
        26,
        0,
    ]
    choice.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    choice.show()
    assert [choice._text.contentsMargins().left(), choice._text.contentsMargins().right()] == [
        0,
        26,
    ]
