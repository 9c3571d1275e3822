import pytest

from app.contract.commands import Close
from app.models.engine_link import EngineLink


def test_interface_does_nothing_by_itself(qapp):
    link = EngineLink()
    for call in (lambda: link.start(restore=True), lambda: link.send(Close(1, "t")), link.stop):
        with pytest.raises(NotImplementedError):
            call()
