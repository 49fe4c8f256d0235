"""How the program ends, and what it says when it cannot go on."""

import subprocess
import unittest

from program import BASE, NULL_CHECK, PROGRAM, SMALL, ProgramTest


class ExitCodes(ProgramTest):
    def invalid(self, *words):
        result = self.run_program(*words)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertEqual(list(self.folder.iterdir()), [], "something was written")
        return result.stderr

    def test_usage_errors_name_the_nearest_word(self):
        self.assertIn("did you mean compare?", self.invalid("comapre", NULL_CHECK))
        self.assertIn("did you mean --replications?", self.invalid("compare", NULL_CHECK, "--replicatons", 3))
        self.assertIn("SCENARIO", self.invalid("compare"))
        self.assertIn("no verb", self.invalid())

    def test_words_that_replace_values_are_checked_like_files(self):
        self.assertIn("--scale 7", self.invalid("compare", NULL_CHECK, "--scale", 7))
        self.assertIn("--replications none", self.invalid("compare", NULL_CHECK, "--replications", "none"))
        self.assertIn("custody.hdc", self.invalid("compare", NULL_CHECK, "--set", "custody.hdcc=1"))
        self.assertIn("--from 2010-13-01", self.invalid("compare", NULL_CHECK, "--from", "2010-13-01"))
        self.invalid("compare", NULL_CHECK, "--set", "scale")
        self.invalid("compare", NULL_CHECK, "--threads", 0)

    def test_a_missing_or_foreign_file_is_invalid_input(self):
        self.assertIn("nowhere.yaml", self.invalid("compare", "nowhere.yaml"))
        self.assertIn("nowhere.h5", self.invalid("info", "nowhere.h5"))
        self.assertIn("null-check.yaml", self.invalid("report", NULL_CHECK, "-o", "a.html"))

    def test_what_is_not_there_yet_is_refused(self):
        self.assertIn("--trace is not available", self.invalid("run", NULL_CHECK, "--trace"))

    def test_a_backtest_needs_figures(self):
        self.assertIn("--observed", self.invalid("backtest", NULL_CHECK))

    def test_a_table_of_figures_is_checked(self):
        table = self.folder / "F.csv"
        table.write_text("response,date,value\nprison_population,soon,1\n")
        result = self.run_program("backtest", BASE, "--observed", "F.csv")
        self.assertEqual(result.returncode, 2)
        self.assertIn("F.csv:2:19: date: expected a date", result.stderr)

    def test_a_missed_target_counts_under_check_only(self):
        (self.folder / "F.csv").write_text("response,date,value,tolerance\nprison_population,2009-06-01,1,1\n")
        words = ["backtest", BASE, *SMALL, "--replications", 2, "--observed", "F.csv"]
        self.assertEqual(self.run_program(*words).returncode, 0)
        self.assertEqual(self.run_program(*words, "--check").returncode, 3)
        (self.folder / "F.csv").write_text("response,date,value,tolerance\nprison_population,2009-06-01,83000,80000\n")
        self.assertEqual(self.run_program(*words, "--check").returncode, 0)

    def test_help_is_good_and_goes_to_standard_output(self):
        self.assertIn("SCENARIO", self.good("compare", "--help"))
        self.assertIn("validate", self.good("--help"))
        self.assertTrue(self.good("--version").startswith("throughgate "))

    def test_output_that_cannot_be_written_is_a_failure(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = subprocess.run([PROGRAM, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(result.returncode, 1)
        self.assertIn("standard output", result.stderr)


if __name__ == "__main__":
    unittest.main()
