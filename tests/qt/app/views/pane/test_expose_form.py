import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QRadioButton

from app.contract.commands import Expose
from app.contract.events import Done, Failed, RelaysChanged
from app.contract.values import Relay, RelayState, Risk
from app.views.pane.expose_form import ExposeForm
from app.views.theme import theme
from tests.qt.samples import NOW, POSTGRES, R3, R5, SSHD, UVICORN, engine_with, local_port

DOCKER = local_port(2375, "dockerd", "Docker API", risk=Risk.FULL_CONTROL)
OWN = Relay("this computer", RelayState.READY, NOW, is_embedded=True, domain="localhost")


@pytest.fixture
def form(engine, qtbot):
    form = ExposeForm(engine[0], lambda: NOW)
    qtbot.addWidget(form)
    form.resize(360, 711)
    form.show_port(UVICORN)
    with qtbot.waitExposed(form):
        form.show()
    return form


def texts(form):
    return [each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form)]


def named(form, kind, name):
    (found,) = [each for each in form.findChildren(kind) if each.accessibleName() == name]
    return found


def submit_button(form):
    return form._submit


def choose(box, text):
    place = box.findText(text)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_web_server_needs_one_click(form, qtbot, link):
    assert submit_button(form).text() == "Expose and copy URL"
    qtbot.mouseClick(submit_button(form), Qt.MouseButton.LeftButton)
    assert link.commands[-1] == Expose(link.commands[-1].id, "127.0.0.1:8000")


def test_the_form_says_who_can_read_before_anything_is_pressed(form):
    shown = texts(form)
    assert "Random address. Encrypted up to relay r5, which can read it." in shown
    assert "HTTP on 127.0.0.1, ~/code/orders-api, since 13:02" in shown
    assert "You get a random address ending in .r5.harbor.example." in shown


def test_raw_tcp_warns_and_sets_a_limit(form, qtbot, link):
    named(form, QRadioButton, "Raw TCP port").click()
    assert "Anyone can find a raw TCP port" in texts(form)
    assert named(form, QComboBox, "Closes").currentText() == "In 1 hour"
    assert submit_button(form).text() == "Expose with these limits"
    form.submit()
    command = link.commands[-1]
    assert (command.tcp, command.closes_after_s) == (True, 3600)


def test_a_database_is_warned_of_first(form):
    form.show_port(POSTGRES)
    shown = texts(form)
    assert "PostgreSQL is a database" in shown
    assert "Anyone who reaches it can try passwords. This form now closes it after 1 hour." in shown
    assert "TLS address" in [each.text() for each in form.findChildren(QRadioButton)]


def test_the_buttons_stand_side_by_side_in_the_font_of_the_design(form, qapp, qtbot):
    if "Inter" not in QFontDatabase.families():
        pytest.skip("needs the font of the design")
    usual, inter = qapp.font(), QFont("Inter")
    inter.setPixelSize(13)
    qapp.setFont(inter)
    theme().apply(qapp, "light", 100)
    try:
        form.show_port(POSTGRES)
        assert submit_button(form).text() == "Expose with these limits"
        qtbot.waitUntil(lambda: form._copy.y() == submit_button(form).y())
    finally:
        qapp.setFont(usual)


def test_full_control_needs_a_tick(form, qtbot, link):
    form.show_port(DOCKER)
    assert "The Docker API has no password" in texts(form)
    assert (
        "Whoever reaches port 2375 controls this computer. "
        "Use an SSH connection to Docker instead if you can."
    ) in texts(form)
    assert not submit_button(form).isEnabled()
    form.submit()
    assert not any(isinstance(each, Expose) for each in link.commands)
    form._understood.click()
    assert submit_button(form).isEnabled()
    form.submit()
    assert link.commands[-1].closes_after_s == 900


@pytest.mark.parametrize("risk", list(Risk))
def test_every_risk_says_why(form, risk):
    form.show_port(replace(POSTGRES, id=f"risk {risk}", risk=risk))
    assert form._risk.isVisibleTo(form)
    assert form._risk.accessibleDescription()


def test_a_limit_the_user_chose_is_not_claimed_as_ours(form):
    form.show_port(POSTGRES)
    choose(named(form, QComboBox, "Closes"), "In 24 hours")
    assert "Anyone who reaches it can try passwords." in texts(form)


def test_options_are_sent_as_chosen(form, qtbot, link):
    qtbot.keyClicks(named(form, QLineEdit, "Name"), "orders api ")
    choose(named(form, QComboBox, "Relay"), "r3 Amsterdam, 31\xa0ms")
    choose(named(form, QComboBox, "Closes"), "In 15 minutes")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    command = link.commands[-1]
    assert command == Expose(
        command.id, "127.0.0.1:8000", name="orders api", relay=R3.name, closes_after_s=900
    )


