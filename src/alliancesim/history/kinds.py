"""Kinds: what stands in the columns of the tables, so that a column of something else is told."""

import numpy as np
import pandas as pd

TEXT = {"stateabb", "statenme", "cw_abb", "cw_name", "capital", "iso3c"}
NAMES = {"MMEID", "type_of_conflict"}
"""Columns that only tell rows apart, by text or by number."""
DATES = {"stdate", "enddate"}
EVER = (1000, 3000)
"""Years between which everything in the record lies."""
WHOLE = {
    **dict.fromkeys(("ccode", "ccode1", "ccode2", "gwcode", "gwno_a", "gwno_b"), (1, 99_999)),
    **dict.fromkeys(("year", "styear", "endyear", "start", "end"), EVER),
    **dict.fromkeys(("stmonth", "endmonth"), (1, 12)),
    **dict.fromkeys(("stday", "endday"), (1, 31)),
}
"""Columns of whole numbers, and their least and largest value."""
GAPS = {"gwcode", "gwno_b"}
"""Such columns that may have gaps: of exercises with others than states, and of civil wars."""
LARGEST = 1e12
"""What no quantity of the record reaches."""


def unfit(column: pd.Series) -> str:
    """Return why a column cannot be what its name says, or nothing."""
    name = str(column.name)
    if name in TEXT | NAMES:
        kinds = (str,) if name in TEXT else (str, int, float)
        fits = column.map(lambda value: isinstance(value, kinds)) & column.notna()
        return "" if fits.all() else "is not text"
    if pd.api.types.is_datetime64_any_dtype(column) and name in DATES | {"start", "end"}:
        low, high = (pd.Timestamp(year, 1, 1) for year in EVER)
        return "" if ((column >= low) & (column < high)).all() else "has gaps or absurd dates"
    if name in DATES or not pd.api.types.is_numeric_dtype(column):
        return "does not hold dates" if name in DATES else "does not hold numbers"
    values = column.to_numpy(dtype=float, na_value=np.nan)
    known = values[~np.isnan(values)]
    if name not in WHOLE:
        return "" if (np.abs(known) < LARGEST).all() else f"holds numbers beyond {LARGEST:g}"
    low, high = WHOLE[name]
    if name not in GAPS and len(known) < len(values):
        return "has gaps"
    fits = (known >= low) & (known <= high) & (known == np.round(known))
    return "" if fits.all() else f"does not hold whole numbers from {low} to {high}"
