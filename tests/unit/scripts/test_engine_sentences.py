"""The sentences that are translated are those that the engine makes."""

import pytest

from scripts import engine_sentences
from scripts.engine_sentences import (
    ENGINE,
    FILE,
    NAMES,
    OF_THE_SYSTEM,
    OTHERS,
    ROOT,
    SILENT,
    collect,
    modules_of,
    write,
)


def sentences(source):
    return [*engine_sentences.sentences(source)]


def test_all_that_the_engine_can_say_is_there_for_the_window():
    """If this fails: `make translations`, then write what is missing in porthole_de.ts."""
    assert FILE.read_text("utf-8").splitlines() == [*collect()]


def test_texts_of_all_who_speak_are_among_them():
    found = collect()
    for text in (
        "Nothing listens on {place}. The tunnel works again as soon as something does.",  # problems
        "The connection to {name} was lost.",  # relay_client/ssh
        "This engine cannot do that.",  # app/engine
        "A relay's port is a number from 1 to 65535.",  # relay_link
        "This token may not open raw TCP ports.",  # relay_server
        "Connection refused",  # the system
    ):
        assert text in found


def test_all_that_the_engine_imports_is_looked_at():
    found = modules_of(ENGINE)
    assert {"app/problems.py", "app/engine/tunnels.py", "app/engine/sources/ssh/source.py"} < found
    assert {"relay_client/ssh/host.py", "relay_link/addresses.py"} < found
    assert [each for each in found if each.startswith(("app/views", "relay_server"))] == []


def test_nothing_is_left_out_that_is_not_there():
    found = modules_of(ENGINE).union(OTHERS)
    assert SILENT - found == set()
    made = {text for each in found for text in sentences((ROOT / each).read_text("utf-8"))}
    assert NAMES - made == set()


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('raise InvalidError("It is wrong.")', ["It is wrong."]),
        ('f"Nothing listens on {self.kept.place}."', ["Nothing listens on {place}."]),
        ('X = {"busy": "Try again " "later."}', ["Try again later."]),
        ('f"{text!r} is no {len(what)}."', ["{text} is no {what}."]),
        ('f"{a.name} and {b.name}, {a.name}"', ["{name} and {name2}, {name}"]),
        ("f\"{name} says: {str(error) or 'no answer'}\"", ["no answer", "{name} says: {error}"]),
        ('f"It begins{a}{b} here."', ["It begins{a} here."]),
        ("f'Slept for {_SECONDS:.0f} s.'", ["Slept for {seconds} s."]),
        ("f'It has {[1][0]}.'", ["It has {fact}."]),
        ('"The key of {name} is lost.".format(name=name)', ["The key of {name} is lost."]),
    ],
)
def test_prose_is_found(code, texts):
    assert sentences(code) == texts


@pytest.mark.parametrize(
    "code",
    [
        '"""What this module is for."""',
        'def f():\n    """Return what is there."""',
        'log.info("%s failed: %s", name, error)',
        'self._tasks.start(self._run(), f"follow the list of {name}")',
        'class Kind(StrEnum):\n    HOST_KEY = "host key"',
        'def __repr__(self):\n    return f"Thing(name={self.name} here)"',
        'X = "SELECT at_s FROM traffic WHERE step_s"',
        'X = "\\nif [ -r /proc ]; then\\n echo is there"',
        'f"{path}: {error}"',
        'X = "relays.json"',
    ],
)
def test_what_nobody_reads_is_left_alone(code):
    assert sentences(code) == []


def test_what_is_run_in_a_task_is_looked_at():
    assert sentences("tasks.start(go('It is wrong.'), 'a name')") == ["It is wrong."]


def test_they_are_written_for_the_window_and_for_qt(tmp_path, monkeypatch):
    monkeypatch.setattr(engine_sentences, "FILE", tmp_path / "engine.txt")
    write(tmp_path / "new" / "marked.py")
    assert (tmp_path / "engine.txt").read_text("utf-8") == FILE.read_text("utf-8")
    marked = (tmp_path / "new" / "marked.py").read_text("utf-8").splitlines()
    assert len(marked) == len(collect())
    assert "QT_TRANSLATE_NOOP('Engine', 'Connection refused')" in marked
    assert set(OF_THE_SYSTEM) <= set(collect())
