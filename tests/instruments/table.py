"""The situations of every instrument: where it helps, where it does nothing, where it backfires.

``through`` names the parameters that take the mechanism behind a backfire out: it then is gone.
"""

from tests.instruments import outcomes as o
from tests.instruments import situations as s
from tests.instruments.trials import Tested, held, pulled, sour

ALARM = {"effects": {"provocation": 0.0}}
"""Without it, onlookers take no offence."""

CONTACT = {
    "dialogue": Tested(
        held(s.wary_neighbours, o.DISPUTES), held(s.old_friends, o.DISPUTES), (sour(),)
    ),
    "high_level_visit": Tested(
        held(s.protege_under_threat, o.HELP),
        held(s.no_promise, o.HELP),
        (held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),),
    ),
    "military_exchange": Tested(
        held(s.strangers, o.MISREAD_INTENT), held(s.old_friends, o.MISREAD_INTENT), (sour(),)
    ),
    "strategic_communication": Tested(
        held(s.wary_neighbours, o.MISREAD_INTENT), held(s.old_friends, o.MISREAD_INTENT), (sour(),)
    ),
}
TOGETHER = {
    "joint_exercise": Tested(
        held(s.protege_under_threat, o.DISPUTES),
        held(s.old_friends, o.DISPUTES),
        (held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),),
    ),
    "joint_training": Tested(held(s.strangers, o.FIT), held(s.old_friends, o.FIT), (sour(),)),
    "joint_operation": Tested(
        held(s.protege_under_threat, o.DISPUTES),
        held(s.old_friends, o.DISPUTES),
        (sour(), held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM)),
    ),
    "counterterrorism": Tested(held(s.plagued, o.ATTACKS), held(s.unplagued, o.ATTACKS), (sour(),)),
    "counter_piracy": Tested(held(s.plagued, o.ATTACKS), held(s.unplagued, o.ATTACKS), (sour(),)),
}
INFORMATION = {
    "intelligence_sharing": Tested(
        held(s.protege_under_threat, o.MISREAD_FOE),
        held(s.old_friends, o.MISREAD_FOE),
        (
            sour(),
            held(
                s.overrated_foe,
                o.DISPUTES_WITH_A,
                seed=3,
                through={"onset": {"expected_utility": 0.0}},
            ),
        ),
    ),
    "information_sharing": Tested(
        held(s.protege_under_threat, o.MISREAD_FOE), held(s.old_friends, o.MISREAD_FOE), (sour(),)
    ),
    "joint_surveillance": Tested(
        held(s.storm_coming, o.DISPUTES, seed=9),
        held(s.old_friends, o.DISPUTES),
        (held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),),
    ),
    "cyber_cooperation": Tested(held(s.plagued, o.ATTACKS), held(s.hardened, o.ATTACKS), (sour(),)),
}
ASSURANCE = {
    "confidence_building": Tested(
        held(s.wary_neighbours, o.DISPUTES), held(s.old_friends, o.DISPUTES), (sour(),)
    ),
    "capability_demonstration": Tested(
        held(s.protege_under_threat, o.HELP),
        held(s.no_promise, o.HELP),
        (held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),),
    ),
    "deterrent_posture": Tested(
        held(s.protege_under_threat, o.DISPUTES),
        held(s.protege_at_peace, o.DISPUTES),
        (
            held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),
            held(s.weak_onlooker, o.ARMS_OF_C, through=ALARM),
        ),
    ),
    "transparency_measure": Tested(
        held(s.wary_neighbours, o.MISREAD_INTENT), held(s.old_friends, o.MISREAD_INTENT), (sour(),)
    ),
}
ASSISTANCE = {
    "military_assistance": Tested(
        held(s.protege_under_threat, o.DISPUTES),
        held(s.protege_at_peace, o.DISPUTES),
        (
            held(s.protege_at_peace, o.DEPENDENCE),
            held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),
        ),
    ),
    "capacity_building": Tested(
        held(s.plagued, o.ATTACKS),
        held(s.unplagued, o.ATTACKS),
        (
            sour(o.GOOD_NAME),
            held(s.on_the_drip, o.ATTACKS, through={"asymmetric": {"moral_hazard": 0.0}}),
        ),
    ),
    "development_support": Tested(
        held(s.strangers, o.GOOD_NAME),
        held(s.old_friends, o.GOOD_NAME),
        (held(s.strangers, o.DEPENDENCE),),
    ),
    "soft_power": Tested(
        held(s.wary_neighbours, o.GOOD_NAME), held(s.old_friends, o.GOOD_NAME), (sour(o.GOOD_NAME),)
    ),
    "arms_sale": Tested(
        held(s.protege_under_threat, o.DISPUTES),
        held(s.protege_at_peace, o.DISPUTES),
        (
            held(s.weak_onlooker, o.DISPUTES_OF_C, through=ALARM),
            held(s.protege_at_peace, o.DEPENDENCE),
        ),
    ),
}
TECHNOLOGY = {
    "technology_transfer": Tested(
        held(s.protege_under_threat, o.TECHNOLOGY), held(s.old_friends, o.TECHNOLOGY), (sour(),)
    ),
    "joint_research": Tested(
        held(s.strangers, o.TECHNOLOGY), held(s.old_friends, o.TECHNOLOGY), (sour(),)
    ),
    "joint_development": Tested(
        held(s.strangers, o.INTEROPERABILITY), held(s.old_friends, o.INTEROPERABILITY), (sour(),)
    ),
    "industry_partnership": Tested(
        held(s.strangers, o.INTEROPERABILITY), held(s.old_friends, o.INTEROPERABILITY), (sour(),)
    ),
}
PLANNING = {
    "crisis_planning": Tested(
        held(s.protege_under_threat, o.HELP), held(s.no_promise, o.HELP), (sour(),)
    ),
    "defence_planning": Tested(
        held(s.protege_under_threat, o.HELP), held(s.old_friends, o.HELP), (sour(),)
    ),
    "interoperability_programme": Tested(
        held(s.protege_under_threat, o.HELP), held(s.old_friends, o.HELP), (sour(),)
    ),
    "norm_setting": Tested(
        held(s.wary_neighbours, o.CONDUCT), held(s.old_friends, o.CONDUCT), (sour(),)
    ),
}
PEACEMAKING = {
    "peacekeeping": Tested(
        pulled(s.after_a_war, o.DISPUTES, steps=1), pulled(s.old_friends, o.DISPUTES), ()
    ),
    "preventive_diplomacy": Tested(
        pulled(s.storm_coming, o.DISPUTES), pulled(s.old_friends, o.DISPUTES), ()
    ),
    "early_warning": Tested(
        pulled(s.storm_coming, o.DISPUTES), pulled(s.old_friends, o.DISPUTES), ()
    ),
    "mediation": Tested(
        pulled(s.quarrel_at_hand, o.TENSION, steps=4, seed=6),
        pulled(s.old_friends, o.TENSION),
        (
            pulled(
                s.war_of_the_weak, o.STRENGTH_OF_B, seed=5, through={"ladder": {"mediation": 0.0}}
            ),
        ),
    ),
}
NORMS = {
    "export_controls": Tested(
        pulled(s.outlaw_buyer, o.STRAY_ARMS),
        pulled(s.sound_buyer, o.STRAY_ARMS),
        (pulled(s.outlaw_buyer, o.STRENGTH_OF_B, through={"exports": {"restraint": 0.0}}),),
    ),
    "ethics_oversight": Tested(
        pulled(s.forces_in_action, o.CONDUCT),
        pulled(s.forces_under_law, o.CONDUCT),
        (pulled(s.forces_unseen, o.STANDING, through={"conduct": {"monitoring": 0.0}}),),
    ),
}
COMMITMENTS = {
    "defence_pact": Tested(
        pulled(s.ready_to_ally, o.CHALLENGE),
        pulled(s.feeble_ally, o.CHALLENGE),
        (
            pulled(
                s.promise_put_to_the_test,
                o.GOOD_NAME,
                through={"trust": {"commitment_evidence": 0.0}},
            ),
            pulled(s.promise_put_to_the_test, o.REPUTATION, through={"trust": {"spillover": 0.0}}),
        ),
    ),
    "cooperation_agreement": Tested(
        pulled(s.regular_partners, o.CONTACT), pulled(s.regular_allies, o.CONTACT), ()
    ),
    "basing": Tested(
        pulled(s.host_under_threat, o.CHALLENGE),
        pulled(s.host_at_peace, o.CHALLENGE),
        (
            pulled(s.sensitive_host, o.GOOD_NAME, through={"basing": {"friction": 0.0}}),
            pulled(
                s.bases_beside_the_weak, o.DISPUTES_OF_C, through={"basing": {"provocation": 0.0}}
            ),
        ),
    ),
    "burden_sharing": Tested(
        pulled(s.lopsided_alliance, o.STRENGTH),
        pulled(s.paying_alliance, o.STRENGTH),
        (
            pulled(
                s.lopsided_alliance, o.TRUST_IN_B, through={"burden_sharing": {"resentment": 0.0}}
            ),
            pulled(s.lopsided_alliance, o.ARMS_OF_C, through={"arms": {"rival_gap": 0.0}}),
        ),
    ),
    "collective_security": Tested(
        pulled(s.open_bloc, o.CHALLENGE, seed=4),
        pulled(s.unwanted_bloc, o.CHALLENGE, seed=4),
        (
            pulled(
                s.open_bloc,
                o.DISPUTES_WITH_A,
                seed=4,
                through={"blocs": {"enlargement": {"evidence": 0.0, "tension": 0.0}}},
            ),
        ),
    ),
}
TESTED: dict[str, Tested] = {
    **CONTACT, **TOGETHER, **INFORMATION, **ASSURANCE, **ASSISTANCE, **TECHNOLOGY, **PLANNING,
    **PEACEMAKING, **NORMS, **COMMITMENTS,
}  # fmt: skip
