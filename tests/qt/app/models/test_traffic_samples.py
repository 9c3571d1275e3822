import math

import pytest
from msgspec.structs import replace

from app.contract.events import Counted, TunnelChanged, TunnelGone
from app.contract.values import Counters, TunnelState
from app.models.engine_link import EngineState
from app.models.traffic_samples import BucketKind, Rates, TrafficSamples, is_away, samples_of
from tests.qt.samples import NOW, TO_JUPYTER, TO_NEXT, TO_VITE, snapshot

WEB = TO_JUPYTER.id


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock(NOW)


@pytest.fixture
def samples(engine, clock):
    return TrafficSamples(engine[0], clock, engine[0])


@pytest.fixture
def count(link, clock):
    """Let the engine tell the bytes in and out that the tunnel has carried until a second."""

    def count(second, in_bytes, out_bytes, tunnel=WEB):
        clock.now = NOW + second
        link.say(Counted((Counters(tunnel, NOW + second, in_bytes, out_bytes, 1, 1),)))

    return count


def kinds(series):
    return [each.kind for each in series]


def carried(samples, tunnel):
    """Return the bytes from visitors in the last minute and a half, as the chart has them."""
    samples._clock.now += 12
    return sum(each.in_rate * 10 for each in samples.series(tunnel, 90, 9))


def test_the_rate_of_now_is_what_the_engine_says_of_the_last_second(samples, link, clock):
    link.say(Counted((Counters(WEB, NOW, 5000, 9000, 1, 1, 1234.0, 5678.0, 9999.0),)))
    clock.now += 0.9
    assert samples.rates(WEB) == Rates(1234.0, 5678.0)


def test_a_silent_engine_means_that_nothing_flows(samples, link, clock):
    link.say(Counted((Counters(WEB, NOW, 5000, 9000, 1, 1, 1234.0, 5678.0, 9999.0),)))
    clock.now += 5
    assert samples.rates(WEB) == Rates(0.0, 0.0)


def test_nothing_flows_through_a_tunnel_that_is_away(samples, link):
    link.say(Counted((Counters(WEB, NOW, 5000, 9000, 1, 1, 1234.0, 5678.0, 9999.0),)))
    link.say(TunnelChanged(replace(TO_JUPYTER, state=TunnelState.PAUSED, since=NOW)))
    assert samples.rates(WEB) == Rates(0.0, 0.0)


def test_an_unknown_tunnel_has_no_rate(samples):
    assert samples.rates("nobody").out == 0


def test_bytes_are_found_in_the_stretch_they_came_in(samples, count, clock):
    count(0, 0, 0)
    count(1, 700, 0)
    count(8, 1000, 10)
    clock.now = NOW + 21
    series = samples.series(WEB, 20, 4)
    assert [round(each.in_rate * 5) for each in series] == [700, 300, 0, 0]
    assert sum(each.out_rate * 5 for each in series) == pytest.approx(10)


def test_traffic_after_a_long_silence_was_just_now(samples, count, clock):
    count(0, 0, 0)
    count(100, 900, 0)
    clock.now = NOW + 101
    series = samples.series(WEB, 100, 100)
    assert max(series, key=lambda each: each.in_rate).at >= NOW + 98


def test_stretches_begin_at_multiples_of_their_length(samples, clock):
    clock.now = NOW + 3.3
    assert {each.at % 5 for each in samples.series(WEB, 600, 120)} == {0}


def test_the_first_counters_of_an_old_tunnel_are_no_traffic_of_now(samples, count):
    count(0, 5_000_000, 9_000_000)
    assert carried(samples, WEB) == 0


def test_the_first_counters_of_a_new_tunnel_are(samples, count, link):
    link.say(TunnelChanged(replace(TO_JUPYTER, id="new", opened_at=NOW + 1, since=NOW + 1)))
    count(30, 600, 0, "new")
    assert carried(samples, "new") == pytest.approx(600)


def test_a_reopened_tunnel_counts_from_nothing(samples, count):
    count(0, 5000, 0)
    count(1, 200, 0)
    assert carried(samples, WEB) == pytest.approx(200)


def test_a_clock_set_back_makes_no_negative_traffic(samples, count, clock):
    count(0, 1000, 0)
    count(-60, 1500, 0)
    assert all(each.in_rate >= 0 for each in samples.series(WEB, 600, 120))


