"""History: the record of states, alliances and disputes, and the worlds that follow from it."""
