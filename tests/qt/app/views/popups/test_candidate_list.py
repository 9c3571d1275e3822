import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.views.popups.candidate_list import CandidateList, CandidateModel
from app.views.popups.candidates import Candidate
from tests.qt.app.views.looks import where
from tests.qt.samples import OLLAMA, POSTGRES, UVICORN, local_port

CANDIDATES = (
    Candidate(UVICORN),
    Candidate(POSTGRES),
    Candidate(local_port(80, "", "", address=""), listens=False),
)


@pytest.fixture
def listing(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    listing = CandidateList(host)
    model = CandidateModel(host)
    listing.setModel(model)
    model.set_candidates(CANDIDATES)
    listing.resize(500, 120)
    host.show()
    yield listing
    host.close()


def test_the_model_is_a_good_model(listing, qtmodeltester):
    qtmodeltester.check(listing.model())


def test_a_line_is_read_with_its_number(listing):
    texts = [listing.model().index(row, 0).data() for row in range(3)]
    assert texts == [
        "uvicorn, 8000, ~/code/orders-api",
        "postgres, 5432, /var/lib/postgresql",
        "Port 80 on this computer, 80, nothing listens yet, Porthole will wait for it",
    ]


def test_moving_stops_at_the_ends(listing):
    for steps, row in ((1, 0), (1, 1), (9, 2), (-9, 0)):
        listing.move_by(steps)
        assert listing.currentIndex().row() == row


def test_the_same_candidates_keep_the_choice(listing):
    listing.setCurrentIndex(listing.model().index(2, 0))
    listing.model().set_candidates(tuple(CANDIDATES))
    assert listing.currentIndex().row() == 2
    listing.model().set_candidates((Candidate(OLLAMA),))
    assert not listing.currentIndex().isValid()


def test_a_chosen_line_looks_different(listing):
    before = listing.grab().toImage()
    listing.setCurrentIndex(listing.model().index(1, 0))
    assert listing.grab().toImage() != before


def test_right_to_left_a_line_begins_at_the_right(listing):
    listing.setCurrentIndex(listing.model().index(0, 0))
    bar_and_key = where(listing, "accent")
    assert (min(bar_and_key), max(bar_and_key) > 400) == (0, True)
    listing.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar_and_key = where(listing, "accent")
    assert (min(bar_and_key) < 100, max(bar_and_key)) == (True, listing.viewport().width() - 1)
