import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.project_folder import MAX_FOLDER_CHARACTERS, project_folder


@pytest.fixture
def home(tmp_path):
    (tmp_path / "shop" / "api" / "src").mkdir(parents=True)
    return tmp_path


def shown(folder, home):
    return project_folder(str(folder), str(home))


@pytest.mark.parametrize("mark", [".git", "package.json", "pyproject.toml", "go.mod"])
def test_nearest_folder_with_a_project_is_shown(home, mark):
    (home / "shop" / mark).touch()
    assert shown(home / "shop" / "api" / "src", home) == os.path.join("~", "shop")
    (home / "shop" / "api" / mark).touch()
    assert shown(home / "shop" / "api" / "src", home) == os.path.join("~", "shop", "api")


def test_folder_without_a_project_is_shown_itself(home):
    assert shown(home / "shop" / "api", home) == os.path.join("~", "shop", "api")
    assert shown(home, home) == "~"


def test_home_folder_is_no_project_even_under_version_control(home):
    (home / ".git").mkdir()
    assert shown(home / "shop" / "api", home) == os.path.join("~", "shop", "api")


def test_folder_outside_the_home_folder_is_shown_whole(home, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert shown(elsewhere, home) == str(elsewhere)
    assert project_folder(str(elsewhere), "") == str(elsewhere)


@pytest.mark.parametrize(
    "folder", ["/", "/var/lib/postgresql", "/usr/share/ollama", "/etc/x", None]
)
def test_service_of_the_system_has_no_folder(home, folder):
    assert project_folder(folder, str(home)) == ""


@given(st.text())
def test_no_folder_does_harm(folder):
    assert len(project_folder(folder, "/home/me")) <= MAX_FOLDER_CHARACTERS
