"""What every way of starting with the login can do."""

from app.autostart.interface import AutostartError


def test_the_error_names_the_place_and_what_to_do():
    error = AutostartError("/etc/x", "read-only")
    assert str(error) == (
        "Starting at login is set in /etc/x, which cannot be used (read-only). "
        "Check who may write there."
    )
