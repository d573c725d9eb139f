"""An invented record in the files of the real one: seven states, 1900 to 1995.

Aland and Bravia are allies who exercise together. Corda and Drune quarrel; Drune is conquered in
1945, goes on as West Drune in 1955 and as Drune again in 1990. Estova is away from 1920 to 1945.
Farra was North Farra until May 1990. Golm is alone.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import rdata
from rdata.conversion.to_r import build_r_object
from rdata.parser import RObjectType

from alliancesim.history.tables import COLUMNS, tables

ALAND, BRAVIA, CORDA, DRUNE, WEST_DRUNE, ESTOVA, NORTH_FARRA, FARRA, GOLM = (
    2, 20, 210, 255, 260, 345, 678, 679, 710,
)  # fmt: skip
SPELLS = (
    ("ALA", ALAND, "Aland", "1816-01-01", "2016-12-31"),
    ("BRV", BRAVIA, "Bravia", "1900-03-01", "2016-12-31"),
    ("COR", CORDA, "Corda", "1816-01-01", "2016-12-31"),
    ("DRU", DRUNE, "Drune", "1816-01-01", "1945-05-08"),
    ("DRU", DRUNE, "Drune", "1990-10-03", "2016-12-31"),
    ("DRW", WEST_DRUNE, "West Drune", "1955-05-05", "1990-10-02"),
    ("EST", ESTOVA, "Estova", "1880-01-01", "1920-06-30"),
    ("EST", ESTOVA, "Estova", "1945-10-20", "2016-12-31"),
    ("FAN", NORTH_FARRA, "North Farra", "1926-09-02", "1990-05-21"),
    ("FAR", FARRA, "Farra", "1990-05-22", "2016-12-31"),
    ("GOL", GOLM, "Golm", "1816-01-01", "2016-12-31"),
)
PLACES = {ALAND: (40.0, -75.0), BRAVIA: (45.0, -76.0), CORDA: (48.9, 2.3), DRUNE: (52.5, 13.4),
          WEST_DRUNE: (50.7, 7.1), ESTOVA: (44.8, 20.5), NORTH_FARRA: (15.3, 44.2),
          FARRA: (15.3, 44.2), GOLM: (39.9, 116.4)}  # fmt: skip
ISO = {ALAND: "ALX", BRAVIA: "BRX", CORDA: "CDX", DRUNE: "DRX", WEST_DRUNE: "DRX", ESTOVA: "EST",
       NORTH_FARRA: "FNX", FARRA: "FRX", GOLM: "COR"}  # fmt: skip
"""ISO letters; Golm's are the letters that the Correlates of War give to Corda."""
YEARS = range(1900, 2001)
LAST = 1995
"""Last year of disputes."""


def frames() -> dict[str, pd.DataFrame]:
    """Return the invented tables by name."""
    return {
        "cow_states": _spells(SPELLS),
        "cow_majors": _spells([("", ALAND, "", "1900-01-01", "2016-12-31")]),
        "cw_system": pd.DataFrame({"ccode": [2.0], "cw_abb": ["ALA"], "cw_name": ["Aland"],
                                   "start": _days("1816-01-01"), "end": _days("2016-12-31")}),
        "cow_nmc": _of_states(milex=100.0, milper=10.0, irst=0.0, pec=0.0, tpop=1000.0, upop=100.0,
                              cinc=0.01),
        "cw_democracy": _democracy(),
        "cw_gdppop": _of_states(mrgdppc=1000.0, pwtrgdp=1.0, pwtpop=5.0),
        "cow_trade_sy": _of_states(imports=1.0, exports=1.0),
        "un_ideal_points": _votes(),
        "cow_capitals": _capitals(),
        "cow_contdir": _contiguity(),
        "cow_mindist": _undirected([ALAND, GOLM], range(1950, 1961), mindist=4000.0),
        "atop_alliance": _pacts(),
        "mme_long": _exercises(),
        "cow_igo_ndy": _undirected([ALAND, BRAVIA, CORDA], YEARS, dyadigos=20.0),
        "tss_rivalries": pd.DataFrame({
            "tssr_id": [1.0, 2.0], "ccode1": [210.0, 678.0], "ccode2": [255.0, 710.0],
            "start": [1850.0, 1930.0], "end": [1940.0, 2020.0]}),
        "td_rivalries": pd.DataFrame({
            "rivalryno": [1.0], "ccode1": [210.0], "ccode2": [255.0], "styear": [1850.0],
            "endyear": [1940.0]}),
        "cow_mid_ddydisps": disputes("cowmid"),
        "gml_mid_ddydisps": disputes("gmlmid"),
        "cow_mid_disps": _whole_disputes(),
        "gml_mid_disps": _whole_disputes(),
        "cow_war_inter": _blank("cow_war_inter", year=1910.0),
        "ucdp_acd": _blank("ucdp_acd", year=1950.0),
        "troopdata_rebuild_long": _blank("troopdata_rebuild_long", year=1950.0),
    }  # fmt: skip


