"""What can go wrong in an analysis, and the libraries that not every installation has."""

import importlib
from typing import Any

EXTRA = "analysing a sweep needs more packages: pip install 'alliancesim[sweep]'"
PRIM_EXTRA = "PRIM needs one more package: pip install 'ema-workbench>=2.5'; CART does without"


class AnalysisError(Exception):
    """What is asked of a sweep cannot be answered; the text says why."""


def library(name: str, missing: str = EXTRA) -> Any:
    """Return a module of an optional library.

    Raises
    ------
    AnalysisError
        If it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        raise AnalysisError(missing) from None
