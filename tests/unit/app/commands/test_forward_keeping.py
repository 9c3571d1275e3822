import pytest

from app.commands.forward_keeping import Keeping
from relay_client.access import RelayAccess
from relay_client.secret_store import MemorySecrets

LEASE_SECONDS = 86400.0
JOINED = RelayAccess("r5", "r5.example", 443)
BY_TOKEN = RelayAccess("r5", "r5.example", 443, token="token")
MEMORY = MemorySecrets("there is no desktop session")


class Kept:
    """A store that outlives its process."""


def test_address_without_a_name_is_another_one_next_time():
    for kept in (MEMORY, Kept()):
        keeping = Keeping.of(None, kept, JOINED, LEASE_SECONDS)
        assert keeping.warning == ""
        assert keeping.farewell(1) == (
            "Closed. Next time the address is another one, unless you give --name NAME."
        )


def test_several_addresses_have_no_name():
    assert Keeping.of(None, Kept(), JOINED, LEASE_SECONDS).farewell(2) == (
        "Closed. Next time the addresses are other ones."
    )


@pytest.mark.parametrize(("kept", "access"), [(Kept(), JOINED), (MEMORY, BY_TOKEN)])
def test_named_address_is_kept_as_long_as_the_relay_says(kept, access):
    keeping = Keeping.of("shop", kept, access, LEASE_SECONDS)
    assert keeping.warning == ""
    assert keeping.farewell(1) == "Closed. The address of 'shop' is kept for 24 hours."
    short = Keeping.of("shop", kept, access, 600.0)
    assert short.farewell(1) == "Closed. The address of 'shop' is kept for 10 min 0 s."


def test_name_of_a_computer_whose_key_is_lost_with_the_command_is_no_use():
    keeping = Keeping.of("shop", MEMORY, JOINED, LEASE_SECONDS)
    assert keeping.warning == (
        "The address of 'shop' lasts only until this command ends, as this computer's key is not "
        "kept: there is no desktop session."
    )
    assert (
        keeping.farewell(1) == "Closed. The address of 'shop' is lost: `porthole doctor` says why."
    )
