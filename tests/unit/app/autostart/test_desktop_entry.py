"""Starting with the login on Linux."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.autostart.desktop_entry import FILE_NAME, DesktopEntry, exec_line
from app.autostart.interface import AutostartError

COMMAND = ("/opt/My Apps/porthole", "--tray")


@pytest.fixture
def entry(tmp_path):
    return DesktopEntry(COMMAND, tmp_path / "autostart")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "autostart" / FILE_NAME


def test_it_is_off_at_first_and_can_be_switched(entry, path):
    assert not entry.is_enabled()
    entry.enable()
    assert entry.is_enabled()
    assert 'Exec="/opt/My Apps/porthole" --tray' in path.read_text().splitlines()
    entry.enable()
    entry.disable()
    assert not entry.is_enabled()
    assert not path.exists()
    entry.disable()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_has_switched_off_is_off(entry, path, line):
    entry.enable()
    path.write_text(path.read_text() + line + "\n")
    assert not entry.is_enabled()
    entry.enable()
    assert entry.is_enabled()


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\xff\xfe", b"[Other]\nType=Application\n"])
def test_a_file_without_sense_is_off_and_can_be_replaced(entry, path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    assert not entry.is_enabled()
    entry.enable()
    assert entry.is_enabled()


def test_a_folder_in_the_way_is_told_with_its_path(entry, path):
    path.mkdir(parents=True)
    for work in (entry.is_enabled, entry.enable, entry.disable):
        with pytest.raises(AutostartError, match=FILE_NAME) as caught:
            work()
        assert caught.value.place == str(path)


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("/usr/bin/porthole", "/usr/bin/porthole"),
        ("a b", '"a b"'),
        ("100%", '"100%%"'),
        ("$HOME", r'"\\$HOME"'),
        ('say "hi"', r'"say \\"hi\\""'),
        ("back\\slash", r'"back\\\\slash"'),
        ("", '""'),
    ],
)
def test_words_are_quoted_as_the_specification_says(word, line):
    assert exec_line([word]) == line


def read_exec(line):
    """Undo the quoting in the order of the specification."""
    text, words, inside, word, position = line.replace("\\\\", "\\"), [], False, None, 0
    while position < len(text):
        character = text[position]
        if inside and character == "\\":
            position += 1
            word += text[position]
        elif character == '"':
            inside, word = not inside, word or ""
        elif character == " " and not inside:
            words.append(word)
            word = None
        else:
            word = (word or "") + character
        position += 1
    return [each.replace("%%", "%") for each in [*words, word]]


printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)


@given(st.lists(printable, min_size=1, max_size=4))
def test_every_command_arrives_as_it_is(command):
    assert read_exec(exec_line(command)) == command


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed"
)
def test_the_desktops_own_checker_finds_no_fault(entry, path):
    entry.enable()
    subprocess.run(["desktop-file-validate", path], check=True)
