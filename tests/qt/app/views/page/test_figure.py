from app.views.page.figure import Figure


def test_a_figure_is_read_with_its_name(qtbot):
    figure = Figure("In now", "arrow-down", "chart_in")
    qtbot.addWidget(figure)
    figure.set_value("12.4 kB/s")
    assert figure.value == "12.4 kB/s"
    assert figure.accessibleName() == "In now 12.4 kB/s"


def test_what_is_not_known_is_read_as_such(qtbot):
    figure = Figure("In total")
    qtbot.addWidget(figure)
    figure.set_value("–")
    assert figure.accessibleName() == "In total unknown"


def test_a_figure_may_come_to_mean_something_else(qtbot):
    figure = Figure("If left open for 24 h")
    qtbot.addWidget(figure)
    figure.set_name("If left open until 18:00")
    figure.set_value("$4.96")
    assert figure.name == "If left open until 18:00"
    assert figure.accessibleName() == "If left open until 18:00 $4.96"
