"""Results do not depend on threads, queue, names or coupling where they must not."""

import unittest

from program import MERGED_VS_SEPARATE, NULL_CHECK, SMALL, SMALL_TRANSITION, SOURCE, ProgramTest

TWICE = """
name: the same option twice
model: {source}/models/england-wales
law: known-at 2009-08-01
start: 2009-01-01
end: 2010-01-01
reporting: {{from: 2009-01-01, until: 2010-01-01}}
scale: 0.002
seed: 1
replications: 2
coupling: on
reference: one
options:
  - {{name: one, structure: noms-2008}}
  - {{name: other, structure: noms-2008}}
"""


class SameBits(ProgramTest):
    def test_threads_and_queue_change_nothing(self):
        reference = None
        for number, words in enumerate([["--threads", 1], ["--threads", 2], ["--threads", 4], ["--queue", "heap"],
                                        ["--queue", "ring", "--threads", 3]]):
            file = f"{number}.h5"
            self.good("run", MERGED_VS_SEPARATE, *SMALL_TRANSITION, "--replications", 3, "-o", file, *words)
            digests = self.digests(file)
            reference = reference or digests
            self.assertEqual(digests, reference, words)
        self.assertNotEqual(reference[1], reference[2], "the options are alike: the test can see nothing")

    def test_threads_change_nothing_without_coupling(self):
        for threads in [1, 3]:
            self.good("run", MERGED_VS_SEPARATE, *SMALL_TRANSITION, "--replications", 2, "--set", "coupling=off",
                      "--threads", threads, "-o", f"{threads}.h5")
        self.assertEqual(self.digests("1.h5"), self.digests("3.h5"))

    def test_equal_structures_give_equal_bits_and_differences_of_exactly_zero(self):
        answer = self.json_of("compare", NULL_CHECK, *SMALL, "--replications", 2, "--json", "-o", "a.h5")
        _, merged, copy = self.digests("a.h5")
        self.assertEqual(merged, copy)
        for row in answer["responses"]:
            difference = row["difference"]
            self.assertEqual([difference["mean"], difference["lower"], difference["upper"]], [0, 0, 0], row["name"])

    def test_names_are_no_part_of_an_option(self):
        (self.folder / "twice.yaml").write_text(TWICE.format(source=SOURCE))
        self.good("run", "twice.yaml", "-o", "a.h5")
        _, one, other = self.digests("a.h5")
        self.assertEqual(one, other)

    def test_another_seed_gives_other_bits(self):
        self.good("run", NULL_CHECK, *SMALL, "--replications", 1, "-o", "a.h5")
        self.good("run", NULL_CHECK, *SMALL, "--replications", 1, "--seed", 7, "-o", "b.h5")
        self.assertNotEqual(self.digests("a.h5"), self.digests("b.h5"))

    def test_more_replications_keep_the_earlier_ones(self):
        few = self.json_of("compare", NULL_CHECK, *SMALL, "--replications", 1, "--json")
        self.good("run", NULL_CHECK, *SMALL, "--replications", 3, "--csv", "tables")
        with open(self.folder / "tables" / "option-replication.csv", encoding="utf-8") as stream:
            header, first = stream.readline().rstrip("\n").split(","), stream.readline().rstrip("\n").split(",")
        value = float(first[header.index("prison_population")])
        row = next(row for row in few["responses"] if row["name"] == "prison_population")
        self.assertEqual(row["mean"], value)


if __name__ == "__main__":
    unittest.main()
