"""Codes: the numbers by which the tables name states, and what changes of numbers mean.

Correlates of War numbers run by region: 2-165 the Americas, 200-399 Europe, 402-599 Africa south of
the Sahara, 600-699 the Middle East and North Africa, 700-899 Asia, 900-990 Oceania. Exercises use
Gleditsch-Ward numbers, which differ for a few states and years.

A number is a state, and what happened stays with its number: Yugoslavia is 345 from the Serbia of
1878 on, Russia 365 with and without the Soviet Union, Turkey 640 with the Ottoman Empire, Vietnam
816. Where one state goes on under another number, it takes its history along (``CONTINUED``):
Germany 255 to 1945, West Germany 260 and Germany 255 from 1990 are one, and so are North Yemen 678
and Yemen 679. East Germany 265, South Yemen 680 and South Vietnam 817 end without heirs, and
Austria-Hungary 300 does: Austria 305, Hungary 310 and Czechoslovakia 315 begin anew, as the Czech
Republic 316 and Slovakia 317 do.
"""

import numpy as np
from numpy.typing import NDArray

REGIONS = (
    (200, "Americas"),
    (400, "Europe"),
    (600, "Africa"),
    (700, "Middle East and North Africa"),
    (900, "Asia"),
    (1000, "Oceania"),
)
"""First code beyond a region, and its name."""
RENAMED = {
    (260, 1991): 255, (678, 1991): 679, (340, 2006): 345, (817, 1976): 816, (970, 1816): 946,
    (971, 1816): 970, (972, 1816): 955, (973, 1816): 947,
}  # fmt: skip
"""Gleditsch-Ward numbers that stand for another Correlates of War number from a year on.

Germany, Yemen, Serbia, Vietnam (the exercises name it 817), Kiribati, Nauru, Tonga and Tuvalu.
"""
CONTINUED = {(260, 1955): 255, (255, 1990): 260, (679, 1990): 678}
"""State and first year in which it goes on as another, and the number that it had before."""
RIVALS = ((300, 1919, 2100, 305), (305, 1400, 1918, 300), (679, 1400, 1966, 678),
          (679, 1967, 1989, 680))  # fmt: skip
"""Numbers that the table of rivalries uses in years in which the state had another: first and last
year, right number. Austria with and without Hungary, North and South Yemen."""


def region(ccode: int) -> str:
    """Return the region of a state by its Correlates of War number."""
    return next(name for beyond, name in REGIONS if ccode < beyond)


def from_gleditsch_ward(codes: NDArray[np.int64], years: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return Correlates of War numbers for Gleditsch-Ward ones, year by year."""
    found = codes.copy()
    for (old, since), new in RENAMED.items():
        found = np.where((codes == old) & (years >= since), new, found)
    return found


def of_rivals(codes: NDArray[np.int64], years: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the codes that the states of the table of rivalries had in each year."""
    found = codes.copy()
    for code, first, last, right in RIVALS:
        found = np.where((codes == code) & (years >= first) & (years <= last), right, found)
    return found