def write(folder: Path, **changed: pd.DataFrame) -> None:
    """Write the tables into a folder, some of them changed."""
    for name, frame in (frames() | changed).items():
        file = folder / tables()[name].file
        if file.suffix == ".csv":
            frame.to_csv(file, index=False)
        else:
            write_table(file, name, frame)


def write_table(file: Path, name: str, frame: pd.DataFrame) -> None:
    """Write a table as a file of R."""
    rdata.write_rda(file, {name: frame}, constructor_dict={pd.DataFrame: _data_frame})


def disputes(prefix: str = "cowmid", more: tuple[Any, ...] = ()) -> pd.DataFrame:
    """Return directed dispute-years; ``more`` are tuples as in the list below."""
    rows = [
        # number, one, other, year, onset, levels, originators
        (1, CORDA, DRUNE, 1910, 1, (4, 5), (1, 1)),
        (1, CORDA, DRUNE, 1911, 0, (4, 5), (1, 1)),
        (1, ALAND, DRUNE, 1911, 1, (1, 5), (0, 1)),
        (2, CORDA, DRUNE, 1930, 1, (3, -9), (1, 1)),
        (3, ALAND, GOLM, 1960, 1, (3, 4), (1, 1)),
        (4, CORDA, WEST_DRUNE, 1980, 1, (2, 1), (1, 1)),
        (5, GOLM, NORTH_FARRA, 1985, 1, (4, 4), (1, 1)),
        (6, ALAND, GOLM, LAST, 1, (3, 1), (1, 1)),
        *more,
    ]
    both = [
        {"dispnum": number, "ccode1": pair[0], "ccode2": pair[1], "year": year,
         f"{prefix}onset": onset, "hostlev1": level[0], "hostlev2": level[1], "orig1": first[0],
         "orig2": first[1], "sidea1": 1 - turned, "sidea2": turned, "fatality": 0,
         "hostlev": max(level), "mindur": 30, "maxdur": 30, "recip": 0, "stmon": 6}
        for number, one, other, year, onset, levels, origin in rows
        for turned, pair, level, first in (
            (0, (one, other), levels, origin),
            (1, (other, one), levels[::-1], origin[::-1]),
        )
    ]  # fmt: skip
    return pd.DataFrame(both).astype(float)


def _spells(spells: Any) -> pd.DataFrame:
    rows = []
    for letters, code, name, start, end in spells:
        first, last = (tuple(map(float, day.split("-"))) for day in (start, end))
        rows.append((letters, float(code), name, *first, *last))
    columns = ("stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear",
               "endmonth", "endday")  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


def _days(text: str) -> pd.Series:
    return pd.Series(pd.to_datetime([text]))


def _of_states(**values: float) -> pd.DataFrame:
    rows = [{"ccode": float(code), "year": float(year), **values}
            for code in PLACES for year in YEARS]  # fmt: skip
    return pd.DataFrame(rows)


def _democracy() -> pd.DataFrame:
    """Return regimes: Bravia has no V-Dem index, Corda nothing after 1950, Golm from 1950 on."""
    table = _of_states(euds=0.0, aeuds=0.0, polity2=0.0, v2x_polyarchy=0.5)
    table.loc[table["ccode"] == ALAND, ["euds", "v2x_polyarchy"]] = [1.0, 0.9]
    table.loc[table["ccode"] == BRAVIA, ["euds", "v2x_polyarchy"]] = [0.5, np.nan]
    corda, golm = table["ccode"] == CORDA, table["ccode"] == GOLM
    table.loc[corda, ["euds", "v2x_polyarchy"]] = [0.6, 0.7]
    table.loc[golm, ["euds", "v2x_polyarchy"]] = [-1.0, 0.1]
    lost = (corda & (table["year"] > 1950)) | (golm & (table["year"] < 1950))
    return table[~lost]


def _votes() -> pd.DataFrame:
    """Return ideal points from 1946 on; nobody voted in 1964, Golm not before 1971."""
    points = {ALAND: 2.0, BRAVIA: 1.5, CORDA: 1.0, WEST_DRUNE: 0.5, DRUNE: 0.5, ESTOVA: -1.0,
              FARRA: 0.0, NORTH_FARRA: 0.0, GOLM: -2.0}  # fmt: skip
    rows = [{"ccode": code, "year": year, "session": year - 1945, "IdealPointAll": point,
             "NVotesAll": 50, "iso3c": ISO[code]}
            for code, point in points.items() for year in range(1946, 2001)
            if year != 1964 and (code != GOLM or year > 1970)]  # fmt: skip
    return pd.DataFrame(rows)


