"""Where the real tables are, for tests that need them.

They are no part of this project. Tests look for them in ALLIANCESIM_HISTORY, or in
``shared/data/history`` beside the repository, and skip where they are not.
"""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "history"
FOLDER = Path(os.environ.get("ALLIANCESIM_HISTORY") or BESIDE)
LAST = 1992
"""Last year of outcomes that tests may look at, whatever the tables hold."""
needs_tables = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the historical tables are not in {FOLDER}"
)
