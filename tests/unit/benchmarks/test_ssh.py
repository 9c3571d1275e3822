"""What the benchmark reads from OpenSSH."""

from benchmarks.ssh import parse_allocated


def test_the_port_that_sshd_took_is_found_among_what_ssh_says():
    lines = [
        "Warning: Permanently added 'localhost' (ED25519) to the list of known hosts.",
        "Allocated port 37497 for remote forward to 127.0.0.1:8000\r",
    ]
    assert parse_allocated(lines) == 37497


def test_before_that_there_is_no_port():
    assert parse_allocated(["Warning: Permanently added 'localhost'"]) is None
