import pytest

from app.contract.values import Risk
from app.engine.sources.protocols import guess_protocol
from app.engine.sources.risk import risk_of

TABLE = {
    Risk.DATABASE: (5432, 3306, 27017, 6379, 9200, 11211),
    Risk.DEBUGGER: (9229, 5005, 5678),
    Risk.FULL_CONTROL: (2375, 2376, 10250, 8001),
    Risk.DESKTOP: (5900, 3389),
    Risk.FILE_SHARING: (445, 2049),
}


def risk(program, port, *command):
    return risk_of(program, command, guess_protocol(program, command, port), port)


@pytest.mark.parametrize(
    ("port", "expected"), [(port, risk) for risk, ports in TABLE.items() for port in ports]
)
def test_number_has_a_risk_where_nothing_else_is_known(port, expected):
    assert risk("", port) is expected


@pytest.mark.parametrize(
    ("program", "port", "expected"),
    [
        ("postgres", 7777, Risk.DATABASE),
        ("kubectl", 9999, Risk.FULL_CONTROL),
        ("Xvnc", 7777, Risk.DESKTOP),
        ("uvicorn", 5005, None),
        ("nginx", 2375, Risk.FULL_CONTROL),
        ("http.server", 9200, Risk.DATABASE),
        ("uvicorn", 8001, None),
        ("n8n", 5678, None),
        ("sshd", 2222, None),
        ("", 12345, None),
    ],
)
def test_what_a_program_speaks_counts_before_its_number(program, port, expected):
    assert risk(program, port) is expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], None),
        (["--ServerApp.token=secret"], None),
        (["--ServerApp.token="], Risk.FULL_CONTROL),
        (["--NotebookApp.token=''"], Risk.FULL_CONTROL),
        (["--IdentityProvider.token", ""], Risk.FULL_CONTROL),
        (["--ServerApp.token=", "--ServerApp.password="], Risk.FULL_CONTROL),
        (["--ServerApp.token=", "--ServerApp.password=argon2:x"], None),
        (["--ServerApp.token=", "--PasswordIdentityProvider.hashed_password=argon2:x"], None),
        (["--ServerApp.token=", "--ServerApp.token=secret"], None),
    ],
)
def test_jupyter_without_a_secret_is_full_control(options, expected):
    assert risk("jupyter-lab", 8888, "python", "jupyter-lab", *options) is expected
    assert risk("uvicorn", 8888, "python", "uvicorn", *options) is None
