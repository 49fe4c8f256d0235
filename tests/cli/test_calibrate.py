"""Parameters from published figures: what is told, the draws that other verbs use, interrupted work, mistakes."""

import csv
import re
import shutil
import signal
import subprocess
import time

from program import PROGRAM, SOURCE, ProgramTest

FREE = "[entrants.per_year, sentencing.custody_odds, licence.recall_per_month, opening]"
TARGETS = """targets: made up
rows:
  - {response: prison_population, date: 2009-06-30, observed: 83559, tolerance: 4000, unit: "1", kind: fitted, source: "made up"}
  - {response: persons_sentenced_per_year, date: 2009-01-01, observed: 1398752, standard_error: 20000, discrepancy: 15000,
     tolerance: 50000, unit: year-1, kind: fitted, source: "made up"}
  - {response: recalls_per_year, date: 2009-01-01, observed: 13600, tolerance: 2000, unit: year-1, kind: emergent, source: "made up"}
  - {response: hdc_share, date: 2009-01-01, observed: 0.21, tolerance: 0.03, unit: "1", kind: input, source: "made up"}
"""
SCENARIO = f"""name: small calibration
model: {SOURCE}/models/england-wales
law: known-at 2009-08-01
start: 2009-01-01
end: 2010-01-01
reporting: {{from: 2009-01-01, until: 2010-01-01}}
scale: 0.004
seed: 3
replications: 1
coupling: on
reference: merged
options:
  - {{name: merged, structure: noms-2008}}
targets: targets.yaml
calibration: {{free: {FREE}, waves: 1, runs: 60, rounds: 1, refining: 15, refining_scale: 0.008, draws: 40}}
"""


