from itertools import islice

from relay_client.backoff import (
    CAP_SECONDS,
    EAGER_PAUSE_SECONDS,
    EAGER_SECONDS,
    FIRST_SECONDS,
    delays,
)

EAGER_COUNT = int(EAGER_SECONDS / EAGER_PAUSE_SECONDS)


def test_short_outage_is_met_at_a_steady_pace():
    eager = list(islice(delays(), EAGER_COUNT))
    assert eager == [EAGER_PAUSE_SECONDS] * EAGER_COUNT
    assert sum(eager) == EAGER_SECONDS


def test_long_outage_is_met_with_pauses_that_grow_up_to_a_limit(monkeypatch):
    monkeypatch.setattr("random.uniform", lambda lowest, highest: highest)
    later = list(islice(delays(), EAGER_COUNT, EAGER_COUNT + 8))
    assert later == [1, 2, 4, 8, 15, 15, 15, 15]
    assert (later[0], later[-1]) == (FIRST_SECONDS, CAP_SECONDS)


def test_clients_that_were_cut_off_together_do_not_come_back_together():
    later = [next(islice(delays(), EAGER_COUNT + 6, None)) for _ in range(200)]
    assert len(set(later)) > 190
    assert min(later) < CAP_SECONDS / 4
    assert max(later) > CAP_SECONDS * 3 / 4
    assert all(0 <= each <= CAP_SECONDS for each in later)
