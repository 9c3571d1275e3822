import pytest
from msgspec.structs import replace

from app.contract.values import CloseReason, Connection
from app.models.connection_rates import ConnectionRates
from app.models.traffic_samples import Rates

OPEN = Connection(1, "192.0.2.1", 4711, 90.0, 1000, 2000)
NEW = Connection(2, "192.0.2.1", 4712, 100.5, 300, 600)


@pytest.fixture
def rates():
    rates = ConnectionRates()
    rates.take((OPEN,), 100.0)
    return rates


def grown(connection, in_bytes, out_bytes):
    return replace(
        connection,
        in_bytes=connection.in_bytes + in_bytes,
        out_bytes=connection.out_bytes + out_bytes,
    )


def test_first_time_says_nothing(rates):
    assert rates.of(OPEN, 100.0) is None


def test_second_time_says_how_much_more(rates):
    rates.take((grown(OPEN, 10, 20),), 101.0)
    assert rates.of(OPEN, 101.0) == Rates(10.0, 20.0)


def test_new_connection_has_carried_all_of_it_since(rates):
    rates.take((OPEN, NEW), 101.0)
    assert rates.of(NEW, 101.0) == Rates(300.0, 600.0)


def test_number_that_is_used_again_is_another_connection(rates):
    rates.take((replace(NEW, id=1),), 101.0)
    assert rates.of(replace(NEW, id=1), 101.0) == Rates(300.0, 600.0)


def test_after_a_silence_all_came_within_the_last_second_or_so(rates):
    rates.take((grown(OPEN, 15, 30),), 160.0)
    assert rates.of(OPEN, 160.0) == Rates(10.0, 20.0)


def test_what_comes_too_soon_waits_for_the_next(rates):
    rates.take((grown(OPEN, 1, 1),), 100.1)
    assert rates.of(OPEN, 100.1) is None
    rates.take((grown(OPEN, 10, 20),), 101.0)
    assert rates.of(OPEN, 101.0) == Rates(10.0, 20.0)


def test_silence_means_that_nothing_is_carried(rates):
    rates.take((grown(OPEN, 10, 20),), 101.0)
    assert rates.of(OPEN, 104.0) == Rates(0.0, 0.0)


def test_ended_connections_have_none(rates):
    ended = replace(OPEN, ended_at=101.0, reason=CloseReason.VISITOR)
    rates.take((ended,), 101.0)
    assert rates.of(ended, 101.0) is None


def test_another_tunnel_begins_anew(rates):
    rates.forget()
    rates.take((OPEN,), 101.0)
    assert rates.of(OPEN, 101.0) is None
