"""Starting with the login on macOS."""

import plistlib

import pytest

from app.autostart.interface import AutostartError
from app.autostart.launch_agent import LABEL, LaunchAgent

COMMAND = ("/Applications/Porthole.app/Contents/MacOS/porthole", "--tray")


@pytest.fixture
def agent(tmp_path):
    return LaunchAgent(COMMAND, tmp_path / "LaunchAgents")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "LaunchAgents" / f"{LABEL}.plist"


def test_it_is_off_at_first_and_can_be_switched(agent, path):
    assert not agent.is_enabled()
    agent.enable()
    assert agent.is_enabled()
    assert plistlib.loads(path.read_bytes())["ProgramArguments"] == list(COMMAND)
    agent.disable()
    assert not agent.is_enabled()
    agent.disable()


def test_an_agent_that_says_it_is_disabled_is_off(agent, path):
    path.parent.mkdir()
    path.write_bytes(plistlib.dumps({"Label": LABEL, "RunAtLoad": True, "Disabled": True}))
    assert not agent.is_enabled()


@pytest.mark.parametrize("data", [b"", b"nonsense", b"<?xml version='1.0'?><plist><"])
def test_a_file_without_sense_is_off_and_can_be_replaced(agent, path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    assert not agent.is_enabled()
    agent.enable()
    assert agent.is_enabled()


def test_a_folder_in_the_way_is_told_with_its_path(agent, path):
    path.mkdir(parents=True)
    for work in (agent.is_enabled, agent.enable, agent.disable):
        with pytest.raises(AutostartError) as caught:
            work()
        assert caught.value.place == str(path)
