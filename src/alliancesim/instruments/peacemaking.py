"""Making and keeping peace, which the phase crises does: levers, not engagements."""

from alliancesim.instruments.record import Cost, Instrument

PEACEKEEPING = Instrument(
    name="Peacekeeping",
    description="Troops of an organisation between two sides that have just come to blows.",
    helps="Where a fight has ended and could begin again: it is less likely to.",
    idle="Where nobody has fought, or no organisation has troops.",
    backfires="It cannot make a dispute likelier here: the risk to the troops and a conflict that"
    " freezes for want of a settlement are not in the model.",
    family="peacemaking",
    covers=("I27",),
    phase="crises",
    available_from=1948,
    money=Cost(low=10, high=1500, staff_days=100000),
)

PREVENTIVE_DIPLOMACY = Instrument(
    name="Preventive diplomacy",
    description="Envoys and good offices sent where a crisis is seen coming, before it breaks out.",
    helps="Where the risk is high and somebody sees it: fewer disputes begin.",
    idle="Where all is quiet, or nobody is trusted to go.",
    backfires="It cannot make a dispute likelier here: missions that fail or raise false hopes"
    " only waste effort.",
    family="peacemaking",
    covers=("I29",),
    phase="crises",
    available_from=1920,
    money=Cost(low=0.1, high=10, staff_days=500),
)

EARLY_WARNING = Instrument(
    name="Early warning",
    description="Watch kept for signs of a coming crisis, and alarms raised when they show.",
    helps="Where somebody acts on alarms: crises are prevented before they begin.",
    idle="Where nothing is coming, or no one acts on what is seen.",
    backfires="It cannot make a dispute likelier here: false alarms send envoys where nothing was"
    " wrong, and spread them thin, but without a warning none would be sent.",
    family="peacemaking",
    covers=("I30",),
    phase="crises",
    available_from=1950,
    money=Cost(low=0.5, high=50, staff_days=3000),
)

MEDIATION = Instrument(
    name="Mediation",
    description="Good offices, talks and settlements that a third party offers in a live crisis.",
    helps="In a crisis that both want to end and neither dares to: it ends sooner, by agreement.",
    idle="In peace, and where no third party is trusted by both.",
    backfires="In a war it eases giving in: who would have held out may take a defeat.",
    family="peacemaking",
    covers=("I31", "P08"),
    phase="crises",
    money=Cost(low=0.1, high=20, staff_days=1000),
)
