"""What the states did: engagements by instrument, and what these contributed."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.figures import style
from alliancesim.results import Results
from alliancesim.summaries import calendar, full_years, runs_of, year_dates

FIELDS = {
    "trust": ("Trust", "evidence"),
    "tension": ("Tension", "wars"),
    "information": ("Information ties", "units of the tie"),
    "interoperability": ("Interoperability", "units of the tie"),
    "procedures": ("Procedures against incidents", "units of the tie"),
    "posture": ("Visible commitment", "units of the tie"),
    "dependence": ("Dependence", "units of the tie"),
    "assistance": ("Capability by assistance", "ln units"),
    "relief": ("Relief of tension", "shares of tension"),
    "understanding": ("Understanding", "units of the tie"),
    "readiness": ("Standing plans for crises", "units of the tie"),
    "influence": ("Goodwill with publics", "units of influence"),
    "technology": ("Military technology", "units of technology"),
    "cyber": ("Cyber resilience", "units of resilience"),
    "counter_threat": ("Ability against threats", "units of ability"),
    "warning": ("Ability to see crises coming", "units of ability"),
    "norms": ("Accountability", "units of accountability"),
    "transparency": ("Transparency", "units of transparency"),
    "standing": ("Standing", "units of standing"),
    "economy": ("Output beyond its trend", "ln units"),
    "deaths": ("Deaths", "lives"),
}
"""Fields whose contributions are drawn, in this order: title, and unit of a contribution."""

EVIDENCE = {"good": 1.0, "good_seen": 1.0, "bad": -1.0, "bad_seen": -1.0}
"""The belief in a partner is kept as good and bad evidence: shown together as trust."""

SHOWN = 7
"""Number of labels in a panel."""


def label_of(results: Results, label: str) -> str:
    """Return an instrument's name, or a mechanism's label in words."""
    known = results.scenario.instruments.get(label)
    return known.name if known else label.replace("_", " ")


def engagements_by_year(results: Results) -> pd.DataFrame:
    """Return mean engagements per run: a row for each simulated year, a column by instrument."""
    years = full_years(results)
    frame = results.engagements
    counts = frame.groupby([calendar(frame, results), "instrument"], observed=True).size()
    table = counts.unstack(fill_value=0).reindex(years, fill_value=0) / runs_of(results)
    order = table.sum().sort_values(ascending=False, kind="stable").index
    return table[order]


def _by_family(results: Results, table: pd.DataFrame) -> pd.DataFrame:
    """Return engagements a year with the instruments of a family together, if there are many."""
    if len(table.columns) <= len(style.SERIES):
        return table
    known = results.scenario.instruments
    family = [known[name].family if name in known else "other" for name in table.columns]
    whole = table.T.groupby(family).sum().T
    order = whole.sum().sort_values(ascending=False, kind="stable").index
    return whole[order]


def engagement_counts(results: Results) -> go.Figure:
    """Return the engagements a year by instrument, or by family, as stacked bars."""
    if results.engagements.empty:
        return style.message("No engagement took place in any run.")
    table = _by_family(results, engagements_by_year(results))
    labels = year_dates(results, [int(year) for year in table.index])
    figure = style.blank(420, barmode="stack", bargap=0.25)
    for number, name in enumerate(table.columns):
        shape = style.HATCHES[number % len(style.HATCHES)]
        figure.add_trace(
            go.Bar(
                x=labels,
                y=style.rounded(table[name], 4),
                name=style.plain(label_of(results, str(name)), 40),
                marker={
                    "color": style.SERIES[number % len(style.SERIES)],
                    "pattern": style.hatched(shape),
                },
                hovertemplate="%{x}: %{y:.1f}<extra>%{fullData.name}</extra>",
            )
        )
    figure.update_yaxes(style.axis("engagements a year, mean per run", rangemode="tozero"))
    figure.update_xaxes(style.axis("year that begins", type="category", showgrid=False))
    figure.update_layout(legend={"y": -0.2, "yanchor": "top", "traceorder": "normal"})
    return figure


def who_with_whom(results: Results, count: int = 12) -> pd.DataFrame:
    """Return the busiest pairs: engagements a year per run, and their commonest instruments."""
    frame = results.engagements
    if frame.empty:
        return pd.DataFrame(columns=["state1", "state2", "rate", "instruments", "breaches"])
    per_year = runs_of(results) * len(full_years(results))
    order = {state: i for i, state in enumerate(results.scenario.ids)}
    both = zip(frame["state1"], frame["state2"], strict=True)
    pairs = [tuple(sorted(pair, key=lambda state: order.get(state, 0))) for pair in both]
    frame = frame.assign(pair=pairs)
    grouped = frame.groupby("pair")
    rates = (grouped.size() / per_year).sort_values(ascending=False, kind="stable").head(count)
    rows = []
    for pair, rate in rates.items():
        own = frame[frame["pair"] == pair]
        common = own["instrument"].value_counts().head(3) / per_year
        words = [f"{label_of(results, str(k)).lower()} {v:.1f}" for k, v in common.items()]
        one, two = pair
        rows.append(
            {
                "state1": one,
                "state2": two,
                "rate": float(rate),
                "instruments": ", ".join(words),
                "breaches": float(own["breach"].astype(bool).mean()),
            }
        )
    return pd.DataFrame(rows)


def contributions_by_label(results: Results) -> pd.DataFrame:
    """Return what each instrument and mechanism added to each field: total a run, mean of runs."""
    frame = results.contributions
    sign = frame["field"].map(EVIDENCE)
    frame = frame.assign(
        field=frame["field"].where(sign.isna(), "trust"),
        amount=frame["amount"] * sign.fillna(1.0).astype(float),
    )
    sums = frame.groupby(["field", "label"], observed=True)["amount"].sum() / runs_of(results)
    return sums.rename("amount").reset_index()


def contributions(results: Results) -> go.Figure:
    """Return the largest contributions to each field as bars, one panel per field."""
    table = contributions_by_label(results)
    table = table[table["amount"].abs() > 1e-9]
    present = [name for name in FIELDS if name in set(table["field"])]
    present += sorted(set(table["field"]) - set(FIELDS))
    if not present:
        return style.message("No contribution was recorded.")
    tops = [_top(table[table["field"] == name]) for name in present]
    columns = 2 if len(present) > 1 else 1
    longest = [max(len(own) for own in tops[i : i + columns]) for i in range(0, len(tops), columns)]
    figure = _grid([_field_title(name) for name in present], longest, columns)
    for i, (name, own) in enumerate(zip(present, tops, strict=True)):
        where = {"row": i // columns + 1, "col": i % columns + 1}
        labels = [label_of(results, label) for label in own["label"]]
        for bars in style.bars(labels, list(own["amount"]), "+.3g", style.BLUE, style.VERMILION):
            figure.add_trace(bars, **where)
        unit = FIELDS.get(name, ("", "units"))[1]
        reach = float(own["amount"].abs().max()) * 1.55
        span = [-reach * bool((own["amount"] < 0).any()), reach * bool((own["amount"] > 0).any())]
        figure.update_xaxes(
            style.axis(f"total of a run ({unit})", zeroline=True, range=span), **where
        )
        figure.update_yaxes(style.names_axis(labels, longest[i // columns]), **where)
    return figure


def _grid(titles: list[str], longest: list[int], columns: int) -> go.Figure:
    """Return empty panels whose rows are as high as their bars need."""
    bar, between, top, bottom = 25, 84, 34, 54
    plots = bar * sum(longest) + between * (len(longest) - 1)
    figure = make_subplots(
        rows=len(longest),
        cols=columns,
        subplot_titles=titles,
        row_heights=[float(bar * count) for count in longest],
        horizontal_spacing=0.3,
        vertical_spacing=between / plots if len(longest) > 1 else 0.0,
        figure=style.blank(plots + top + bottom, showlegend=False),
    )
    style.small_titles(figure)
    figure.update_layout(barmode="overlay", margin={"t": top, "b": bottom})
    figure.update_xaxes(automargin=False)
    return figure


def _field_title(name: str) -> str:
    return FIELDS[name][0] if name in FIELDS else style.plain(name.replace("_", " ").capitalize())


def _top(own: pd.DataFrame) -> pd.DataFrame:
    order = own.assign(size=own["amount"].abs()).sort_values(
        ["size", "label"], ascending=[False, True]
    )
    if len(order) <= SHOWN + 1:
        return order
    rest = order.iloc[SHOWN:]
    other = {"label": f"{len(rest)} smaller", "amount": rest["amount"].sum()}
    return pd.concat([order.head(SHOWN), pd.DataFrame([other])], ignore_index=True)
