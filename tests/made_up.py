"""How many made-up examples (Hypothesis) a test tries that wants another number than the usual."""

from hypothesis import settings


def examples(usual_count):
    """Return `usual_count`, and ten times as many with --deep."""
    usual = settings.get_profile("quick")
    return usual_count * settings().max_examples // usual.max_examples