@pytest.mark.parametrize(
    ("state", "attempt", "kind"),
    [
        (TunnelState.STALE, 3, BucketKind.GAP),
        (TunnelState.PAUSED, 0, BucketKind.GAP),
        (TunnelState.REFUSED, 0, BucketKind.GAP),
        (TunnelState.STALE, 0, BucketKind.KNOWN),
        (TunnelState.TARGET_GONE, 0, BucketKind.KNOWN),
    ],
)
def test_a_tunnel_that_is_away_leaves_a_gap(samples, link, clock, state, attempt, kind):
    link.say(TunnelChanged(replace(TO_JUPYTER, state=state, attempt=attempt, since=NOW + 10)))
    clock.now = NOW + 41
    assert kinds(samples.series(WEB, 20, 2)) == [kind, kind]


def test_a_gap_ends_when_the_tunnel_is_back(samples, link, clock):
    away = replace(TO_JUPYTER, state=TunnelState.STALE, attempt=1, since=NOW + 10)
    link.say(TunnelChanged(away))
    link.say(TunnelChanged(replace(away, attempt=2)))
    link.say(TunnelChanged(replace(TO_JUPYTER, since=NOW + 15)))
    clock.now = NOW + 26
    gap, known = BucketKind.GAP, BucketKind.KNOWN
    assert kinds(samples.series(WEB, 25, 5)) == [known, known, gap, known, known]


def test_what_was_before_the_tunnel_is_not_drawn(samples, clock):
    clock.now = NOW + 11
    assert kinds(samples.series(WEB, 20, 2)) == [BucketKind.BEFORE, BucketKind.KNOWN]
    assert set(kinds(samples.series("nobody", 20, 2))) == {BucketKind.BEFORE}


def test_the_time_in_which_a_new_tunnel_opens_is_no_gap(samples, link, clock):
    new = replace(TO_JUPYTER, id="new", opened_at=NOW, since=NOW, state=TunnelState.OPENING)
    link.say(TunnelChanged(new))
    clock.now = NOW + 9
    assert set(kinds(samples.series("new", 20, 4))) == {BucketKind.BEFORE}
    link.say(TunnelChanged(replace(new, since=NOW + 11, state=TunnelState.CHECKING)))
    link.say(TunnelChanged(replace(new, since=NOW + 13, state=TunnelState.LIVE)))
    clock.now = NOW + 26
    before, known = BucketKind.BEFORE, BucketKind.KNOWN
    assert kinds(samples.series("new", 25, 5)) == [before, before, known, known, known]


def test_a_tunnel_that_was_paused_when_the_window_came_has_no_gap_of_the_windows(
    samples, link, clock
):
    """What was before, the engine knows."""
    link.say(TunnelChanged(replace(TO_JUPYTER, id="new", state=TunnelState.PAUSED, since=NOW - 99)))
    link.say(TunnelChanged(replace(TO_JUPYTER, id="new", since=NOW + 11)))
    clock.now = NOW + 21
    assert kinds(samples.series("new", 20, 2)) == [BucketKind.BEFORE, BucketKind.KNOWN]


def test_an_engine_that_crashed_leaves_a_gap_and_new_counters(samples, link, clock, count):
    count(0, 9000, 0)
    clock.now = NOW + 10
    link.state_changed.emit(EngineState.CRASHED, "")
    clock.now = NOW + 15
    link.state_changed.emit(EngineState.RUNNING, "")
    link.say(snapshot(tunnels=(replace(TO_JUPYTER, since=NOW + 15), TO_VITE)))
    count(26, 50, 0)
    gap, known = BucketKind.GAP, BucketKind.KNOWN
    assert kinds(samples.series(WEB, 25, 5)) == [known, known, gap, known, known]
    assert carried(samples, WEB) == 0
    assert set(kinds(samples.series(TO_NEXT.id, 20, 2))) == {BucketKind.BEFORE}


def test_a_tunnel_that_is_gone_is_forgotten(samples, count, link):
    count(0, 0, 0)
    count(1, 900, 0)
    link.say(TunnelGone(WEB))
    assert carried(samples, WEB) == 0


def test_an_hour_is_kept(samples, count):
    for second in range(0, 7300, 10):
        count(second, second, 0)
    hour = samples.series(WEB, 3600, 60)
    assert math.isclose(hour[1].in_rate, 1, rel_tol=0.01)
    assert len(samples._histories[WEB].samples) <= 362


def test_all_views_share_the_samples(engine):
    assert samples_of(engine[0]) is samples_of(engine[0])


def test_tunnel_whose_port_is_gone_is_away_when_its_relay_is():
    assert not is_away(TO_NEXT)
    assert is_away(replace(TO_NEXT, attempt=2))
