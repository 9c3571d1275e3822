import copy
import pickle
import subprocess
import sys

import pytest

from relay_server import store as values
from relay_server.store import CodeRefusedError, DeviceTakenError, StoreError


def test_notes_are_kept_and_replaced(store):
    assert store.get_meta("port") is None
    store.set_meta("port", "8443")
    store.set_meta("port", "8444")
    store.set_meta("other", "")
    assert (store.get_meta("port"), store.get_meta("other")) == ("8444", "")


@pytest.mark.parametrize("package", ["relay_server", "relay_server.store"])
def test_values_and_errors_come_without_sqlalchemy(package):
    code = f"import sys, {package}; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_file_that_is_up_to_date_opens_without_alembic_and_orm(open_store, path):
    open_store()
    code = (
        "import sys, pathlib; from relay_server.store.store import Store;"
        "Store(pathlib.Path(sys.argv[1])).close();"
        "sys.exit(bool({'alembic', 'sqlalchemy.orm'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code, path]).returncode == 0


@pytest.mark.parametrize(
    "error", [StoreError(None, "is damaged."), CodeRefusedError(), DeviceTakenError("d1")]
)
def test_errors_keep_their_facts(error):
    for same in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert (type(same), vars(same), str(same)) == (type(error), vars(error), str(error))
    assert str(error).endswith(".")


def test_values_are_frozen():
    for kind in (values.Device, values.TokenGrant, values.Address):
        assert kind.__dataclass_params__.frozen
