import pytest

from app.contract.events import PortsChanged
from app.contract.values import Risk
from app.views.popups.candidates import MAX_CANDIDATES, candidates
from tests.qt.samples import UVICORN, VITE, local_port


@pytest.fixture
def controller(engine):
    return engine[0]


def numbers(controller, typed):
    return [each.port.port for each in candidates(controller, typed)]


def test_an_exact_number_comes_first(controller, link):
    link.say(PortsChanged("local", (local_port(8080, "a"), local_port(80, "b"))))
    assert numbers(controller, "80") == [80, 8080]


def test_what_fits_as_well_stands_in_the_order_of_the_list(controller, link):
    risky = local_port(3306, "mysqld", "MySQL", risk=Risk.DATABASE)
    plain = local_port(3300, "nc", "")
    web = (local_port(3302, "b"), local_port(3301, "a"))
    link.say(PortsChanged("local", (risky, plain, *web)))
    assert numbers(controller, "330") == [3301, 3302, 3300, 3306, 330]


@pytest.mark.parametrize("typed", ["uvi", "ORDERS", " uvicorn "])
def test_names_and_folders_are_searched(controller, typed):
    assert UVICORN.port in numbers(controller, typed)


def test_what_is_exposed_is_not_offered_again(controller):
    assert VITE.port not in numbers(controller, "")


def test_what_is_exposed_is_found_by_its_number_and_says_so(controller):
    assert [(each.port.port, each.is_exposed) for each in candidates(controller, "5173")] == [
        (VITE.port, True)
    ]
    assert numbers(controller, "517") == [517]


def test_system_ports_are_offered_only_when_asked_for(controller):
    assert 22 not in numbers(controller, "")
    assert 22 in numbers(controller, "22")


def test_a_port_where_nothing_listens_is_waited_for(controller):
    last = candidates(controller, "80")[-1]
    assert (last.listens, last.port.target) == (False, "80")


@pytest.mark.parametrize("typed", ["0", "65536", "99999999999", "-1", "8o", "٨٠"])
def test_what_is_no_port_is_not_waited_for(controller, typed):
    assert all(each.listens for each in candidates(controller, typed))


def test_there_are_never_too_many(controller, link):
    link.say(PortsChanged("local", tuple(local_port(port, "x") for port in range(8000, 8100))))
    assert len(candidates(controller, "8")) == MAX_CANDIDATES
