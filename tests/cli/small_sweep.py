"""A sweep of a few hundred persons, for the tests of this folder."""

import shutil

from program import MERGED_VS_SEPARATE, ProgramTest

# Fourteen months of a few hundred persons: a point takes a fifth of a second.
SMALL = ["--scale", "0.0005", "--replications", "1", "--set", "end=2010-06-01", "--from", "2009-01-01", "--until",
         "2010-06-01", "--quiet"]

DESIGN = """design: small
method: latin-hypercube
points: {points}
factors:
  - {{path: custody.operational_capacity.growth_per_year, range: [0, 0.03]}}
  - {{path: "structure[separate]", values: [separate-directorates, noms-2008]}}
"""


class SweepTest(ProgramTest):
    def design(self, points=12):
        file = self.folder / "design.yaml"
        file.write_text(DESIGN.format(points=points))
        return file

    def words(self, folder, *more, points=12):
        return ["sweep", MERGED_VS_SEPARATE, "--design", self.design(points), *SMALL, "-o", folder, *more]

    def sweep(self, folder, *more, points=12):
        return self.json_of(*self.words(folder, "--json", *more, points=points))

    def merged(self, folder, code=0):
        result = self.run_program("merge", folder, "-o", f"{folder}.h5", "--quiet")
        self.assertEqual(result.returncode, code, result.stderr)
        return self.digests(f"{folder}.h5")

    def begin_anew_if_whole(self, folder, reference):
        """A sweep that ended before it could be stopped has the bits of the reference, and makes room for another."""
        if self.run_program("merge", folder, "-o", f"{folder}.h5", "--quiet").returncode == 0:
            self.assertEqual(self.digests(f"{folder}.h5"), reference)
            shutil.rmtree(self.folder / folder)

    def reference(self, points=12):
        self.sweep("reference", points=points)
        return self.merged("reference")
