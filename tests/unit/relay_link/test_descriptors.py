import resource
import subprocess
import sys

import pytest

from relay_link.descriptors import MOST

SCRIPT = """
import resource
from relay_link.descriptors import raise_limit
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
print(raise_limit(), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.parametrize(
    ("soft", "hard", "expected"),
    [(256, 512, 512), (512, 512, 512), (256, 2 * MOST, MOST)],
)
def test_limit_is_raised_as_far_as_allowed_and_useful(soft, hard, expected):
    if hard > resource.getrlimit(resource.RLIMIT_NOFILE)[1] > 0:
        pytest.skip("this machine allows less")
    script = SCRIPT.format(soft=soft, hard=hard)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == [str(expected), str(expected), str(hard)]
