"""The record, real and invented, made once."""

from pathlib import Path

import pytest

from alliancesim.history.panel import Panel, panel
from tests.history import invented
from tests.history.places import FOLDER, LAST


@pytest.fixture(scope="session")
def record() -> Panel:
    """Return the real record up to the last year that tests may look at."""
    return panel(FOLDER, last=LAST)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of invented tables."""
    folder = tmp_path_factory.mktemp("pack")
    invented.write(folder)
    return folder


@pytest.fixture(scope="session")
def tale(pack: Path) -> Panel:
    """Return the invented record."""
    return panel(pack)
