"""Years that the model has not seen: `predicts_from`, evidence of the time, draws, scores."""

from program import SOURCE, ProgramTest, unittest

PREDICTION = SOURCE / "scenarios" / "predict-2010-2014.yaml"
TINY = ["--scale", "0.004", "--set", "end=2012-01-01", "--from", "2010-01-01", "--until", "2011-01-01"]
FIGURES = ("response,date,value,ministry,ministry_lower,ministry_upper\n"
           "prison_population,2010-06-30,85000,84900,80000,90000\n"
           "prison_population,2011-06-30,86000,86900,,\n"
           "probation_caseload,2011-12-30,240000,,,\n")


class Prediction(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "F.csv").write_text(FIGURES)

    def own(self, *changes):
        """The shipped scenario, as a file of ours with other words."""
        text = PREDICTION.read_text().replace("../models", str(SOURCE / "models"))
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        (self.folder / "own.yaml").write_text(text)
        return self.folder / "own.yaml"

    def test_scores_draws_beside_no_change_and_rivals(self):
        answer = self.json_of("backtest", PREDICTION, *TINY, "--draws", 9, "--observed", "F.csv", "--json", "-o", "p.h5")
        row = answer["rows"][0]
        self.assertLess(row["lower"], row["simulated"])
        self.assertLess(row["simulated"], row["upper"])
        prison, probation = answer["summary"]
        self.assertEqual(prison["no_change"], 83559)  # June 2009, of the scenario's targets
        self.assertAlmostEqual(prison["mape_no_change"], 50 * (1441 / 85000 + 2441 / 86000))
        self.assertAlmostEqual(prison["interval_score_no_change"], 40 * (1441 + 2441) / 2)
        self.assertAlmostEqual(prison["mape_ministry"], 50 * (100 / 85000 + 900 / 86000))
        self.assertEqual(prison["coverage_ministry"], 1)
        self.assertAlmostEqual(prison["interval_score_ministry"], (10000 + 40 * 900) / 2)
        self.assertIsNone(probation["mape_ministry"])
        self.assertGreater(len(answer["borrowed"]), 20)
        self.assertIn("draws", self.good("info", "p.h5"))
        text = self.good("backtest", PREDICTION, *TINY, "--draws", 9, "--observed", "F.csv", "-o", "q.h5")
        self.assertIn("no change since 2009-06-30 (83,559)", text)
        self.assertIn("parameters are borrowed from the years predicted", text)
        self.assertEqual(self.digests("p.h5"), self.digests("q.h5"))

    def test_draws_do_not_depend_on_threads(self):
        for threads in (1, 2):
            self.good("backtest", PREDICTION, *TINY, "--draws", 4, "--observed", "F.csv", "--threads", threads, "-o",
                      f"{threads}.h5")
        self.assertEqual(self.digests("1.h5"), self.digests("2.h5"))

    def test_refuses_what_was_not_known(self):
        refused = self.run_program("validate", self.own((f"evidence: [{SOURCE}/models/england-wales/prediction/"
                                                         "august-2009.yaml]\n", "")))
        self.assertEqual(refused.returncode, 2)
        self.assertRegex(refused.stderr, r"estate.yaml:\d+:\d+: custody.operational_capacity.growth_per_year: expected a "
                                         r"figure from before 2010-01-01, where the prediction begins")
        self.assertIn("staff.yaml", refused.stderr)

    def test_trends_move_what_they_name(self):
        file = self.own(("\nname: the", "\nset: {trends.entrants: 0.5}\nname: the"))
        more = self.json_of("backtest", file, *TINY, "--observed", "F.csv", "--json", "--replications", 2, "-o", "a.h5")
        same = self.json_of("backtest", PREDICTION, *TINY, "--observed", "F.csv", "--json", "--replications", 2, "-o",
                            "b.h5")
        self.assertGreater(more["rows"][2]["simulated"], 1.05 * same["rows"][2]["simulated"])
        file = self.own(("\nname: the", "\nset: {trends.reoffending: -0.4}\nname: the"))
        less = self.json_of("backtest", file, *TINY, "--observed", "F.csv", "--json", "--replications", 2, "-o", "c.h5")
        self.assertLess(less["rows"][2]["simulated"], 0.98 * same["rows"][2]["simulated"])


if __name__ == "__main__":
    unittest.main()
