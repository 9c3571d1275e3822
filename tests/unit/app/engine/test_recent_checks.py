from app.engine.recent_checks import KEPT_SECONDS, MAX_CHECKS, RecentChecks
from tests.unit.app.engine.samples import NOW


def test_checks_are_told_oldest_first_and_missed_ones_have_no_round_trip():
    checks = RecentChecks()
    assert checks.add(NOW, 0.0234567) == ((NOW, 23.5),)
    assert checks.add(NOW + 10, None) == ((NOW, 23.5), (NOW + 10, None))


def test_old_checks_are_forgotten():
    checks = RecentChecks()
    checks.add(NOW, 0.02)
    assert len(checks.add(NOW + KEPT_SECONDS, 0.02)) == 2
    assert checks.add(NOW + KEPT_SECONDS + 1, 0.02)[0][0] == NOW + KEPT_SECONDS


def test_however_many_fail_few_are_kept():
    checks = RecentChecks()
    for second in range(1000):
        told = checks.add(NOW + second / 10, None)
    assert len(told) == MAX_CHECKS
