"""Golden runs: what the library's scenarios give. Refresh on purpose with `make golden`.

A change of these numbers is a change of the model: say so in the changelog.
"""

import json
from pathlib import Path
from typing import Any

import alliancesim as al
from alliancesim.scenario import library

FILE = Path(__file__).with_name("golden.json")
CASES = tuple(sorted(library()))
SEED, YEARS = 7, 5


def measure(name: str) -> dict[str, Any]:
    """Return the metrics at the end of each year and the events of a short run."""
    results = al.run(name, runs=1, seed=SEED, years=YEARS)
    yearly = results.metrics[results.metrics["step"] % 12 == 0].drop(columns=["run", "date"])
    rows = json.loads(yearly.to_json(orient="records", double_precision=15))
    events = results.events
    return {
        "metrics": rows,
        "events": [
            f"{step} {text}" for step, text in events[["step", "text"]].itertuples(index=False)
        ],
    }


def main() -> None:
    """Write the golden file."""
    golden = {name: measure(name) for name in CASES}
    FILE.write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
