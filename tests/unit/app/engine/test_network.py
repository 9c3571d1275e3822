import shutil
import subprocess
import sys

import pytest

from app.engine.network import has_route

ALONE = "import sys; from app.engine.network import has_route; print(has_route(sys.argv[1]))"


def test_way_to_this_computer_is_always_known():
    assert has_route("127.0.0.1")


@pytest.mark.parametrize("host", ["relay.example", "198.51.100.7", "2001:db8::7"])
def test_computer_without_a_network_knows_no_way(host):
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare")
    command = ["unshare", "--user", "--map-root-user", "--net", sys.executable, "-c", ALONE, host]
    done = subprocess.run(command, capture_output=True, text=True)
    if "unshare" in done.stderr:
        pytest.skip("this computer allows no namespaces")
    assert done.stdout.strip() == "False"
