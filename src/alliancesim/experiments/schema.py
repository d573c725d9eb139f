"""What a user writes: the schema of an experiment file."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from alliancesim.experiments.quantities import Lever, Uncertainty, Value
from alliancesim.metrics import METRICS
from alliancesim.scenario.errors import nearest, shown
from alliancesim.scenario.events import Model
from alliancesim.scenario.published import DIALECT
from alliancesim.summaries import is_count

Kind = Literal["factorial", "points", "latin_hypercube", "sobol", "morris", "replications"]
Take = Literal["end", "mean", "sum", "max"]
SAMPLED = ("latin_hypercube", "sobol", "morris")
"""Designs that sample ranges and distributions; the others only go through what is listed."""
RESERVED = ("point", "scenario", "run", "seed", "error", "traceback")
"""Columns of every table, which no outcome can be called."""


def _short(key: str, kind: type) -> BeforeValidator:
    """Let a value of ``kind`` stand for a mapping that has only ``key``."""
    return BeforeValidator(lambda given: {key: given} if isinstance(given, kind) else given)


def _or(model: type[Model], short: dict[str, Any]) -> WithJsonSchema:
    """Return the JSON Schema of a mapping for which something shorter may stand."""
    return WithJsonSchema({"anyOf": [short, model.model_json_schema()]})


class Case(Model):
    """A scenario as the experiment runs it."""

    name: str = Field(default="", pattern=r"^[\w\-]{0,80}$", description="that of the scenario")
    scenario: str | dict[str, Any] = Field(description="name in the library, file, or plain data")
    overrides: dict[str, Any] = Field(default_factory=dict, description="by dotted path")
    events: list[dict[str, Any]] = Field(
        default_factory=list, description="dated events on top of the scenario's own"
    )


class Outcome(Model):
    """A number that a run comes to: a metric, and what is taken of it over the steps."""

    of: str = Field(description="a metric")
    take: Take = Field(default="end", description="sum of counts, value at the end of all others")
    name: str = Field(default="", pattern=r"^\w{0,80}$", description="that of the metric")

    @model_validator(mode="before")
    @classmethod
    def _by_default(cls, given: Any) -> Any:
        """Fill in what depends on the metric."""
        metric = given.get("of") if isinstance(given, dict) else None
        if not isinstance(metric, str) or metric not in METRICS:
            return given
        usual = "sum" if is_count(metric) else "end"
        take = given.get("take", usual)
        return {"take": take, "name": metric if take == usual else f"{metric}_{take}"} | given

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.of not in METRICS:
            near = nearest(self.of, METRICS)
            hint = f"; did you mean {shown(near)}?" if near else ""
            raise ValueError(f"{shown(self.of)} is not a metric{hint}")
        if self.name in RESERVED:
            raise ValueError(f"{shown(self.name)} is a column of its own; choose another name")
        return self


class Design(Model):
    """How points are chosen."""

    kind: Kind = "factorial"
    n: int | None = Field(
        default=None, ge=1, le=1_000_000,
        description="samples; of sobol and morris, base samples and trajectories; of replications,"
        " runs",
    )  # fmt: skip
    levels: int | None = Field(
        default=None, ge=2, le=1000, description="values of a range: 2 if factorial, 4 if morris"
    )
    second_order: bool = Field(default=False, description="sobol: also for second-order indices")
    listed: list[dict[str, Value]] | None = Field(
        default=None, alias="list", min_length=1, description="points: values by dotted path"
    )
    csv: str | None = Field(default=None, description="points: a file with a column per path")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind in SAMPLED and self.n is None:
            raise ValueError(f"a design of kind {self.kind} needs n, the number of samples")
        if self.kind == "sobol" and self.n is not None and self.n & (self.n - 1):
            raise ValueError(f"n of a sobol design is a power of two, not {self.n}")
        if self.kind == "morris" and (self.levels or 4) % 2:
            raise ValueError(f"levels of a morris design are even, not {self.levels}")
        given = (self.listed is not None) + (self.csv is not None)
        if given != (self.kind == "points"):
            raise ValueError("a design of kind points, and no other, has either list or csv")
        if self.n is not None and self.kind in ("factorial", "points"):
            raise ValueError(f"a design of kind {self.kind} has no n")
        return self


class ExperimentFile(Model):
    """An experiment: what varies in which scenarios, how often, and which outcomes are kept."""

    format: Literal[1] = Field(default=1, description="version of this file format")
    name: str = Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_\-]+$")
    question: str = Field(default="", description="what the experiment answers")
    scenarios: Annotated[
        list[Annotated[Case, _short("scenario", str), _or(Case, {"type": "string"})]],
        Field(min_length=1, description="each runs at every point"),
    ]
    constants: dict[str, Any] = Field(default_factory=dict, description="by dotted path")
    levers: dict[str, Annotated[Lever, _short("values", list), _or(Lever, {"type": "array"})]] = (
        Field(default_factory=dict, description="what a policy sets, by dotted path")
    )
    uncertainties: dict[
        str,
        Annotated[
            Uncertainty,
            BeforeValidator(lambda given: {"declared": True} if given == "declared" else given),
            _or(Uncertainty, {"const": "declared"}),
        ],
    ] = Field(default_factory=dict, description="what nobody knows, by dotted path")
    design: Design = Design()
    runs: int = Field(default=1, ge=1, le=1_000_000, description="members of each point")
    luck: Literal["shared", "independent"] = Field(
        default="shared", description="whether run k has the same luck at every point"
    )
    seed: int = Field(default=1, ge=0, le=2**63 - 1)
    years: float | None = Field(default=None, gt=0, description="instead of the scenarios' horizon")
    outcomes: (
        Annotated[
            list[Annotated[Outcome, _short("of", str), _or(Outcome, {"type": "string"})]],
            Field(min_length=1),
        ]
        | None
    ) = Field(default=None, description="all metrics unless given")


def experiment_schema() -> dict[str, Any]:
    """Return the JSON Schema of experiment files (draft 2020-12)."""
    return {"$schema": DIALECT, **ExperimentFile.model_json_schema(by_alias=True)}
