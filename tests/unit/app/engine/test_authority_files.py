import stat
from pathlib import Path

from app.engine.authority_files import AuthorityFiles
from relay_client.access import RelayAccess
from relay_client.embedded import ca_file
from tests.unit.relay_client.waiting import eventually


def access(**changes):
    return RelayAccess("r5", "r5.example", 443, **changes)


def test_relay_that_the_system_trusts_has_no_file(run):
    async def work():
        files = AuthorityFiles()
        assert files.path(access()) == ""
        await files.aclose()

    run(work())


def test_relay_on_this_computer_has_its_own_file(run):
    async def work():
        files = AuthorityFiles()
        path = files.path(access(ca_pem="PEM", is_embedded=True))
        assert path == str(ca_file())
        await files.aclose()

    run(work())


def test_authority_that_could_not_be_written_is_tried_again(run, expected_warnings):
    async def work():
        files = AuthorityFiles()
        in_the_way = Path(files.path(access(ca_pem="PEM"))).parent
        in_the_way.parent.mkdir(parents=True)
        in_the_way.write_text("no folder")
        await eventually(lambda: expected_warnings)
        in_the_way.unlink()
        path = Path(files.path(access(ca_pem="PEM")))
        await eventually(path.exists)
        await files.aclose()

    run(work())


def test_authority_is_written_for_this_user_only(run):
    async def work():
        files = AuthorityFiles()
        path = Path(files.path(access(ca_pem="PEM")))
        assert files.path(access(ca_pem="PEM")) == str(path)
        assert files.path(access(ca_pem="other")) != str(path)
        await eventually(path.exists)
        assert path.read_text() == "PEM"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        await files.aclose()

    run(work())
