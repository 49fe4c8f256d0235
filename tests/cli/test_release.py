"""Release dates: cases of our own, reckoned apart from the program, and its messages."""

import json
import pathlib
import unittest

from program import SOURCE, ProgramTest

OWN_CASES = pathlib.Path(__file__).parent / "release" / "cases.jsonl"
# Cases that stand beside the project where it is developed.
SHARED_CASES = SOURCE.parent / "shared" / "data" / "release-cases.jsonl"
LAW = SOURCE / "models" / "england-wales" / "law" / "release.yaml"


class Release(ProgramTest):
    def computed(self, file):
        lines = self.good("release", file).splitlines()
        return {line["id"]: line["computed"] for line in map(json.loads, lines)}

    def require_every_case(self, file):
        computed = self.computed(file)
        cases = [json.loads(line) for line in file.read_text().splitlines()]
        self.assertEqual(list(computed), [case["id"] for case in cases])
        for case in cases:
            for name, date in case["expected"].items():
                with self.subTest(case=case["id"], date=name, rule=case["rule"]):
                    self.assertEqual(computed[case["id"]][name], date, case["working"])
        return len(cases)

    def test_the_dates_of_our_own_cases_are_those_of_their_arithmetic(self):
        self.assertGreater(self.require_every_case(OWN_CASES), 30)

    @unittest.skipUnless(SHARED_CASES.exists(), "no shared cases on this machine")
    def test_the_dates_of_the_shared_cases_are_exact(self):
        self.assertEqual(self.require_every_case(SHARED_CASES), 30)

    def case(self, **changes):
        sentence = {"offence_date": "2008-10-10", "sentence_date": "2009-04-20", "months": 15, "type": "SDS"}
        sentence.update(changes)
        (self.folder / "case.jsonl").write_text(json.dumps({"id": "one", "sentences": [sentence]}) + "\n")
        return "case.jsonl"

    def refused(self, *words):
        result = self.run_program("release", *words)
        self.assertEqual(result.returncode, 2, result.stderr)
        for line in map(json.loads, result.stdout.splitlines()):
            self.assertIsNone(line["computed"])
            self.assertTrue(line["error"])
        return result.stderr

    def test_a_wrong_case_is_told_by_file_line_and_column_and_has_no_dates(self):
        self.assertIn("case.jsonl:1:", self.refused(self.case(sentence_date="2009-02-30")))
        self.assertIn("SDS", self.refused(self.case(type="SSD")))
        self.assertIn("a term of a day or more", self.refused(self.case(months=0)))
        self.assertIn("consecutive_to", self.refused(self.case(consecutive_to=4)))
        (self.folder / "broken.jsonl").write_text('\n\n{"id": "x", "sentences": [\n')
        self.assertIn("broken.jsonl:3:", self.refused("broken.jsonl"))

    def test_an_unknown_key_is_told_with_the_nearest_known_one_and_passed_over(self):
        result = self.run_program("release", self.case(offense_date="2008-10-10"))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("offence_date", result.stderr)
        self.assertEqual(json.loads(result.stdout)["computed"]["conditional_release_date"], "2009-12-03")

    def test_the_other_cases_of_a_file_are_told_whatever_the_ends_of_its_lines(self):
        good = (self.folder / self.case()).read_text().strip()
        lines = [good, good.replace("SDS", "YOI").replace("one", "two"), good.replace('"one"', "3")]
        (self.folder / "three.jsonl").write_bytes("\r\n".join(lines).encode())
        result = self.run_program("release", "three.jsonl")
        self.assertEqual(result.returncode, 2)
        self.assertIn("three.jsonl:2:", result.stderr)
        computed = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual([line["id"] for line in computed], ["one", "two", "3"])
        self.assertEqual([line["computed"] is None for line in computed], [False, True, False])

    def test_sentences_in_a_circle_fail_by_name_and_the_other_cases_are_told(self):
        sentence = {"offence_date": "2008-10-10", "sentence_date": "2009-04-20", "months": 15, "type": "SDS"}
        circle = [dict(sentence, consecutive_to=1), dict(sentence, consecutive_to=0)]
        lines = [json.dumps({"id": "circle", "sentences": circle}), json.dumps({"id": "one", "sentences": [sentence]})]
        (self.folder / "two.jsonl").write_text("\n".join(lines))
        result = self.run_program("release", "two.jsonl")
        self.assertEqual(result.returncode, 1)
        self.assertIn("circle", result.stderr)
        self.assertEqual([json.loads(line)["id"] for line in result.stdout.splitlines()], ["circle", "one"])

    def test_a_new_tranche_is_an_entry_of_the_law(self):
        law = LAW.read_text().replace("curfew:\n  - name: act-1991", """  - name: a tranche of our own
    source: none
    known: 2009-01-01
    from: 2009-11-02
    sentenced_from: 2009-11-02
    types: [SDS]
    replaces: 1/2
    by: 1/3
curfew:
  - name: act-1991""", 1)
        (self.folder / "law.yaml").write_text(law)
        result = self.run_program("release", self.case(), "--law", "law.yaml")
        # A third of 456 days is 152: 18 September 2009, before the tranche begins.
        self.assertEqual(json.loads(result.stdout)["computed"]["conditional_release_date"], "2009-11-02", result.stderr)


if __name__ == "__main__":
    unittest.main()
