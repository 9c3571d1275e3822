"""The app with a panel that hosts tray icons over D-Bus, as those of KDE, GNOME and Xfce do."""

from tests.desktop.session import eventually


def labels(layout):
    return [label for _, label, _ in layout if label]


def number_of(layout, label):
    return next(number for number, each, _ in layout if each == label)


def below(layout, beginning):
    return next(items for _, label, items in layout if label.startswith(beginning))


def test_menu_is_drawn_by_the_panel(desktop, start_app, bus_host):
    panel = bus_host("tray", "notifications")
    app = start_app("--at-login")
    panel.wait_for("registered")
    eventually(lambda: panel.ask("tooltip") == "Porthole: Nothing exposed")
    layout = panel.ask("layout")
    assert labels(layout)[0] == "Nothing exposed"
    assert {"Expose port", "Open Porthole", "Settings…", "Quit"} <= set(labels(layout))
    panel.tell("choose", number_of(layout, "Open Porthole"))
    app.window()
    panel.tell("choose", number_of(layout, "Quit"))
    assert app.wait_for_end() == 0


def test_click_on_the_icon_opens_the_window(start_app, bus_host):
    panel = bus_host("tray")
    app = start_app("--at-login")
    panel.wait_for("registered")
    panel.tell("click")
    app.window()


def test_panel_that_starts_late_gets_the_icon(start_app, bus_host):
    app = start_app("--at-login")
    eventually(lambda: (app.home / "state" / "engine.log").exists())
    bus_host("tray").wait_for("registered")


def test_port_is_exposed_and_closed_from_the_panel(desktop, start_app, bus_host, web_server):
    desktop.start_keyring()
    panel = bus_host("tray", "notifications")
    start_app("--at-login")
    panel.wait_for("registered")

    def offered():
        items = below(panel.ask("layout"), "Expose port")
        return next((n for n, label, _ in items if label.startswith(f"{web_server} ")), None)

    panel.tell("choose", eventually(offered, "port is not offered"))
    told = panel.wait_for("notified")
    assert told[2].endswith(" is exposed")
    assert told[4] == ["browse", "Open", "copy", "Copy URL"]
    url = told[3]
    eventually(lambda: desktop.clipboard() == url)
    eventually(lambda: panel.ask("tooltip") == "Porthole: 1 live")
    tunnel = below(panel.ask("layout"), f"{web_server} ")
    panel.tell("choose", number_of(tunnel, "Close tunnel"))
    eventually(lambda: panel.ask("tooltip") == "Porthole: Nothing exposed")
