import stat

import pytest

from relay_client.access import RelayAccess
from relay_client.authority_files import authority_path, keep_authority
from relay_client.embedded import ca_file
from relay_client.folders import state_folder


def access(**changes):
    return RelayAccess("r5", "r5.example", 443, **changes)


def test_relay_that_the_system_trusts_has_no_file():
    assert authority_path(access()) is None
    assert keep_authority(access()) is None


def test_relay_on_this_computer_writes_its_own_file():
    own = access(ca_pem="PEM", is_embedded=True)
    assert authority_path(own) == keep_authority(own) == ca_file()
    assert not ca_file().exists()


def test_authority_is_written_for_this_user_only():
    path = keep_authority(access(ca_pem="PEM"))
    assert path == authority_path(access(ca_pem="PEM"))
    assert path != authority_path(access(ca_pem="other"))
    assert path.read_text() == "PEM"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_file_that_is_right_stays_as_it_is_and_a_damaged_one_is_mended():
    path = keep_authority(access(ca_pem="PEM"))
    before = path.stat().st_ino
    keep_authority(access(ca_pem="PEM"))
    assert path.stat().st_ino == before
    path.write_text("half")
    keep_authority(access(ca_pem="PEM"))
    assert path.read_text() == "PEM"


def test_folder_that_cannot_be_made_is_told():
    state_folder().parent.mkdir(parents=True, exist_ok=True)
    state_folder().write_text("in its place")
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        keep_authority(access(ca_pem="PEM"))
