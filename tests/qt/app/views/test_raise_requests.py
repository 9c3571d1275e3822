import threading

import pytest

from app.single_instance import become_the_one
from app.views.raise_requests import RaiseRequests


@pytest.fixture
def requests(qtbot, tmp_path):
    instance = become_the_one(tmp_path)
    made = RaiseRequests(instance)
    yield made
    made.deleteLater()
    instance.close()


def test_each_further_start_is_heard_and_answered(requests, tmp_path, qtbot):
    heard, answers = [], []
    requests.received.connect(lambda: heard.append(True))
    starts = [
        threading.Thread(target=lambda: answers.append(become_the_one(tmp_path))) for _ in range(3)
    ]
    for start in starts:
        start.start()
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == [None, None, None]
    assert heard == [True, True, True]
