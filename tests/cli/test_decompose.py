"""`compare --decompose`: what each mechanism contributes to a difference."""

import math

from program import MERGED_VS_SEPARATE, SOURCE, ProgramTest

SMALL = ["--scale", "0.001", "--replications", "3", "--set", "end=2011-04-01", "--until", "2011-04-01"]
FAMILIES = ["courts and orders", "layers and buying", "release and information", "requests and voice", "staff",
            "transition"]
SINGLE = ["central requests", "court service", "decisions", "layers", "local partnership", "management ethos",
          "order integration", "planning horizon", "professional voice", "recruitment route", "shared services",
          "through the gate", "training", "transition"]


class Decompose(ProgramTest):
    def assert_shares_sum(self, answer):
        differences = {row["name"]: row["difference"]["mean"] for row in answer["responses"]
                       if row["option"] == "separate"}
        sums = {}
        for row in answer["decomposition"]:
            sums[row["response"]] = sums.get(row["response"], 0) + row["share"]
        self.assertGreater(len(sums), 30)
        self.assertNotEqual(sums["total_cost"], 0)
        for response, total in sums.items():
            expected = differences[response]
            self.assertTrue(math.isclose(total, expected, rel_tol=1e-6, abs_tol=1e-7 * (1 + abs(expected))),
                            (response, total, expected))

    def mechanisms(self, answer):
        return sorted({row["mechanism"] for row in answer["decomposition"]})

    def share(self, answer, response, mechanism):
        return next(row for row in answer["decomposition"]
                    if (row["response"], row["mechanism"]) == (response, mechanism))

    def test_shares_sum_to_the_difference_in_families_and_one_by_one(self):
        families = self.json_of("compare", MERGED_VS_SEPARATE, *SMALL, "--decompose", "--json", "--quiet")
        self.assertEqual(self.mechanisms(families), FAMILIES)
        self.assert_shares_sum(families)
        single = self.json_of("compare", MERGED_VS_SEPARATE, *SMALL, "--decompose", "--single", "--json", "--quiet",
                              "--threads", "1")
        self.assertEqual(self.mechanisms(single), SINGLE)
        self.assert_shares_sum(single)

    def test_money_that_moves_nobody_is_the_share_of_its_own_mechanism(self):
        answer = self.json_of("compare", MERGED_VS_SEPARATE, *SMALL, "--decompose", "--json", "--quiet")
        self.assertLess(self.share(answer, "overhead_cost", "layers and buying")["share"], 0)
        for other in ("release and information", "requests and voice", "staff", "transition"):
            row = self.share(answer, "overhead_cost", other)
            self.assertEqual((row["share"], row["standard_error"]), (0, 0))
        self.assertEqual(self.share(answer, "contact_share", "layers and buying")["share"], 0)

    def test_an_option_like_the_reference_has_nothing_to_take_apart(self):
        result = self.run_program("compare", SOURCE / "scenarios" / "null-check.yaml", *SMALL, "--decompose")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("has every setting of the reference: there is nothing to take apart", result.stderr)

    def test_the_file_and_the_terminal_have_the_shares(self):
        text = self.good("compare", MERGED_VS_SEPARATE, *SMALL, "--decompose", "--quiet", "-o", "d.h5")
        self.assertIn("Shares of the difference", text)
        for family in FAMILIES:
            self.assertIn(family, text)
        self.assertIn("share_standard_error", self.good("info", "d.h5"))

    def test_what_cannot_be_taken_apart_is_refused(self):
        one = ["--set", "replications=1"]
        result = self.run_program("compare", MERGED_VS_SEPARATE, "--scale", "0.001", *one, "--decompose")
        self.assertEqual(result.returncode, 2)
        self.assertIn("--decompose: an interval needs two replications", result.stderr)
        text = (SOURCE / "scenarios" / "overlays.yaml").read_text().replace("../models", str(SOURCE / "models"))
        lines = [line for line in text.splitlines() if "overlays: [" not in line]
        (self.folder / "twice.yaml").write_text("\n".join(lines).replace("2013-04-01", "2010-09-01") + "\n")
        result = self.run_program("compare", "twice.yaml", *SMALL, "--decompose")
        self.assertEqual(result.returncode, 2)
        self.assertIn("option there-and-back changes more than once", result.stderr)
