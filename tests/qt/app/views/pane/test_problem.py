from app.views.pane.problem import Problem


def test_a_problem_is_there_while_it_has_something_to_say(qtbot):
    problem = Problem()
    qtbot.addWidget(problem)
    assert problem.isHidden()
    problem.show_problem("The name is taken.\x1b[31m")
    assert problem.isVisible()
    assert problem.text == "The name is taken.\N{REPLACEMENT CHARACTER}[31m"
    assert problem.accessibleName() == problem.text
    problem.clear()
    assert problem.isHidden()
    assert problem.text == ""
