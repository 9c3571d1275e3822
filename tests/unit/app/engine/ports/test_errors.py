import errno
import pickle

import pytest

from app.engine.ports.errors import PortScanError, PsutilError, SockDiagError


def test_kernels_error_is_told_in_words_and_kept_as_a_number():
    error = SockDiagError(errno.EPERM)
    assert "Operation not permitted" in str(error)
    assert error.error_number == errno.EPERM


def test_psutils_problem_is_told():
    assert str(PsutilError("no /proc")).endswith("cannot be listed: no /proc")


@pytest.mark.parametrize("error", [SockDiagError(errno.ENOENT), PsutilError("no /proc")])
def test_every_error_is_a_port_scan_error_and_survives_pickling(error):
    assert isinstance(error, PortScanError)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
