"""A gibibyte each way arrives whole."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.bulk import sha256_of_blocks
from tests.e2e.programs import clean_environment

SIZE = 1 << 30
LIMIT_S = 120
BULK = str(Path(__file__).with_name("bulk.py"))


@pytest.fixture(scope="module")
def expected():
    return sha256_of_blocks(SIZE)


@pytest.fixture(params=["tls", "tcp"])
def curl(request, forward, start_program):
    """The start of a curl command, and the address of a server of bulk behind a tunnel."""
    server = start_program(sys.executable, BULK)
    port = int(server.wait_for_line(""))
    tunnel = forward(port, "--tcp")
    url = tunnel.url if request.param == "tls" else f"http://127.0.0.1:{tunnel.tcp_port}"
    return ["curl", "--silent", "--show-error", "--fail", "--cacert", str(tunnel.ca_file)], url


def pipe(first, second, folder):
    """Run `first | second`; return what comes out."""
    environment = clean_environment(folder)
    with subprocess.Popen(first, stdout=subprocess.PIPE, env=environment, cwd=folder) as source:
        result = subprocess.run(
            second,
            stdin=source.stdout,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=folder,
            text=True,
            timeout=LIMIT_S,
            check=True,
        )
    assert source.returncode == 0
    return result.stdout


def report(what, started_at):
    print(f"{what}: {SIZE / (time.monotonic() - started_at) / 1e9:.2f} GB/s")


def test_download_arrives_whole(curl, expected, tmp_path):
    command, url = curl
    started_at = time.monotonic()
    output = pipe([*command, f"{url}/{SIZE}"], ["openssl", "sha256", "-r"], tmp_path)
    report("download", started_at)
    assert output.split()[0] == expected


def test_upload_arrives_whole(curl, expected, tmp_path):
    command, url = curl
    started_at = time.monotonic()
    generate = [sys.executable, BULK, "generate", str(SIZE)]
    output = pipe(generate, [*command, "--upload-file", "-", f"{url}/"], tmp_path)
    report("upload", started_at)
    assert output == expected
