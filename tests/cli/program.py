"""The built program for the tests of this folder: environment THROUGHGATE and THROUGHGATE_SOURCE say where it is."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["THROUGHGATE"]
SOURCE = pathlib.Path(os.environ["THROUGHGATE_SOURCE"])
NULL_CHECK = SOURCE / "scenarios" / "null-check.yaml"
MERGED_VS_SEPARATE = SOURCE / "scenarios" / "merged-vs-separate.yaml"
BASE = SOURCE / "scenarios" / "base-2009.yaml"

# One simulated year of about a thousand persons: a run takes a tenth of a second.
SMALL = ["--scale", "0.002", "--set", "end=2010-01-01", "--from", "2009-01-01", "--until", "2010-01-01"]
# The same with the first transition inside, and long enough for reoffending.
SMALL_TRANSITION = ["--scale", "0.002", "--set", "end=2012-01-01", "--from", "2009-01-01", "--until", "2012-01-01"]


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own, in which the program runs."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def run_program(self, *words, **options):
        return subprocess.run([PROGRAM, *map(str, words)], cwd=self.folder, capture_output=True, text=True,
                              timeout=1200, **options)

    def good(self, *words):
        result = self.run_program(*words)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def json_of(self, *words):
        """Standard output as the one JSON object that it must be."""
        return json.loads(self.good(*words))

    def digests(self, file):
        lines = self.good("info", file, "--digest").splitlines()
        return [line.split("  ", 1)[0] for line in lines]
