"""Published claims: what is judged, how it is told, and that every claim can come out either way."""

import json
import unittest

from program import SOURCE, ProgramTest

CLAIMS = SOURCE / "scenarios" / "claims.yaml"
KEYS = ["id", "claim", "source", "option", "against", "metric", "unit", "side", "threshold", "estimate", "lower",
        "upper", "probability", "verdict", "needs_more_runs", "chance_share", "decided_by", "elicited", "break_even", "beside"]

TIERS = (1, 2, 3, 4)
REQUESTS = ["north_east", "north_west", "yorkshire_and_humber", "east_midlands", "west_midlands", "east", "london",
            "south_east", "south_west", "wales"]


def requests(share):
    return {f"structure.central_requests.working_time.{region}": share for region in REQUESTS}


def gate(manager, record):
    return {"structure.through_the_gate.same_manager": manager, "structure.through_the_gate.complete_record": record}


def structure(**values):
    """`layers__decision_time=3` is structure.layers.decision_time: 3."""
    return {"structure." + name.replace("__", "."): value for name, value in values.items()}


def programmes(community, custody):
    """Shares of orders and of receptions put down for one."""
    return {"orders.requirement.community_order.accredited_programme": community,
            "orders.requirement.suspended_sentence_order.accredited_programme": community,
            "programmes.custody_share.12m_to_under_4y": custody, "programmes.custody_share.4y_or_more": custody}


SPLIT = structure(information_boundary__upper_tiers=3, information_boundary__delay=10, information_boundary__lost=0.3,
                  information_boundary__missed=0.3)
CHANGE = structure(transition__one_off=50000000, transition__dip=0.9, transition__recovery=600)
SMALL_CHANGE = {**CHANGE, **structure(transition__dip=0.1)}


def housed(share):
    return structure(local_partnership__settled=share)


SUPPORT = {**structure(offender_supervisors__posts=3, offender_supervisors__trained=0.9), **housed(0.1)}
NO_SUPPORT = structure(offender_supervisors__posts=3, offender_supervisors__trained=-0.5)


def in_custody_before(share):
    return {f"entrants.ever_in_custody.{band}": share for band in ("none", "1_to_2", "3_to_6", "7_to_14", "15_or_more")}


# Effects far from nothing, so that few draws of few persons tell them; equal in both worlds.
STRONG = {"structure.layers.headquarters.pay": 120000, "orders.handover_effect": 1.5,
          "reports.poor.breach": 3, "reports.poor.custody_odds": 3, "reoffending.needs.unsettled_effect": 2.5,
          "prison_staff.support_effect": 0.3, "reoffending.unseen_risk_effect": 5, "supervision.rising": 1,
          "programmes.voice_elasticity": 0.5, "programmes.completed_effect.community": 0.74,
          "programmes.completed_effect.custody": 1, "programmes.places.community": 150000,
          "orders.requirement.community_order.accredited_programme": 0.5,
          "orders.requirement.suspended_sentence_order.accredited_programme": 0.5,
          **{f"reoffending.serious_share.tier_{tier}": 0.2 for tier in TIERS},
          **{f"reoffending.contact_elasticity.tier_{tier}": -1 for tier in TIERS}}