class Calibrate(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.folder / "targets.yaml").write_text(TARGETS)
        (self.folder / "small.yaml").write_text(SCENARIO)

    def own(self, old, new, file="small.yaml"):
        text = (self.folder / file).read_text()
        self.assertIn(old, text)
        (self.folder / file).write_text(text.replace(old, new))

    def test_tells_what_each_figure_tells_and_writes_draws(self):
        answer = self.json_of("calibrate", "small.yaml", "-o", "P.h5", "--write-posterior", "posterior.csv", "--json",
                              "--quiet")
        self.assertEqual([row["response"] for row in answer["figures"]],
                         ["prison_population", "persons_sentenced_per_year", "recalls_per_year"])
        self.assertEqual(answer["figures"][1]["deviation"], 25000)
        self.assertEqual(answer["figures"][2]["deviation"], 1000)
        for row in answer["figures"]:
            self.assertLess(row["lower"], row["upper"])
            self.assertTrue(row["inside"], row)
        told = {row["name"]: row for row in answer["parameters"]}
        self.assertIn("opening.sentenced", told)
        self.assertIn("recalls_per_year", told["licence.recall_per_month"]["told_by"])
        self.assertIn("persons_sentenced_per_year", told["entrants.per_year"]["told_by"])
        self.assertLess(told["entrants.per_year"]["told"], 1)
        self.assertEqual(answer["runs"], 40 + 60 + 3 * 15 + 8)
        self.assertEqual((answer["failed"], answer["resumed"], answer["draws"]), (0, 0, 40))
        self.assertFalse((self.folder / "P.h5.runs").exists())
        with open(self.folder / "posterior.csv", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        self.assertEqual(rows[0][0], "draw")
        self.assertEqual(rows[1][0], "prior")
        self.assertEqual(len(rows), 42)
        told = self.good("info", "P.h5")
        for name in ("simulated", "information", "refining", "provenance"):
            self.assertIn(name, told)

    def test_has_the_same_bits_on_any_threads_and_after_an_interruption(self):
        self.good("calibrate", "small.yaml", "-o", "one.h5", "--threads", 1, "--quiet")
        command = [PROGRAM, "calibrate", "small.yaml", "-o", "two.h5", "--threads", "2"]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            while not list(self.folder.glob("two.h5.runs/*.points")):
                time.sleep(0.05)
            time.sleep(1.5)
            process.send_signal(signal.SIGINT)
            said = process.communicate()[1].decode()
        self.assertEqual(process.returncode, 130, said)
        self.assertIn("the same command goes on", said)
        self.assertFalse((self.folder / "two.h5").exists())
        again = self.json_of("calibrate", "small.yaml", "-o", "two.h5", "--threads", 2, "--json", "--quiet")
        self.assertGreater(again["resumed"], 0)
        self.assertEqual(self.digests("one.h5"), self.digests("two.h5"))

    def test_other_runs_in_its_folder_are_not_taken_for_its_own(self):
        command = [PROGRAM, "calibrate", "small.yaml", "-o", "P.h5"]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            while not list(self.folder.glob("P.h5.runs/*.points")):
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            process.communicate()
        self.own("seed: 3", "seed: 4")
        refused = self.run_program("calibrate", "small.yaml", "-o", "P.h5")
        self.assertEqual(refused.returncode, 2)
        self.assertRegex(refused.stderr, r"seed: `3` there, `4` here")

    def test_mistakes_are_told_where_they_stand(self):
        for old, new, file, expected in (
                ("licence.recall_per_month", "licence.recal_per_month", "small.yaml",
                 r"small.yaml:15:\d+: calibration.free: expected an uncertain parameter .* found `licence.recal_per_month`"),
                ("waves: 1", "waves: 0", "small.yaml", r"small.yaml:15:\d+: calibration.waves: expected a whole number"),
                ("tolerance: 2000", "tolerance: 0", "targets.yaml", r"targets.yaml:6:\d+: rows: expected a tolerance or"),
                ("targets: targets.yaml\n", "", "small.yaml", r"small.yaml:1:1: targets: expected a scenario with `targets`"),
                ("discrepancy: 15000", "discrepancy: -1", "targets.yaml", r"discrepancy: expected a number of at least 0"),
                ("date: 2009-06-30", "date: 2012-06-30", "targets.yaml",
                 r"targets.yaml:3:\d+: rows: expected a figure that the scenario simulates")):
            with self.subTest(new=new):
                self.setUp()
                self.own(old, new, file)
                refused = self.run_program("calibrate", "small.yaml", "-o", "P.h5")
                self.assertEqual(refused.returncode, 2, refused.stderr)
                self.assertRegex(refused.stderr, expected)
                self.assertFalse((self.folder / "P.h5").exists())


class PosteriorOfAModel(ProgramTest):
    """Draws that stand in a model's folder."""

    made = None  # once for all: every test begins with the same

    def setUp(self):
        super().setUp()
        shutil.copytree(SOURCE / "models", self.folder / "models")
        self.posterior = self.folder / "models/england-wales/uncertainty/posterior.csv"
        self.posterior.unlink(missing_ok=True)
        (self.folder / "targets.yaml").write_text(TARGETS)
        small = SCENARIO.replace(f"{SOURCE}/", "").replace("scale: 0.004", "scale: 0.001")
        (self.folder / "small.yaml").write_text(small.replace("refining_scale: 0.008", "refining_scale: 0.002"))
        if PosteriorOfAModel.made is None:
            self.good("calibrate", "small.yaml", "-o", "P.h5", "--write-posterior", self.posterior, "--quiet")
            PosteriorOfAModel.made = self.posterior.read_text()
        self.posterior.write_text(PosteriorOfAModel.made)
        rows = list(csv.reader(PosteriorOfAModel.made.splitlines()))
        self.names = rows[0][1:]
        self.rows = [tuple(float(cell) for cell in row[1:]) for row in rows[2:]]

    def drawn(self, *words):
        import h5py
        self.good("backtest", "small.yaml", "--draws", 40, "--quiet", "-o", "B.h5", *words)
        with h5py.File(self.folder / "B.h5") as file:
            names = [name.decode() for name in file["draws/parameter"][:]]
            values = file["draws/value"][:]
        return names, values

    def test_is_drawn_row_by_row_and_together(self):
        names, values = self.drawn()
        columns = [names.index(name) for name in self.names]
        drawn = {tuple(row[column] for column in columns) for row in values}
        self.assertEqual(drawn, set(self.rows))
        self.assertGreater(len(names), len(self.names) + 100)

    def test_gives_way_to_what_somebody_set(self):
        names, values = self.drawn("--set", "entrants.per_year=550000")
        self.assertIn("entrants.per_year", self.names)
        self.assertNotIn("entrants.per_year", names)
        places = [self.names.index(name) for name in self.names if name in names]
        columns = [names.index(self.names[place]) for place in places]
        self.assertEqual({tuple(row[column] for column in columns) for row in values},
                         {tuple(row[place] for place in places) for row in self.rows})

    def test_gives_way_to_evidence_laid_over_the_model(self):
        text = (self.folder / "models/england-wales/population.yaml").read_text()
        entry = re.search(r"^entrants:\n  per_year:\n(?:    .*\n)+", text, re.MULTILINE).group(0)
        (self.folder / "more.yaml").write_text("model: england-wales\n" + re.sub(r"value: \S+", "value: 500000", entry))
        scenario = (self.folder / "small.yaml").read_text()
        (self.folder / "small.yaml").write_text(scenario + "evidence: [more.yaml]\n")
        names, values = self.drawn()
        column = names.index("entrants.per_year")
        place = self.names.index("entrants.per_year")
        self.assertFalse({row[column] for row in values} & {row[place] for row in self.rows})

    def test_is_refused_where_the_model_has_changed_and_only_then(self):
        file = self.folder / "models/england-wales/population.yaml"
        text = file.read_text()
        changed = re.sub(r"(entrants:\n  per_year:\n    value: )\S+", r"\g<1>500000", text)
        self.assertNotEqual(text, changed)
        file.write_text(changed)
        self.good("run", "small.yaml", "--quiet", "-o", "R.h5")
        refused = self.run_program("backtest", "small.yaml", "--draws", 5)
        self.assertEqual(refused.returncode, 2)
        self.assertRegex(refused.stderr, r"posterior.csv:1:\d+: entrants.per_year: expected the value and distribution that "
                                         r"were calibrated; calibrate again, or take this file away, found others in "
                                         r"population.yaml")
        self.good("calibrate", "small.yaml", "-o", "Q.h5", "--quiet")
