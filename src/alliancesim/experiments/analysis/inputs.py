"""Inputs: numbers, switches and names, and how each is shown and coded."""

from typing import Any

import numpy as np
import pandas as pd


def is_switch(values: pd.Series) -> bool:
    """Tell whether an input is yes or no."""
    return bool(values.map(lambda value: isinstance(value, bool | np.bool_)).all())


def is_number(values: pd.Series) -> bool:
    """Tell whether an input is a number, and not a switch."""
    return pd.api.types.is_numeric_dtype(values) and not is_switch(values)


def levels_of(values: pd.Series) -> list[Any]:
    """Return the levels of an input that is no number: no before yes, names as they come."""
    return [False, True] if is_switch(values) else list(dict.fromkeys(values.tolist()))


def encoded(x: pd.DataFrame) -> pd.DataFrame:
    """Return inputs as numbers: yes as 1, and a column ``path=level`` per name but the first."""
    columns: dict[str, pd.Series] = {}
    for name in x:
        if is_number(x[name]):
            columns[name] = x[name].astype(float)
        elif is_switch(x[name]):
            columns[name] = x[name].astype(bool).astype(float)
        else:
            for level in levels_of(x[name])[1:]:
                columns[f"{name}={level}"] = (x[name] == level).astype(float)
    return pd.DataFrame(columns, index=x.index)


def origin(column: str, x: pd.DataFrame) -> tuple[str, str]:
    """Return the input that a column of ``encoded`` stands for, and the level; empty if none."""
    if column in x:
        return column, ""
    name = next(name for name in x if column.startswith(f"{name}="))
    return str(name), column.removeprefix(f"{name}=")


def numbered(x: pd.DataFrame) -> pd.DataFrame:
    """Return inputs as numbers in one column each: names by their place among the levels."""
    return pd.DataFrame(
        {
            name: x[name].astype(float)
            if is_number(x[name])
            else x[name].map({level: i for i, level in enumerate(levels_of(x[name]))}).astype(float)
            for name in x
        },
        index=x.index,
    )


def shown(value: Any) -> str:
    """Return a value of an input as it is read."""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating):
        return f"{value:.4g}"
    return str(value)
