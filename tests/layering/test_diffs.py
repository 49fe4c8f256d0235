"""The worked diffs of docs/diffs apply to the tree, each alone, and docs/extending.md shows what they hold."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIFFS = sorted((ROOT / "docs/diffs").glob("*.diff"))
COPIED = ("src", "models", "docs", "tests/layering")


def apply_check(tree, diff):
    """What `git apply --check` says against it; empty where the diff applies to the whole."""
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tree.parent)}
    result = subprocess.run(["git", "apply", "--check", "--verbose", str(diff)], cwd=tree, env=environment,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return result.stdout if result.returncode != 0 or "Skipped" in result.stdout else ""


@unittest.skipIf(shutil.which("git") is None, "git is absent")
class DiffsApply(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.tree = pathlib.Path(folder.name).resolve() / "tree"
        for name in COPIED:
            shutil.copytree(ROOT / name, cls.tree / name, ignore=shutil.ignore_patterns("__pycache__"))

    def test_each_diff_applies_alone(self):
        self.assertTrue(DIFFS, "docs/diffs holds no diff")
        for diff in DIFFS:
            with self.subTest(diff=diff.name):
                self.assertEqual(apply_check(self.tree, diff), "", f"{diff.name} no longer applies")

    def test_a_diff_of_lines_that_are_gone_is_found(self):
        stale = self.tree.parent / "stale.diff"
        stale.write_text("diff --git a/src/main.cpp b/src/main.cpp\n--- a/src/main.cpp\n+++ b/src/main.cpp\n"
                         "@@ -1,1 +1,1 @@\n-no such line\n+another\n", encoding="utf-8")
        self.assertIn("src/main.cpp", apply_check(self.tree, stale))


class PageShowsTheDiffs(unittest.TestCase):
    def setUp(self):
        self.page = (ROOT / "docs/extending.md").read_text(encoding="utf-8")

    def test_every_diff_is_linked(self):
        for diff in DIFFS:
            self.assertIn(f"(diffs/{diff.name})", self.page)

    def test_every_line_shown_stands_in_a_diff(self):
        lines = {line for diff in DIFFS for line in diff.read_text(encoding="utf-8").splitlines()}
        blocks = re.findall(r"^```diff\n(.*?)^```", self.page, re.MULTILINE | re.DOTALL)
        self.assertGreaterEqual(len(blocks), len(DIFFS))
        for line in "".join(blocks).splitlines():
            self.assertTrue(line in lines, f"docs/extending.md shows a line that no diff holds: {line}")


if __name__ == "__main__":
    unittest.main()