def test_http2_is_offered_where_the_relay_can(form, link, qtbot):
    assert not form._http2.isVisibleTo(form)
    link.say(RelaysChanged((R5, OWN)))
    choose(named(form, QComboBox, "Relay"), "This computer")
    assert form._http2.isVisibleTo(form)
    form._http2.click()
    form.submit()
    assert link.commands[-1].http2
    assert "Random address. It works on this computer only." in texts(form)


def test_the_same_tunnel_can_be_had_in_a_shell(form, qtbot):
    qtbot.keyClicks(named(form, QLineEdit, "Name"), "it's mine")
    with qtbot.waitSignal(form.copied):
        form.copy_command()
    text = QGuiApplication.clipboard().text()
    assert text == "porthole forward 127.0.0.1:8000 '--name=it'\"'\"'s mine'"


def test_an_error_stands_beneath_and_the_form_stays(form, link, qtbot):
    form.submit()
    assert not submit_button(form).isEnabled()
    link.say(Failed(link.commands[-1].id, "The name is taken. Choose another one."))
    assert "The name is taken. Choose another one." in texts(form)
    assert submit_button(form).isEnabled()


def test_a_second_press_does_not_expose_twice(form, link):
    form.submit()
    form.submit()
    assert sum(isinstance(each, Expose) for each in link.commands) == 1


def test_success_tells_the_tunnel(form, link, qtbot):
    form.submit()
    with qtbot.waitSignal(form.submitted) as submitted:
        link.say(Done(link.commands[-1].id, "t9"))
    assert submitted.args == ["t9", True]
    assert form.draft is None


def test_answer_that_comes_late_leaves_the_form_for_another_port_alone(form, engine, link, qtbot):
    form.submit()
    form.show_port(SSHD)
    qtbot.keyClicks(named(form, QLineEdit, "Name"), "box")
    with qtbot.waitSignal(form.submitted) as submitted:
        link.say(Done(link.commands[-1].id, "t9"))
    assert submitted.args == ["t9", False]
    assert form.draft.name == "box"


def test_failure_that_comes_late_is_told_elsewhere(form, engine, link, qtbot):
    form.submit()
    form.show_port(SSHD)
    with qtbot.waitSignal(engine[0].failed) as failed:
        link.say(Failed(link.commands[-1].id, "The relay is full."))
    assert failed.args == ["The relay is full."]
    assert "The relay is full." not in texts(form)


def test_edits_survive_a_return_to_the_same_port(form, qtbot):
    qtbot.keyClicks(named(form, QLineEdit, "Name"), "orders")
    assert form.is_edited
    form.show_port(UVICORN)
    assert named(form, QLineEdit, "Name").text() == "orders"
    form.show_port(SSHD)
    assert named(form, QLineEdit, "Name").text() == ""
    assert not form.is_edited


def test_esc_leaves(form, qtbot):
    with qtbot.waitSignal(form.cancelled):
        qtbot.keyClick(named(form, QLineEdit, "Name"), Qt.Key.Key_Escape)


def test_an_evening_that_passed_meanwhile_is_asked_for_again(form, link, monkeypatch):
    choose(named(form, QComboBox, "Closes"), "Today at 18:00")
    monkeypatch.setattr(form, "_clock", lambda: NOW + 8 * 3600)
    form.submit()
    assert not any(isinstance(each, Expose) for each in link.commands)
    assert "That time is past. Choose another one." in texts(form)


def test_a_port_that_cannot_be_exposed_says_why(form):
    form.show_port(replace(SSHD, unreachable_reason="The container publishes no port."))
    assert "The container publishes no port." in texts(form)
    assert not submit_button(form).isEnabled()


def test_hostile_names_are_shown_as_they_are(form):
    evil = "<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}&evil"
    form.show_port(replace(POSTGRES, program=evil, protocol=evil, folder=evil))
    assert "<b>x</b>\N{REPLACEMENT CHARACTER}&evil" in texts(form)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in form.findChildren(QLabel))


def test_before_the_engine_told_of_relays_the_form_still_works(qtbot):
    controller, _ = engine_with(relays=())
    form = ExposeForm(controller, lambda: NOW)
    qtbot.addWidget(form)
    form.show_port(UVICORN)
    assert form.draft.can_submit


def test_every_control_has_a_name(form):
    controls = [*form.findChildren(QAbstractButton), *form.findChildren(QComboBox)]
    assert all(each.accessibleName() for each in controls if each.isVisibleTo(form))