# What each option is in the two worlds: (in the first, in the second). An option is the merged agency of its world with
# these values.
WORLDS = {
    "merged": (structure(planning__places_variation=0.4), {**structure(planning__places_variation=0.01), **gate(1, 1)}),
    "separate": ({**structure(layers__headquarters__posts=100), **requests(0.02)},
                 {**structure(layers__headquarters__posts=4000), **requests(0.4)}),
    "no-regional-layer": (structure(layers__headquarters__posts=2000, layers__decision_time=0),
                          structure(layers__headquarters__posts=3000, layers__decision_time=40)),
    "fewer-requests": (requests(0.05), requests(0.4)),
    "surplus-list": (structure(recruitment__list_weeks=40, recruitment__misfit=0.5),
                     {**structure(recruitment__list_weeks=-12, ethos__leaving=0.05, ethos__sickness=0.1), **housed(0.2)}),
    "integrated-orders": (structure(order_integration__handovers=0), structure(order_integration__handovers=5)),
    "long-budgets": (structure(planning__places_variation=0, ethos__leaving=4),
                     structure(planning__places_variation=0.4, recruitment__frozen_months=7, ethos__leaving=4)),
    "year-end-freezes": ({**structure(recruitment__frozen_months=7, ethos__leaving=4), **housed(-0.2)},
                         {**structure(ethos__leaving=4), **housed(0.2)}),
    "local-reports": (structure(court_service__sufficient_odds=20), structure(court_service__sufficient_odds=0.05)),
    "voice-parity": (structure(professional_voice__probation_share=0.9),
                     structure(professional_voice__probation_share=0.0001)),
    "in-house": (structure(layers__consultants=0), structure(layers__consultants=50000000)),
    "consultation": ({**structure(ethos__leaving=0.1, ethos__sickness=0.1), **housed(0.2)},
                     {**structure(ethos__leaving=8, ethos__sickness=4), **housed(-0.2)}),
    "local-partnership": (housed(0.4), housed(-0.4)),
    "councils": (housed(0.4), housed(-0.4)),
    "agency-2017": (housed(0.4), housed(-0.4)),
    "more-officers": (housed(0.4), housed(-0.4)),
    "supervisors": ({**SUPPORT, **housed(0.3)}, {**NO_SUPPORT, **housed(-0.3)}),
    "supervisors-10": (NO_SUPPORT, SUPPORT),
    "supervisors-20": (NO_SUPPORT, SUPPORT),
    "supervisors-40": (NO_SUPPORT, SUPPORT),
    "supervisors-80": (NO_SUPPORT, SUPPORT),
    "supervisors-none": (structure(offender_supervisors__posts=1), structure(offender_supervisors__posts=1)),
    "gate-none": (gate(0, 0), gate(0, 0)),
    "gate-full": (gate(1, 1), gate(1, 1)),
    "programmes-moved": (programmes(1, 0.26), programmes(0.0, 0.26)),
    "points": ({}, {}),
    "points-moved": (programmes(1, 0.26), programmes(0.0, 0.26)),
    "relative": ({}, {}),
    "relative-moved": (programmes(1, 0.26), programmes(0.0, 0.26)),
    "trusts": ({}, {**SPLIT, **SMALL_CHANGE}),
    "split": ({**SPLIT, **SMALL_CHANGE}, {}),
    "split-no-delay": ({**SPLIT, **SMALL_CHANGE, **structure(information_boundary__delay=0)}, {}),
    "split-no-loss": ({**SPLIT, **SMALL_CHANGE, **structure(information_boundary__lost=0)}, {}),
    "split-none-missed": ({**SPLIT, **SMALL_CHANGE, **structure(information_boundary__missed=0)}, {}),
    "split-no-boundary": ({**SPLIT, **SMALL_CHANGE, **structure(information_boundary__delay=0, information_boundary__lost=0,
                                                               information_boundary__missed=0)}, {}),
    "renamed": ({}, {**structure(transition__dip=0.9, transition__recovery=600), **housed(-0.3)}),
    "three-changes": ({**CHANGE, **housed(-0.3)},
                      {**structure(ethos__leaving=0.05, ethos__sickness=0.1), **housed(0.3)}),
}
# What is so in a whole world.
EVERYWHERE = ({**in_custody_before(0), "reoffending.through_gate.effect": 0.2,
               "sentencing.sex_custody_odds.male": 0.55},
              {**in_custody_before(0.9), "reoffending.through_gate.effect": 4})
# These hold in the second world: they are the other side of claims that hold in the first.
HOLD_IN_THE_SECOND = {"J4", "N6-bound"}


def planted(world):
    """The shipped claims about options that are made so that each comes out on one side."""
    lines = ["name: planted", f"model: {SOURCE}/models/england-wales", "law: known-at 2009-08-01", "start: 2009-01-01",
             "end: 2014-01-01", "reporting: {from: 2010-01-01, until: 2014-01-01}", "scale: 0.007", "seed: 7",
             "replications: 1", "coupling: on",
             "value_per_reoffence_avoided: {amount: 15000, currency: GBP, price_year: 2009}", "reference: merged",
             "options:"]
    for name, values in WORLDS.items():
        lines.append(f"  - name: {name}\n    structure: noms-2008")
        if name != "merged":
            lines.append("    from: 2010-01-01")
        lines.append(f"    set: {json.dumps({**WORLDS['merged'][world], **values[world]})}")
    lines.append(f"set: {json.dumps({**STRONG, **EVERYWHERE[world]})}")
    text = CLAIMS.read_text()
    return "\n".join(lines) + "\n" + text[text.index("\nclaims:\n"):]


