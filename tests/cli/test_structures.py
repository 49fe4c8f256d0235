"""Every structure as the one that has always been, and what a structure's posts cost."""

import json

from program import SOURCE, ProgramTest, unittest

HEAD = f"""name: structures
model: {SOURCE}/models/england-wales
law: known-at 2009-08-01
start: 2009-01-01
end: 2013-01-01
reporting: {{from: 2011-01-01, until: 2013-01-01}}
scale: 0.004
seed: 20100118
replications: 3
coupling: on
reference: first
options:
"""
STRUCTURES = sorted(file.stem for file in (SOURCE / "models" / "structures").glob("*.yaml"))


class Structures(ProgramTest):
    def compared(self, options):
        lines = [f"  - {json.dumps(option)}\n" for option in options]
        (self.folder / "own.yaml").write_text(HEAD + "".join(lines))
        return self.json_of("compare", "own.yaml", "--json", "--quiet")

    def value(self, answer, response, option):
        return next(row for row in answer["responses"] if (row["name"], row["option"]) == (response, option))

    def test_each_runs_as_the_reference_and_gives_way_to_another(self):
        self.assertGreater(len(STRUCTURES), 8)
        for structure in STRUCTURES:
            with self.subTest(structure=structure):
                other = "noms-2008" if structure != "noms-2008" else "transforming-rehabilitation-2014"
                answer = self.compared([{"name": "first", "structure": structure},
                                        {"name": "second", "structure": other, "from": "2010-04-01"}])
                self.assertEqual(answer["replications"], 3)

    def test_supervisors_that_go_save_their_pay_and_no_more(self):
        factors = {"none": 0.05, "few": 0.43, "half": 0.5, "many": 1.6}
        options = [{"name": "first", "structure": "noms-2008"}]
        options += [{"name": name, "structure": "noms-2008", "from": "2010-04-01",
                     "set": {"structure.offender_supervisors.posts": factor}} for name, factor in factors.items()]
        options.append({"name": "more-shared", "structure": "noms-2008", "from": "2010-04-01",
                        "set": {"structure.offender_supervisors.cap": 2}})
        answer = self.compared(options)
        model = (SOURCE / "models" / "england-wales" / "staff.yaml").read_text()
        self.assertIn("value: 1790", model)
        bill = 1790 * 35000
        for name, factor in factors.items():
            change = self.value(answer, "cost[prison_officers]", name)["difference"]["mean"]
            expected = (factor - 1) * bill
            self.assertLess(abs(change - expected), 0.12 * bill, (name, change, expected))
        self.assertEqual(self.value(answer, "cost[prison_officers]", "more-shared")["difference"]["mean"], 0)
        support = {name: self.value(answer, "supervisor_support", name)["mean"] for name in ("first", *factors)}
        self.assertLess(support["none"], support["few"])
        self.assertLess(support["few"], support["first"])
        self.assertLess(support["first"], support["many"])


if __name__ == "__main__":
    unittest.main()
