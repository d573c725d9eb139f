"""Fitted: a fit as a versioned file of parameters, with where it comes from beside it.

``NAME.yaml`` holds ``parameters:`` alone and can stand as the ``base`` of a scenario or be copied
into one; ``NAME.json`` beside it holds the provenance: hashes of the tables, years, rows, standard
errors, penalty, and the log-likelihood with and without trust, in the fit and on later years.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from alliancesim import __version__
from alliancesim.files import draft, write_text
from alliancesim.history.features import ENDING, FORMATION, ONSET, Rows
from alliancesim.history.fit import PENALTY, TRUST, UNTOLD, Fit, fit, put
from alliancesim.history.logit import Logit, log_likelihood
from alliancesim.history.outcomes import onsets
from alliancesim.history.panel import Panel
from alliancesim.history.tables import HistoryError, read, sha256, tables

FORMAT = 1
SPAN = 5
"""Years after each origin on which trust is judged out of sample."""


def write(path: Path, found: Fit, provenance: dict[str, Any]) -> tuple[Path, Path]:
    """Write the parameter file and its provenance; return where they are."""
    parameters: dict[str, Any] = {}
    for name, value in found.settings().items():
        put(parameters, name, round(value, 4))
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft(path) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        YAML().dump({"parameters": parameters}, stream)
    about = path.with_suffix(".json")
    write_text(about, json.dumps(provenance, indent=2) + "\n")
    return path, about


def provenance(folder: Path, learned: Rows, known: Panel, found: Fit) -> dict[str, Any]:
    """Return where a fit comes from."""
    return {
        "format": FORMAT,
        "alliancesim": __version__,
        "until": found.until,
        "first": int(learned.pairs["year"].min()) + 1,
        "penalty": PENALTY,
        "errors": "standard errors clustered by pair",
        "tables": hashes(folder),
        "onset": _told(found.onset, ONSET | {found.beside: found.beside}),
        "formation": _told(found.formation, FORMATION),
        "ending": _told(found.ending, ENDING),
        "set_to_zero": sorted(UNTOLD),
        "trust": trust_earns(learned, known, found),
        "ladder": ladder(folder, found.until),
    }


def hashes(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the SHA-256 of the tables in a folder, and whether each is the pinned release."""
    found = {}
    for name, table in tables().items():
        path = folder / table.file
        if path.is_file():
            digest = sha256(path)
            found[name] = {"sha256": digest, "pinned": digest == table.sha256}
    if not found:
        raise HistoryError(f"{folder} holds no table of the record")
    return found


def _told(logit: Logit, names: dict[str, str]) -> dict[str, Any]:
    """Return a fitted logit in words and numbers."""
    labels = ("constant", *names.values())
    values = dict(zip(labels, [logit.constant, *logit.weights], strict=False))
    errors = dict(zip(labels, logit.errors, strict=False))
    return {
        "rows": logit.rows,
        "events": logit.events,
        "log_likelihood": logit.log_likelihood,
        "coefficients": {
            name: {"value": float(value),
                   "se": float(errors[name]) if np.isfinite(errors[name]) else None}
            for name, value in values.items()
        },
    }  # fmt: skip


def trust_earns(learned: Rows, known: Panel, found: Fit) -> dict[str, float]:
    """Return the log-likelihood of onset with and without trust and tension, in and out of sample.

    Out of sample: fits up to every fifth year before, judged on the five years that follow.
    """
    bare = fit(learned, known, found.until, found.without | TRUST, found.beside)
    result = {
        "in_sample": found.onset.log_likelihood,
        "in_sample_without": bare.onset.log_likelihood,
        "out_of_sample": 0.0,
        "out_of_sample_without": 0.0,
        "out_of_sample_rows": 0.0,
    }
    years = learned.pairs["year"].to_numpy()
    for until in range(found.until - SPAN, int(years.min()) + 15, -SPAN):
        test = learned.where((years >= until) & (years < until + SPAN) & (years < found.until))
        y = onsets(known, test.pairs, 1)
        for name, without in (("", found.without), ("_without", found.without | TRUST)):
            chance = fit(learned, known, until, without, "nothing").chance(test)
            result["out_of_sample" + name] += log_likelihood(chance, y)
        result["out_of_sample_rows"] += len(y)
    return result


def ladder(folder: Path, until: int) -> dict[str, float]:
    """Return levels, answers and durations of the disputes that began after 1945, up to a year.

    Targets of the ladder (equation 10), which is tuned by simulation. Disputes that began in the
    last year are left out: how they end was not known.
    """
    disputes = read(folder, "cow_mid_disps")
    own = disputes[disputes["styear"].between(1946, until - 1)]
    shares = {f"share_level_{level}": float((own["hostlev"] == level).mean())
              for level in (2, 3, 4, 5)}  # fmt: skip
    days = own.loc[own["maxdur"] > 0, "maxdur"]
    return shares | {
        "disputes": float(len(own)),
        "reciprocated": float(own["recip"].mean()),
        "days_median": float(days.median()),
        "days_90": float(days.quantile(0.9)),
        "share_one_day": float((days <= 1).mean()),
    }
