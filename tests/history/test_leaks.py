"""Nothing after the origin may move a forecast."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alliancesim.draws import Draws
from alliancesim.history import panel as panel_module
from alliancesim.history.deposit import Order, deposit
from alliancesim.history.features import ENDING, FORMATION, ONSET, rows
from alliancesim.history.fit import fit, forecast_rules
from alliancesim.history.forecast import forecast
from alliancesim.history.leaks import LEAKS
from alliancesim.history.origin import origin_of
from alliancesim.history.panel import Panel
from alliancesim.history.tables import HistoryError, read
from tests.history.made_up import made_up
from tests.history.places import FOLDER, needs_tables

ORIGIN = 1972
COUNTED = 1985
"""A year in which every table has rows: exercises are counted from 1980."""
GEOGRAPHY = ("cow_mindist", "cow_contdir", "cow_capitals", "cow_states", "cow_majors")
"""Tables of what changes slowly, in which a spell or year beyond the origin may be read."""


def forecast_from(record: Panel) -> pd.DataFrame:
    known = record.until(ORIGIN)
    base = forecast_rules()
    learned, now = rows(known, base, ORIGIN)
    last = learned.where((learned.pairs["year"] == ORIGIN).to_numpy())
    start = origin_of(now, known, fit(learned, known, ORIGIN), last, base, "year", 2.0)
    return forecast(start, [1, 2], members=2)[0]


def test_what_happens_after_the_origin_changes_no_bit_of_a_forecast() -> None:
    record = made_up()
    later = (record.dyads["year"] > ORIGIN).to_numpy()
    shuffled = record.dyads.copy()
    order = Draws(1, 2).generator(0, "shuffle").permutation(int(later.sum()))
    for name in ("onset", "onset_any", "level", "defence", "organisations"):
        shuffled.loc[later, name] = shuffled.loc[later, name].to_numpy()[order]
    states = record.states.copy()
    states.loc[states["year"] > ORIGIN, ["cinc", "regime", "output", "ideal"]] = 0.9
    assert not shuffled["onset"].equals(record.dyads["onset"])
    before, after = forecast_from(record), forecast_from(Panel(states, shuffled))
    pd.testing.assert_frame_equal(before, after, check_exact=True)


def test_what_happens_before_the_origin_does_change_it() -> None:
    record = made_up()
    dyads = record.dyads.copy()
    dyads.loc[dyads["year"] == ORIGIN, ["onset", "onset_any"]] = 1
    assert not forecast_from(record).equals(forecast_from(Panel(record.states, dyads)))


@needs_tables
def test_tables_are_not_read_beyond_the_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows of later years are dropped, outcomes and covariates; the panel stays as it was."""
    whole = panel_module.panel(FOLDER, first=1945, last=COUNTED)

    def cut(folder: Path, name: str) -> pd.DataFrame:
        frame = read(folder, name)
        if name in GEOGRAPHY or "year" not in frame:
            return frame
        return frame[frame["year"] <= COUNTED].reset_index(drop=True)

    monkeypatch.setattr(panel_module, "read", cut)
    short = panel_module.panel(FOLDER, first=1945, last=COUNTED)
    pd.testing.assert_frame_equal(whole.states, short.states, check_exact=True)
    pd.testing.assert_frame_equal(whole.dyads, short.dyads, check_exact=True)


def test_rivalry_is_no_feature() -> None:
    assert "rivalry" not in {*ONSET, *FORMATION, *ENDING}
    record = made_up()
    rivals = Panel(record.states, record.dyads.assign(rivalry=True))
    pd.testing.assert_frame_equal(forecast_from(record), forecast_from(rivals), check_exact=True)


def test_a_fit_after_the_origin_is_refused(tmp_path: Path) -> None:
    order = Order(1980, 1985, [1], 1, "year", 1, 1)
    with pytest.raises(HistoryError, match="leaks"):
        deposit(tmp_path, order, tmp_path / "out.parquet")


def test_leaks_are_listed_with_what_is_done_about_them() -> None:
    assert all(leak.handled.startswith(("cut", "lagged", "kept")) for leak in LEAKS)
    assert any("rivalries" in leak.what for leak in LEAKS)
    assert np.unique([leak.what for leak in LEAKS]).size == len(LEAKS)
