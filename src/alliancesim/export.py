"""Export: the world of a run at a date, for tools that draw networks and maps.

Tables of results are yearly. A date in between is reached by running the member again, with the
same luck, and is checked against what the results say of it; so exports need the version that made
the results.
"""

import datetime
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from alliancesim.files import draft
from alliancesim.metrics.tables import of_dyads
from alliancesim.model import AllianceModel
from alliancesim.results import Results, ResultsError

NODE = ("capability", "burden", "output", "regime", "threat_felt", "technology")
"""Fields of a state that go with it."""
EDGE = ("trust_12", "trust_21", "tension", "interoperability", "onset_rate")
"""Columns of a pair that go with its tie, as in the table ``dyads``."""
TIES = ("pact", "agreement", "rivalry")
"""What makes two states a tie of the network."""
HALF_TURN = 180.0
"""Degrees of longitude from which a line goes the other way round the globe."""


def model_at(results: Results, date: datetime.date | None = None, run: int = 0) -> AllianceModel:
    """Return a member of an ensemble as it was on a date, by running it again.

    Parameters
    ----------
    results
        The ensemble.
    date
        A day of the run; the world is that after the last step that ended by then. ``None`` is the
        end of the run.
    run
        Number of the member.

    Raises
    ------
    ResultsError
        If there is no such member or day, or the member does not come out as it did.
    """
    runs, clock = results.manifest["runs"], results.scenario.clock
    if not 0 <= run < runs:
        raise ResultsError(f"no run {run}; the results have runs 0 to {runs - 1}")
    day, last = date or clock.date_at(clock.steps), clock.date_at(clock.steps)
    if not clock.start <= day <= last:
        raise ResultsError(f"{day} is outside the run; it goes from {clock.start} to {last}")
    model = AllianceModel(results.scenario, rng=(results.manifest["seed"], run))
    while model.running and clock.date_at(model.steps + 1) <= day:
        model.step()
    _check(results, model, run)
    return model


def _check(results: Results, model: AllianceModel, run: int) -> None:
    """Refuse a member whose metrics do not come out as the results have them."""
    table = results.metrics
    row = table[(table["run"] == run) & (table["step"] == model.steps)].iloc[0]
    told = [float(row.get(name, np.nan)) for name in model.latest]
    if not np.allclose(list(model.latest.values()), told, equal_nan=True):
        made = results.manifest["alliancesim"]
        raise ResultsError(
            f"run {run} does not come out as in the results, which alliancesim {made} made; run the"
            " scenario again with this version"
        )


def pairs_at(model: AllianceModel) -> pd.DataFrame:
    """Return a row per pair: the columns of the table ``dyads``, and the treaties of the two."""
    frame = pd.DataFrame(of_dyads(model.snapshot))
    names = [_treaties(model, one, other) for one, other in zip(frame.state1, frame.state2,
                                                                  strict=True)]  # fmt: skip
    frame.insert(2, "treaties", names)
    frame.insert(0, "date", model.date)
    return frame


def _treaties(model: AllianceModel, one: str, other: str) -> str:
    rows = {model.world.ids.index(one), model.world.ids.index(other)}
    return "; ".join(t.name for t in model.world.treaties if rows <= set(t.active))


def alliance_graph(model: AllianceModel) -> "nx.Graph[str]":
    """Return states and their ties as a network.

    Nodes are ids of states. An edge is a pair with a pact, an agreement or a rivalry; its flags say
    which, and directed numbers are of the first of ``state1`` and ``state2`` in the other.
    """
    graph: nx.Graph[str] = nx.Graph(
        scenario=model.case.name, date=model.date.isoformat(), seed=str(model.seed_used)
    )
    for row, (name, state) in enumerate(model.case.states.items()):
        numbers = {field: float(getattr(model.world, field)[row]) for field in NODE}
        place = {"lat": state.location.lat, "lon": state.location.lon}
        graph.add_node(name, label=state.name, region=state.region, **place, **numbers)
    for pair in pairs_at(model).to_dict("records"):
        if any(pair[tie] for tie in TIES):
            flags = {tie: bool(pair[tie]) for tie in TIES}
            numbers = {column: float(pair[column]) for column in EDGE}
            words = {key: str(pair[key]) for key in ("state1", "state2", "treaties")}
            graph.add_edge(pair["state1"], pair["state2"], **words, **flags, **numbers)
    return graph


def graphml(model: AllianceModel) -> str:
    """Return the network as GraphML."""
    written = BytesIO()
    nx.write_graphml(alliance_graph(model), written)
    return written.getvalue().decode("utf-8")


def geojson(model: AllianceModel) -> str:
    """Return the network as GeoJSON: a point per state, at its capital, and a line per tie."""
    graph = alliance_graph(model)
    points = [
        _feature("Point", [data["lon"], data["lat"]], {"id": name, **data})
        for name, data in graph.nodes(data=True)
    ]
    lines = [
        _feature(*_line(graph.nodes[one], graph.nodes[other]), data)
        for one, other, data in graph.edges(data=True)
    ]
    whole = {"type": "FeatureCollection", **graph.graph, "features": [*points, *lines]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    place = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": place, "properties": properties}


def _line(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, list[Any]]:
    """Return the straight line between two places, cut where it crosses the antimeridian."""
    (x, y), (u, v) = (one["lon"], one["lat"]), (other["lon"], other["lat"])
    if abs(u - x) <= HALF_TURN:
        return "LineString", [[x, y], [u, v]]
    edge = HALF_TURN if x > 0 else -HALF_TURN  # RFC 7946, 3.1.9: no line may cross it
    beyond = u + 2 * edge
    height = y + (v - y) * (edge - x) / (beyond - x)
    return "MultiLineString", [[[x, y], [edge, height]], [[-edge, height], [u, v]]]


def csv(model: AllianceModel) -> str:
    """Return all pairs as CSV."""
    text: str = pairs_at(model).to_csv(index=False, lineterminator="\n")
    return text


FORMATS = {"graphml": graphml, "geojson": geojson, "csv": csv}
"""How the world at a date can be written."""


def write_tables(results: Results, folder: Path) -> list[Path]:
    """Write every table of the results as CSV into a folder, and return the files.

    Lists, such as the actors of an event, are written as JSON.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in results.tables:
        path = folder / f"{name}.csv"
        with draft(path) as part:
            for number, piece in enumerate(results.pieces(name)):
                for column in [name for name, kind in piece.dtypes.items() if kind.kind == "O"]:
                    piece[column] = piece[column].map(_plain)
                piece.to_csv(part, mode="a" if number else "w", header=not number, index=False,
                             lineterminator="\n", encoding="utf-8")  # fmt: skip
        written.append(path)
    return written


def _plain(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    return json.dumps(list(value), ensure_ascii=False, default=float)