def _capitals() -> pd.DataFrame:
    rows = pd.DataFrame({
        "ccode": [float(code) for code in PLACES], "capital": "Town",
        "stdate": pd.Timestamp("1816-01-01"), "enddate": pd.Timestamp("2024-12-31"),
        "lat": [place[0] for place in PLACES.values()],
        "lng": [place[1] for place in PLACES.values()],
    })  # fmt: skip
    moved = rows[rows["ccode"] == GOLM].assign(stdate=pd.Timestamp("1950-06-01"), lat=31.0)
    return pd.concat([rows, moved], ignore_index=True)


def _contiguity() -> pd.DataFrame:
    """Return spells in both directions, one of them of type 0; the last two overlap in 1950."""
    spells = (
        (ALAND, BRAVIA, 1, "1900-03-01", "2016-12-31"),
        (CORDA, DRUNE, 1, "1816-01-01", "1945-05-01"),
        (CORDA, DRUNE, 0, "1945-06-01", "1990-09-01"),
        (ALAND, CORDA, 5, "1900-01-01", "1950-06-01"),
        (ALAND, CORDA, 4, "1950-06-01", "2016-12-31"),
    )
    rows = [(float(a), float(b), float(kind), pd.Timestamp(start), pd.Timestamp(end))
            for one, other, kind, start, end in spells
            for a, b in ((one, other), (other, one))]  # fmt: skip
    return pd.DataFrame(rows, columns=["ccode1", "ccode2", "conttype", "stdate", "enddate"])


def _undirected(codes: list[int], years: range, **values: float) -> pd.DataFrame:
    rows = [{"ccode1": float(one), "ccode2": float(other), "year": float(year), **values}
            for one in codes for other in codes if one < other for year in years]  # fmt: skip
    return pd.DataFrame(rows)


def _pacts() -> pd.DataFrame:
    """Return pacts: Aland and Bravia are allies; Corda guarantees Estova, one way only.

    Drune has a pact with Corda in 1950, when it was no member.
    """
    ties = [(ALAND, BRAVIA, year, (1, 0, 0, 0, 1)) for year in range(1920, LAST + 1)]
    ties += [(BRAVIA, ALAND, year, (1, 0, 0, 0, 1)) for year in range(1920, LAST + 1)]
    ties += [(CORDA, ESTOVA, year, (1, 0, 0, 0, 0)) for year in range(1950, 1961)]
    ties += [(ESTOVA, CORDA, year, (0, 0, 0, 1, 0)) for year in range(1950, 1961)]
    ties += [(CORDA, DRUNE, 1950, (1, 0, 0, 0, 0))]
    kinds = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")
    rows = [(one, other, year, *bound) for one, other, year, bound in ties]
    return pd.DataFrame(rows, columns=["ccode1", "ccode2", "year", *kinds]).astype(float)


def _exercises() -> pd.DataFrame:
    """Return two exercises of Aland and Bravia in 1985, with Drune by its other number in 1992."""
    held = ((1, (ALAND, BRAVIA), 1985), (2, (ALAND, BRAVIA, GOLM), 1985), (3, (ALAND,), 1980),
            (4, (ALAND, WEST_DRUNE), 1992))  # fmt: skip
    rows = [(float(number), float(code), float(year), float(len(codes)))
            for number, codes, year in held for code in codes]  # fmt: skip
    rows.append((2.0, np.nan, 1985.0, 3.0))  # an organisation took part
    rows.append((2.0, float(ALAND), 1985.0, 3.0))  # and Aland is named twice
    return pd.DataFrame(rows, columns=["MMEID", "gwcode", "year", "participant_count"])


def _whole_disputes() -> pd.DataFrame:
    return pd.DataFrame({name: [1.0] for name in COLUMNS["cow_mid_disps"]}).assign(styear=1910.0)


def _blank(name: str, **values: float) -> pd.DataFrame:
    return pd.DataFrame({column: [values.get(column, 1.0)] for column in COLUMNS[name]})


def _data_frame(frame: pd.DataFrame, converter: Any) -> Any:
    """Return a data frame of R; dates become days since 1970 of class Date."""
    columns = []
    for name in frame.columns:
        series = frame[name]
        if str(series.dtype).startswith("datetime"):
            days = series.astype("datetime64[s]").astype(np.int64).to_numpy() / 86_400
            dated = converter.convert_to_r_attributes({"class": "Date"})
            columns.append(build_r_object(RObjectType.REAL, value=days, is_object=True,
                                          attributes=dated))  # fmt: skip
        elif pd.api.types.is_numeric_dtype(series.dtype):
            columns.append(converter.convert_to_r_object(series.to_numpy(dtype=float)))
        else:
            columns.append(converter.convert_to_r_object(np.array(series.tolist())))
    about = converter.convert_to_r_attributes({
        "names": np.array(list(frame.columns)), "class": "data.frame",
        "row.names": np.arange(1, len(frame) + 1, dtype=np.int32),
    })  # fmt: skip
    return build_r_object(RObjectType.VEC, value=columns, is_object=True, attributes=about)
