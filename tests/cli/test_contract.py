"""The JSON contracts, the results file, CSV and the report."""

import csv
import html.parser
import json
import unittest

from program import BASE, MERGED_VS_SEPARATE, NULL_CHECK, SMALL, SMALL_TRANSITION, SOURCE, ProgramTest

NUMBER = (int, float)
STOCKS = ["prison_population", "remand_population", "recall_population", "probation_caseload", "crown_court_backlog"]
FLOWS = ["sentenced_receptions_per_year", "recalls_per_year", "persons_sentenced_per_year", "custody_rate",
         "contact_intensity"]
REOFFENDING = ["proven_reoffending_1y", "reoffending_committed_1y", "reconviction_2y", "reoffences_per_100"]
COSTS = ["probation_cost", "prison_cost", "court_cost", "overhead_cost", "transition_cost", "total_cost",
         "social_cost_of_reoffending"]


class CompareContract(ProgramTest):
    def test_the_object_has_exactly_the_keys_and_types_of_the_contract(self):
        answer = self.json_of("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, "--replications", 3, "--json")
        self.assertEqual(list(answer), ["reference", "options", "replications", "responses", "wall_seconds", "events",
                                        "events_per_second", "peak_memory_bytes"])
        self.assertEqual(answer["reference"], "merged")
        self.assertEqual(answer["options"], ["merged", "separate"])
        self.assertEqual(answer["replications"], 3)
        self.assertIsInstance(answer["events"], int)
        self.assertGreater(answer["peak_memory_bytes"], 1_000_000)
        self.assertAlmostEqual(answer["events_per_second"], answer["events"] / answer["wall_seconds"], delta=1)
        for row in answer["responses"]:
            self.assertEqual(list(row), ["name", "unit", "option", "mean", "sd", "difference"])
            self.assertEqual(list(row["difference"]), ["mean", "lower", "upper", "variance_reduction"])
            self.assertIsInstance(row["mean"], NUMBER, row)
            if row["name"] != "cost_per_reoffence_avoided":  # a ratio of means: it has no value by replication
                self.assertIsInstance(row["sd"], NUMBER, row)

    def test_every_response_of_the_main_job_is_there_and_intervals_hold_their_means(self):
        answer = self.json_of("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, "--replications", 3, "--json")
        names = {row["name"] for row in answer["responses"]}
        for name in STOCKS + FLOWS + REOFFENDING + COSTS:
            self.assertIn(name, names)
        for measure in REOFFENDING:
            for cohort in ["custody", "custody_under_12_months", "court_order"]:
                self.assertIn(f"{measure}[{cohort}]", names)
        for row in answer["responses"]:
            difference = row["difference"]
            if row["option"] == "merged":
                self.assertEqual([difference["mean"], difference["lower"], difference["upper"]], [0, 0, 0])
            elif difference["lower"] is not None:
                self.assertLessEqual(difference["lower"], difference["mean"])
                self.assertLessEqual(difference["mean"], difference["upper"])

    def test_one_replication_has_no_interval(self):
        answer = self.json_of("compare", NULL_CHECK, *SMALL, "--replications", 1, "--json")
        row = next(row for row in answer["responses"] if row["option"] == "copy")
        self.assertIsNone(row["sd"])
        self.assertIsNone(row["difference"]["lower"])
        self.assertIsNone(row["difference"]["variance_reduction"])

    def test_standard_output_is_one_json_object_and_messages_go_elsewhere(self):
        result = self.run_program("compare", NULL_CHECK, *SMALL, "--replications", 2, "--json")
        self.assertEqual(result.stdout.count("\n"), 1)
        self.assertIn("4/4 runs", result.stderr)
        quiet = self.run_program("compare", NULL_CHECK, *SMALL, "--replications", 2, "--json", "--quiet")
        self.assertEqual(quiet.stderr, "")

    def test_the_terminal_says_the_answer_and_its_limits(self):
        text = self.good("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, "--replications", 3)
        for part in ["Reoffending", "Prison", "Court", "Probation", "Staff", "Cost", "separate: difference",
                     "Persons in prison", "No causal measurement", "output/merged-vs-separate.h5"]:
            self.assertIn(part, text)


class ProbabilisticContract(ProgramTest):
    PSA = ["--psa", "--draws", 6, "--replications", 1]

    def test_the_decision_stands_beside_the_comparison(self):
        answer = self.json_of("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, *self.PSA, "--json")
        self.assertEqual(answer["replications"], 6)
        decision = answer["decision"]
        self.assertEqual([row["option"] for row in decision["net_benefit"]], ["merged", "separate"])
        self.assertEqual(decision["net_benefit"][0]["mean"], 0)
        self.assertAlmostEqual(sum(decision["probability_best"]), 1)
        self.assertGreaterEqual(decision["evpi"], 0)
        self.assertAlmostEqual(min(decision["expected_loss"]), decision["evpi"], delta=1e-6 * abs(decision["evpi"]) + 1)
        values = [one["value"] for one in decision["evppi"]]
        self.assertEqual(values, sorted(values, reverse=True))
        self.assertIn("structure.layers.headquarters.posts[separate-directorates]",
                      [one["parameters"][0] for one in decision["evppi"]])
        self.assertEqual(decision["ceac"][0]["value"], 0)
        for point in decision["ceac"]:
            self.assertAlmostEqual(sum(point["probability_best"]), 1)
        self.assertEqual(len(decision["incremental"]), 1)
        self.assertEqual(decision["society"]["net_benefit"][0]["mean"], 0)

    def test_the_terminal_says_the_better_option_and_what_to_find_out(self):
        text = self.good("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, *self.PSA)
        for part in ["6 draws of", "Better by expected net benefit", "(EVPI)", "Worth most to find out (EVPPI)",
                     "95% of the draws"]:
            self.assertIn(part, text)

    def test_costs_and_effects_are_written_as_bcea_reads_them(self):
        self.good("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, *self.PSA, "--csv", "tables")
        for name in ["costs", "effects"]:
            with open(self.folder / "tables" / f"bcea-{name}.csv", newline="", encoding="utf-8") as file:
                rows = list(csv.reader(file))
            self.assertEqual(rows[0], ["merged", "separate"])
            self.assertEqual(len(rows), 7)
            self.assertTrue(all(float(cell) != 0 for row in rows[1:] for cell in row))

    def test_words_of_draws_need_psa(self):
        for words in (["--draws", 10], ["--half-width", 1e6]):
            result = self.run_program("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, *words)
            self.assertEqual(result.returncode, 2)
            self.assertIn("--psa", result.stderr)


class BacktestContract(ProgramTest):
    def test_rows_and_summary_follow_the_contract(self):
        answer = self.json_of("backtest", BASE, "--scale", 0.002, "--replications", 2, "--json")
        self.assertEqual(list(answer), ["rows", "summary"])
        targets = (SOURCE / "models/england-wales/targets/base-2009.yaml").read_text().count("- response:")
        self.assertEqual(len(answer["rows"]), targets)
        kinds = {"input", "warm start", "fitted", "emergent", "not simulated"}
        for row in answer["rows"]:
            self.assertEqual(set(row), {"response", "date", "kind", "observed", "tolerance", "simulated", "lower",
                                        "upper", "error", "inside"})
            self.assertIn(row["kind"], kinds)
            if row["kind"] == "not simulated":
                self.assertIsNone(row["simulated"])
                continue
            self.assertAlmostEqual(row["error"], row["simulated"] - row["observed"])
            self.assertEqual(row["inside"], abs(row["error"]) <= row["tolerance"])
        for row in answer["summary"]:
            self.assertEqual(set(row), {"response", "mape", "coverage", "width", "half_width", "interval_score",
                                        "no_change", "mape_no_change", "interval_score_no_change"})

    def test_figures_of_a_table_bring_their_rivals(self):
        (self.folder / "F.csv").write_text("response,date,value,ministry\n"
                                           "prison_population,2009-02-01,80000,88000\n"
                                           "prison_population,2009-06-01,84000,\n"
                                           "no_such_response,2009-06-01,1,\n")
        answer = self.json_of("backtest", BASE, *SMALL, "--replications", 2, "--json", "--observed", "F.csv")
        self.assertEqual([row["kind"] for row in answer["rows"]], ["emergent", "emergent", "not simulated"])
        summary = answer["summary"][0]
        self.assertAlmostEqual(summary["mape_ministry"], 10.0)
        self.assertAlmostEqual(summary["mape_no_change"], 100 * 4000 / 84000)

    def test_the_terminal_shows_every_row(self):
        text = self.good("backtest", BASE, "--scale", 0.002, "--replications", 2)
        self.assertIn("Observed", text)
        self.assertIn("prison_population", text)
        self.assertIn("figures that count (fitted or emergent) are inside", text)


class OtherVerbs(ProgramTest):
    def test_validate_lists_the_errors_of_every_file(self):
        (self.folder / "bad.yaml").write_text("name: [\n")
        result = self.run_program("validate", NULL_CHECK, "bad.yaml", "--json")
        self.assertEqual(result.returncode, 2)
        files = json.loads(result.stdout)["files"]
        self.assertEqual([file["path"] for file in files], [str(NULL_CHECK), "bad.yaml"])
        self.assertEqual(files[0]["errors"], [])
        self.assertEqual(set(files[1]["errors"][0]), {"line", "column", "path", "expected", "found", "message"})

    def test_the_schema_is_draft_07(self):
        self.assertEqual(self.json_of("schema")["$schema"], "http://json-schema.org/draft-07/schema#")

    def test_run_tells_means_and_keeps_provenance(self):
        text = self.good("run", NULL_CHECK, *SMALL, "--replications", 2, "-o", "a.h5")
        self.assertIn("Persons in prison", text)
        group = self.json_of("info", "a.h5", "--json")["groups"][0]
        self.assertEqual(group["name"], "provenance")
        for name in ["program_version", "commit", "seed", "started", "ended", "host", "threads", "queue"]:
            self.assertIn(name, group["attributes"])
        variables = {variable["name"] for variable in group["variables"]}
        self.assertLessEqual({"source_text", "source_sha256", "parameter_value", "parameter_grade"}, variables)

    def test_csv_holds_the_same_tables(self):
        self.good("run", NULL_CHECK, *SMALL, "--replications", 2, "--csv", "tables")
        with open(self.folder / "tables" / "option-replication.csv", newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual([(row["option"], row["replication"]) for row in rows],
                         [("merged", "1"), ("merged", "2"), ("copy", "1"), ("copy", "2")])
        self.assertGreater(float(rows[0]["prison_population"]), 1000)

    def test_the_report_is_one_accessible_page(self):
        self.good("compare", MERGED_VS_SEPARATE, *SMALL_TRANSITION, "--replications", 3, "-o", "a.h5")
        self.good("report", "a.h5")
        page = (self.folder / "a.html").read_text(encoding="utf-8")
        tags = []

        class Tags(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                tags.append((tag, dict(attributes)))

        Tags().feed(page)
        names = [tag for tag, _ in tags]
        self.assertEqual((names.count("main"), names.count("h1")), (1, 1))
        self.assertIn(("html", {"lang": "en-GB"}), tags)
        self.assertEqual(names.count("table"), names.count("caption"))
        self.assertGreaterEqual(names.count("svg"), 1)
        self.assertNotIn("script", names)
        for tag, attributes in tags:
            self.assertNotIn("src", attributes)
            self.assertNotIn("href", attributes)
            if tag == "th":
                self.assertIn("scope", attributes)
            if tag == "svg":
                self.assertIn("aria-labelledby", attributes)


class Overlays(ProgramTest):
    SMALL = ["--scale", 0.002, "--replications", 2, "--set", "end=2011-01-01", "--until", "2011-01-01"]

    def test_the_shipped_scenario_compares_overlays_and_a_timeline(self):
        text = (SOURCE / "scenarios" / "overlays.yaml").read_text().replace("../models", str(SOURCE / "models"))
        (self.folder / "overlays.yaml").write_text(text.replace("2013-04-01", "2010-09-01"))
        answer = self.json_of("compare", "overlays.yaml", *self.SMALL, "--json", "-o", "o.h5")
        self.assertEqual(answer["options"], ["merged", "no-regional-layer", "integrated-orders", "discretion",
                                             "surplus-list", "there-and-back"])
        paid = {row["option"]: row["mean"] for row in answer["responses"] if row["name"] == "transition_cost"}
        self.assertGreater(paid["there-and-back"], 0)
        self.assertEqual(paid["no-regional-layer"], 0)
        said = self.good("compare", "overlays.yaml", *self.SMALL)
        self.assertIn("Of an option that changes more than once the last structure counts here.", said)
        self.assertIn("stage_structure", self.good("info", "o.h5"))


class Readme(ProgramTest):
    def test_its_scenario_is_valid_and_runs_as_printed(self):
        text = (SOURCE / "README.md").read_text()
        printed = [part.split("```")[0] for part in text.split("```yaml\n")[1:]]
        self.assertEqual(len(printed), 1)
        scenario = printed[0].replace("../models", str(SOURCE / "models"))
        (self.folder / "mine.yaml").write_text(scenario)
        self.good("validate", "mine.yaml")
        answer = self.json_of("compare", "mine.yaml", "--scale", 0.002, "--replications", 2, "--json")
        self.assertEqual(answer["options"], ["merged", "fewer-posts"])


if __name__ == "__main__":
    unittest.main()
