"""The defaults of onset are those of the fit that their source names."""

import pytest

from alliancesim.history.features import rows
from alliancesim.history.fit import fit
from alliancesim.history.panel import Panel
from alliancesim.parameters import Parameters, catalogue
from tests.history.places import LAST, needs_tables

COMMAND = "alliancesim fit --until 1992 --rivalry"


@needs_tables
def test_defaults_of_onset_are_the_fit_to_1992(record: Panel) -> None:
    learned, _ = rows(record, Parameters(), LAST)
    settings = fit(learned, record, LAST, beside="rivalry").settings()
    named = {path for path, item in catalogue().items() if COMMAND in (item.source or "")}
    assert named >= {"onset.constant", "onset.rivalry", "onset.trust", "onset.tension"}
    for path in named - {"onset.recency_memory"}:
        assert catalogue()[path].default == pytest.approx(settings[path], abs=0.0051), path
