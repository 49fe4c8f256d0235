"""Hazards from a table of persons: `throughgate survival`."""

import csv
import json
import math
import random
import shutil
import subprocess

from program import BASE, SMALL, SOURCE, ProgramTest, unittest

ROSSI = SOURCE / ".." / "shared" / "data" / "rossi.csv"
R = """
library(survival)
words <- commandArgs(TRUE)
data <- read.csv(words[1])
model <- as.formula(words[2])
for (family in c("exponential", "weibull", "lognormal", "loglogistic")) {
  fit <- survreg(model, data, dist = family)
  table <- summary(fit)$table
  cat(family, rownames(table), "\\n", sep = ";")
  cat(sprintf("%.12g", c(table[, 1], table[, 2], fit$loglik)), "\\n", sep = ";")
}
"""


def has_r():
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "library(survival)"], capture_output=True).returncode == 0


def planted(file, persons=3000, immune=0.4):
    """Weibull lifetimes of mean log 5 + 0.3 x, a share that never has the event, 1,500 days seen."""
    source = random.Random(11)
    with open(file, "w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["days", "arrest", "x", "band"])
        for _ in range(persons):
            x = source.gauss(0, 1)
            can = source.random() >= immune
            time = math.exp(5 + 0.3 * x) * source.expovariate(1) ** 0.8 if can else math.inf
            table.writerow([f"{min(time, 1500):.4f}", int(time < 1500), f"{x:.5f}", source.choice(["young", "old"])])


class Survival(ProgramTest):
    def setUp(self):
        super().setUp()
        self.table = self.folder / "persons.csv"
        planted(self.table)
        self.words = ["survival", self.table, "--time", "days", "--event", "arrest", "--covariates", "x,band"]

    def test_prints_the_object_of_the_contract(self):
        fit = self.json_of(*self.words, "--family", "weibull", "--json")
        self.assertEqual(fit["family"], "weibull")
        self.assertIs(fit["split"], False)
        self.assertEqual(list(fit["coefficients"]), ["(Intercept)", "x", "band[young]"])
        for key in ("shape", "log_likelihood", "aic", "bic", "observations", "events", "warnings"):
            self.assertIn(key, fit)
        self.assertEqual(fit["observations"], 3000)
        self.assertAlmostEqual(fit["aic"], -2 * fit["log_likelihood"] + 2 * 4, places=6)
        self.assertAlmostEqual(fit["bic"], -2 * fit["log_likelihood"] + math.log(3000) * 4, places=6)

    def test_finds_the_planted_share_family_and_slope(self):
        fit = self.json_of(*self.words, "--split", "--share-covariates", "none", "--json")
        self.assertEqual(fit["family"], "weibull")  # least AIC of four
        self.assertEqual(len(fit["families"]), 4)
        for name, truth in (("x", 0.3), ("band[young]", 0), ("(Intercept)", 5)):
            estimate = fit["coefficients"][name]
            self.assertLess(abs(estimate["estimate"] - truth), 4.5 * estimate["standard_error"], name)
        self.assertLess(abs(fit["share"]["estimate"] - 0.6), 4.5 * fit["share"]["standard_error"])
        self.assertEqual(list(fit["share_coefficients"]), ["(Intercept)"])
        self.assertLess(fit["split_test"]["p"], 1e-6)

    def test_writes_curves_and_estimates_that_agree_with_the_terminal(self):
        self.good(*self.words, "--split", "-o", "fit.h5", "--csv", "tables")
        fit = self.json_of(*self.words, "--split", "--json")
        with open(self.folder / "tables" / "weibull" / "parameter.csv") as stream:
            rows = {row["parameter"]: row for row in csv.DictReader(stream)}
        self.assertEqual(float(rows["x"]["estimate"]), fit["coefficients"]["x"]["estimate"])
        self.assertEqual(float(rows["share:x"]["standard_error"]), fit["share_coefficients"]["x"]["standard_error"])
        self.assertIn("survival", self.good("info", "fit.h5"))

    def test_its_fragment_takes_the_place_of_the_models_parameters(self):
        self.good(*self.words[:-2], "--family", "lognormal", "--split", "--fragment", "hazard.yaml", "--model",
                  SOURCE / "models" / "england-wales", "--period", "2001/2004")
        self.assertIn("valid", self.good("validate", "hazard.yaml"))
        text = BASE.read_text().replace("../models", str(SOURCE / "models"))
        (self.folder / "own.yaml").write_text(text + "\nevidence: [hazard.yaml]\n")
        self.good("run", "own.yaml", *SMALL, "--replications", "1", "-o", "own.h5", "--csv", "own")
        with open(self.folder / "own" / "provenance" / "option-parameter.csv") as stream:
            values = {row["parameter"]: row for row in csv.DictReader(stream)}
        self.assertEqual(json.loads(values["reoffending.family"]["parameter_value"]), "lognormal")
        self.assertEqual(values["reoffending.family"]["parameter_period"], "2001/2004")
        self.assertIn("normal", values["reoffending.susceptible_margin"]["parameter_distribution"])
        self.assertEqual(float(values["reoffending.frailty_variance"]["parameter_value"]), 0)
        (self.folder / "again.yaml").write_text(text + "\nevidence: [hazard.yaml, hazard.yaml]\n")
        refused = self.run_program("validate", "again.yaml")
        self.assertEqual(refused.returncode, 2)
        self.assertRegex(refused.stderr, r"hazard.yaml:\d+:\d+: .*expected each parameter once")

    def test_says_what_is_wrong_and_writes_nothing(self):
        missing = self.run_program("survival", self.table, "--time", "day", "--event", "arrest", "-o", "fit.h5")
        self.assertEqual(missing.returncode, 2)
        self.assertIn("persons.csv:1:1: expected a column `day`", missing.stderr)
        self.assertIn("(did you mean days?)", missing.stderr)
        self.assertFalse((self.folder / "fit.h5").exists())
        words = self.run_program(*self.words, "--fragment", "f.yaml")
        self.assertEqual(words.returncode, 2)
        self.assertIn("--model", words.stderr)
        share = self.run_program(*self.words, "--share-covariates", "x")
        self.assertEqual(share.returncode, 2)
        self.assertIn("--split", share.stderr)

    def assert_as_r(self, table, formula, words):
        (self.folder / "fit.R").write_text(R)
        lines = subprocess.run(["Rscript", "fit.R", table, formula], cwd=self.folder, capture_output=True, text=True,
                               check=True).stdout.splitlines()
        self.assertEqual(len(lines), 8)
        for head, numbers in zip(lines[::2], lines[1::2]):
            family, *names = head.split(";")[:-1]
            values = [float(number) for number in numbers.split(";")[:-1]]
            fit = self.json_of("survival", table, *words, "--family", family, "--json")
            estimates = list(fit["coefficients"].values())
            if family != "exponential":
                estimates.append(fit["shape"]["log_scale"])
            self.assertEqual(len(estimates), len(names), family)
            for i, (name, estimate) in enumerate(zip(names, estimates)):
                self.assertAlmostEqual(estimate["estimate"], values[i], delta=2e-5 * abs(values[i]), msg=name)
                error = values[len(names) + i]
                self.assertAlmostEqual(estimate["standard_error"], error, delta=2e-5 * error, msg=name)
            self.assertAlmostEqual(fit["log_likelihood"], values[-1], delta=1e-5)
            self.assertAlmostEqual(fit["constant_log_likelihood"], values[-2], delta=1e-5)

    @unittest.skipUnless(has_r(), "R with survival is not installed")
    def test_agrees_with_r_on_a_planted_table(self):
        self.assert_as_r(str(self.table), "Surv(days, arrest) ~ x + band", self.words[2:])

    @unittest.skipUnless(has_r() and ROSSI.exists(), "R with survival is not installed, or the table is not there")
    def test_agrees_with_r_on_the_maryland_table(self):
        self.assert_as_r(str(ROSSI), "Surv(week, arrest) ~ fin + age + race + wexp + mar + paro + prio",
                         ["--time", "week", "--event", "arrest", "--covariates", "fin,age,race,wexp,mar,paro,prio"])


if __name__ == "__main__":
    unittest.main()
