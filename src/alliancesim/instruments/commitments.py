"""Lasting commitments, which the phase realign makes and unmakes: levers, not engagements."""

from alliancesim.instruments.record import Cost, Instrument

DEFENCE_PACT = Instrument(
    name="Defence pact",
    description="A treaty that obliges its parties to fight for each other.",
    helps="A challenger has to reckon with two: the weaker party is challenged less.",
    idle="Where the ally is too far or too weak to matter.",
    backfires="A promise not kept costs the ally's trust, and its friends hear of it.",
    family="commitments",
    covers=("I15",),
    phase="realign",
    money=Cost(low=1, high=10000, staff_days=5000),
)

COOPERATION_AGREEMENT = Instrument(
    name="Cooperation agreement",
    description="A framework treaty, of two or of many, for routine defence work, with no promise"
    " to fight.",
    helps="Between partners who work together: it makes the next engagement cheaper and likelier.",
    idle="Between allies, whose pact is framework enough.",
    backfires="It cannot do harm of its own: it only makes engagements easier, and they may.",
    family="commitments",
    covers=("I16", "P04"),
    phase="realign",
    available_from=1900,
    money=Cost(low=0.1, high=5, staff_days=1000),
)

BASING = Instrument(
    name="Basing and access",
    description="Forces of a guest stationed in a host, ports and airfields open to it, against a"
    " guarantee.",
    helps="Help that stands close by arrives in time: whoever would challenge the host thinks"
    " twice.",
    idle="Where nobody threatens the host.",
    backfires="A host sensitive of its sovereignty comes to resent the guest; neighbours are"
    " alarmed.",
    family="commitments",
    covers=("I17",),
    phase="realign",
    money=Cost(low=50, high=10000, staff_days=50000),
)

BURDEN_SHARING = Instrument(
    name="Burden sharing",
    description="Spending goals, pooled forces and common funds of an alliance.",
    helps="Allies below the goal move toward it: the alliance gains strength.",
    idle="Where all allies meet the goal.",
    backfires="Those who pay come to distrust those who ride free; rivals see a build-up and arm.",
    family="commitments",
    covers=("I38",),
    phase="realign",
    available_from=1949,
    money=Cost(low=10, high=5000, staff_days=10000),
)

COLLECTIVE_SECURITY = Instrument(
    name="Collective security",
    description="Open alliances that others may join, and coalitions built against a common foe.",
    helps="States under threat find shelter together.",
    idle="Where nobody outside wants to come in.",
    backfires="Each accession brings the bloc closer to a rival, who takes it as encirclement.",
    family="commitments",
    covers=("I41",),
    phase="realign",
    available_from=1920,
    money=Cost(low=1, high=10000, staff_days=10000),
)
