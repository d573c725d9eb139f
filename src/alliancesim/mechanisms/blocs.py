"""Mechanisms of multilateral alliances (equation 8)."""

from alliancesim.mechanisms.record import Mechanism

BLOCS = {
    "collective_security": Mechanism(
        "Collective security",
        "Outsiders join alliances that admit them, regions found new ones, and coalitions teach"
        " their members. Without it, blocs keep the members that the scenario gives them.",
        ("M15", "M19", "T11"),
        {"instruments.collective_security.enabled": False},
        ("alliance_density",),
    ),
    "welcome": Mechanism(
        "Every member is asked",
        "The least trusting member holds up an applicant. Without it, members have no say.",
        ("M15", "C01", "C15"),
        {"parameters.blocs.accession.welcome": 0.0},
        ("alliance_density",),
    ),
    "shelter": Mechanism(
        "Shelter",
        "Applicants come because they trust the members and feel threatened. Without it, they come"
        " whatever they fear and whomever they trust.",
        ("M11", "M19"),
        {
            "parameters.blocs.accession.trust": 0.0,
            "parameters.blocs.accession.threat": 0.0,
        },
        ("alliance_density",),
    ),
    "promise_of_membership": Mechanism(
        "Candidates",
        "A promise of membership makes accession likelier. Without it, candidates are outsiders"
        " like others.",
        ("M12", "T11"),
        {"parameters.blocs.accession.candidate": 0.0},
        ("alliance_density",),
    ),
    "opposition": Mechanism(
        "Rivals are heeded",
        "A bloc hesitates to take in whom a rival would hate to see inside. Without it, nobody's"
        " objections count.",
        ("C13", "T11"),
        {"parameters.blocs.accession.opposition": 0.0},
        ("alliance_density",),
    ),
    "enlargement": Mechanism(
        "Enlargement alarms",
        "Distrustful neighbours take a new member as evidence against the bloc. Without it, nobody"
        " outside minds who joins.",
        ("M21", "C13", "T11"),
        {
            "parameters.blocs.enlargement.evidence": 0.0,
            "parameters.blocs.enlargement.tension": 0.0,
        },
        ("trust_mean", "tension_mean"),
    ),
    "suspension": Mechanism(
        "Members are suspended",
        "Members that lose the others' trust, or turn autocratic among democrats, are suspended."
        " Without it, that is so rare that nobody is.",
        ("M14", "C12", "C15"),
        {"parameters.blocs.suspension.constant": -14.0},
        ("alliance_density",),
    ),
    "dissolution": Mechanism(
        "Blocs fall with their leader",
        "A bloc may dissolve when the member that carries it leaves. Without it, the rest stay"
        " together.",
        ("M16", "C17", "T12"),
        {"parameters.blocs.dissolution.chance": 0.0},
        ("alliance_density",),
    ),
    "bursts": Mechanism(
        "Regional treaties",
        "In large worlds many states of a region found an alliance at once. Without it, all ties"
        " come by twos and by accession.",
        ("M15", "M17"),
        {"parameters.blocs.bursts.rate": 0.0},
        ("alliance_density",),
    ),
}
