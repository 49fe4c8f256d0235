"""Under mpirun a sweep gives the bits of one process, and goes on after any rank was killed."""

import fcntl
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time
import unittest

from program import PROGRAM
from small_sweep import SweepTest

MPIRUN = shutil.which("mpirun")
# Open MPI asks for these words of whoever runs it as root, in a container, with more ranks than cores.
ENVIRONMENT = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
               "OMPI_MCA_rmaps_base_oversubscribe": "1", "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
               "OMPI_MCA_plm_rsh_agent": "false"}


def ranks_of(launcher):
    """The processes below mpirun, by rank."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent != launcher:
                continue
            variables = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        for variable in variables:
            if variable.startswith(b"OMPI_COMM_WORLD_RANK="):
                found[int(variable.split(b"=")[1])] = int(entry.name)
    return found


@unittest.skipIf(MPIRUN is None, "no mpirun")
class Ranks(SweepTest):
    @classmethod
    def setUpClass(cls):
        probe = subprocess.run([MPIRUN, "-n", "2", "true"], env=ENVIRONMENT, capture_output=True, text=True)
        if probe.returncode != 0:
            raise unittest.SkipTest("mpirun starts nothing here: " + probe.stderr.strip()[:200])

    def launch(self, ranks, *words):
        return subprocess.Popen([MPIRUN, "-n", str(ranks), PROGRAM, *map(str, words)], cwd=self.folder, text=True,
                                env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run_ranks(self, ranks, *words):
        process = self.launch(ranks, *words)
        output, messages = process.communicate(timeout=240)
        if "built without MPI" in messages:
            self.skipTest("the program was built without MPI")
        return process.returncode, output, messages

    def test_ranks_change_no_bit(self):
        reference = self.reference()
        for ranks in [2, 3, 5]:
            code, output, messages = self.run_ranks(ranks, *self.words(f"r{ranks}", "--json"))
            self.assertEqual(code, 0, messages)
            report = json.loads(output)
            self.assertEqual((report["points"], report["finished"]), (12, 12))
            self.assertEqual(len(report["by_worker"]), ranks - 1)
            self.assertEqual(self.merged(f"r{ranks}"), reference)

    def test_ranks_and_parts_go_on_with_each_other(self):
        reference = self.reference()
        self.sweep("s", "--shard", "2/3")
        code, output, messages = self.run_ranks(3, *self.words("s", "--json"))
        self.assertEqual(code, 0, messages)
        self.assertEqual(json.loads(output)["resumed"], 4)
        self.assertEqual(self.merged("s"), reference)

    def test_a_wrong_word_is_told_once_and_nobody_waits(self):
        code, _, messages = self.run_ranks(3, *self.words("s", "--set", "no.such.path=1"))
        self.assertEqual(code, 2, messages)
        self.assertEqual(messages.count("no.such.path: expected"), 1, messages)

    def test_a_rank_that_cannot_keep_its_points_ends_the_sweep(self):
        self.sweep("s", "--shard", "1/12")
        with (self.folder / "s" / "shard-1-of-1-rank-1.points").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            code, _, messages = self.run_ranks(3, *self.words("s"))
        self.assertEqual(code, 1, messages)
        self.assertIn("rank-1.points: another process is writing these points", messages)

    def test_a_killed_worker_or_manager_costs_the_points_under_way(self):
        reference = self.reference(points=40)
        moments = random.Random(17)
        killed = {0: 0, 1: 0}
        for attempt in range(200):
            if min(killed.values()) >= 5:
                break
            process = self.launch(3, *self.words("killed", points=40))
            time.sleep(moments.uniform(0.6, 1.6))
            victim = 0 if killed[0] <= killed[1] else moments.choice([1, 2])
            ranks = ranks_of(process.pid)
            if victim in ranks:
                os.kill(ranks[victim], signal.SIGKILL)
                killed[min(victim, 1)] += 1
            _, messages = process.communicate(timeout=120)
            if "built without MPI" in messages:
                self.skipTest("the program was built without MPI")
            if process.returncode == 0:
                self.begin_anew_if_whole("killed", reference)
        self.assertGreaterEqual(min(killed.values()), 5)
        code, output, messages = self.run_ranks(3, *self.words("killed", "--json", points=40))
        self.assertEqual(code, 0, messages)
        self.assertEqual(json.loads(output)["finished"], 40)
        self.assertEqual(self.merged("killed"), reference)


if __name__ == "__main__":
    unittest.main()
