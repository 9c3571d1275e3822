from app.contract.values import Counters
from app.engine.history.recorder import MAX_LATE_S, TrafficRecorder
from app.engine.history.traffic import Point


def counters(in_bytes, out_bytes=0, connections=1, tunnel="web"):
    return Counters(tunnel, 0.0, in_bytes, out_bytes, 0, connections)


def test_point_is_what_was_carried_since_the_last_one():
    recorder = TrafficRecorder()
    assert recorder.take([counters(10, 100)], 5) == [("web", Point(5, 10, 100, 1))]
    assert recorder.take([counters(15, 100, 3)], 6) == [("web", Point(6, 5, 0, 2))]


def test_silence_makes_points_too():
    recorder = TrafficRecorder()
    recorder.take([counters(10)], 5)
    assert recorder.take([counters(10)], 6) == [("web", Point(6, 0, 0, 0))]


def test_last_traffic_of_a_tunnel_that_was_closed_is_a_point_and_its_silence_is_none():
    recorder = TrafficRecorder()
    recorder.take([counters(10)], 5)
    assert recorder.take([], 6, [counters(13, 4)]) == [("web", Point(6, 3, 4, 0))]
    assert recorder.take([], 7, [counters(13, 4)]) == []
    assert recorder.take([], 8, [counters(13, 4), counters(1, tunnel="short")]) == [
        ("short", Point(8, 1, 0, 1))
    ]


def test_tunnel_that_was_opened_again_counts_nothing_twice_and_has_a_gap():
    recorder = TrafficRecorder()
    recorder.take([counters(10, 10, 5)], 5)
    recorder.take([], 6, [counters(10, 10, 5)])
    assert recorder.take([counters(17, 10, 6)], 8) == [("web", Point(8, 7, 0, 1))]


def test_second_that_was_missed_by_little_is_no_gap():
    recorder = TrafficRecorder()
    recorder.take([counters(10)], 5)
    points = recorder.take([counters(12), counters(1, tunnel="new")], 7)
    assert [(tunnel, point.at_s) for tunnel, point in points] == [
        ("web", 6),
        ("web", 7),
        ("new", 7),
    ]


def test_long_silence_of_the_engine_is_a_gap():
    recorder = TrafficRecorder()
    recorder.take([counters(10)], 5)
    assert len(recorder.take([counters(12)], 5 + MAX_LATE_S + 2)) == 1


def test_clock_that_was_set_back_makes_no_gap_and_no_loss():
    recorder = TrafficRecorder()
    recorder.take([counters(10)], 5)
    assert recorder.take([counters(12)], 2) == [("web", Point(2, 2, 0, 0))]