class PlantedClaims(ProgramTest):
    def verdicts(self, world):
        (self.folder / "planted.yaml").write_text(planted(world))
        answer = self.json_of("claims", "planted.yaml", "--draws", 100, "--json", "--quiet")
        return {row["id"]: row for row in answer["claims"]}

    def test_each_is_supported_in_one_world_and_contradicted_in_the_other(self):
        worlds = [self.verdicts(0), self.verdicts(1)]
        self.assertEqual(list(worlds[0]), list(worlds[1]))
        self.assertGreater(len(worlds[0]), 50)
        for claim in worlds[0]:
            order = reversed(worlds) if claim in HOLD_IN_THE_SECOND else worlds
            told = [world[claim] for world in order]
            with self.subTest(claim=claim, estimates=[row["estimate"] for row in told]):
                self.assertEqual([row["verdict"] for row in told], ["supported", "contradicted"])


class JudgedClaims(ProgramTest):
    SMALL = ["--scale", "0.002", "--set", "end=2016-07-01", "--until", "2016-07-01", "--draws", "8"]

    def test_the_object_has_the_keys_of_the_contract_and_the_published_figures_beside(self):
        answer = self.json_of("claims", CLAIMS, *self.SMALL, "--claim", "N1-cash", "--claim", "N6-orders", "--json")
        self.assertEqual(list(answer), ["claims", "draws", "wall_seconds"])
        self.assertEqual([row["id"] for row in answer["claims"]], ["N1-cash", "N6-orders"])
        for row in answer["claims"]:
            self.assertEqual(list(row), KEYS)
            self.assertLessEqual(row["lower"], row["upper"])
            self.assertTrue(0 <= row["probability"] <= 1)
        cash, orders = answer["claims"]
        self.assertEqual([figure["value"] for figure in cash["beside"]], [74000000, 151000000, 1193000000])
        self.assertEqual((cash["unit"], cash["option"], cash["against"]), ("GBP year-1", "separate", "merged"))
        self.assertIsNone(orders["against"])

    def test_the_file_holds_the_verdicts_and_every_run_behind_them(self):
        self.good("claims", CLAIMS, *self.SMALL, "--claim", "N7-cost", "-o", "claims.h5", "--quiet")
        told = self.good("info", "claims.h5")
        for name in ("claims", "runs", "parameters"):
            self.assertIn(name, told)

    def test_three_draws_tell_no_probability(self):
        words = [*self.SMALL[:-1], "3"]
        row = self.json_of("claims", CLAIMS, *words, "--claim", "N9-breach", "--json")["claims"][0]
        self.assertEqual(row["verdict"], "undecided")

    def test_threads_change_no_bit(self):
        digests = []
        for threads in (1, 2):
            self.good("claims", CLAIMS, *self.SMALL, "--claim", "N9-breach", "--threads", threads, "-o", "c.h5", "--quiet")
            digests.append(self.digests("c.h5"))
        self.assertEqual(*digests)

    def test_an_unknown_claim_is_told_with_the_nearest(self):
        result = self.run_program("claims", CLAIMS, "--claim", "N9-breech")
        self.assertEqual(result.returncode, 2)
        self.assertIn("did you mean N9-breach?", result.stderr)

    def test_a_scenario_without_claims_is_a_mistake(self):
        result = self.run_program("claims", SOURCE / "scenarios" / "merged-vs-separate.yaml")
        self.assertEqual(result.returncode, 2)
        self.assertIn("has no `claims`", result.stderr)

    def test_every_mistake_in_a_claim_is_told_where_it_stands(self):
        text = CLAIMS.read_text()
        for right, wrong, told in (
                ("metric: contact_share", "metric: contact_shares", "did you mean contact_share?"),
                ("option: surplus-list", "option: surplus", "one of the options"),
                ('"cost[regional_offices]"', '"cost[regional_office]"', "did you mean regional_offices?"),
                ("    at_most: 0.34\n", "", "one of at_least, at_most, above or below, found none"),
                ("id: N9-completion", "id: N9-breach", "`N9-breach` again")):
            with self.subTest(wrong=wrong):
                self.assertIn(right, text)
                changed = text.replace(right, wrong, 1).replace("model: ..", f"model: {SOURCE}")
                (self.folder / "wrong.yaml").write_text(changed)
                result = self.run_program("validate", "wrong.yaml")
                self.assertEqual(result.returncode, 2)
                self.assertIn(told, result.stderr + result.stdout)


if __name__ == "__main__":
    unittest.main()
