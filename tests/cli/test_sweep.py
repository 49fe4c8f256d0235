"""A sweep gives the same bits however it is divided, stopped and taken up again, and loses nothing to what goes wrong."""

import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import time
import unittest

from program import MERGED_VS_SEPARATE, PROGRAM
from small_sweep import SMALL, SweepTest


class Sweep(SweepTest):
    def test_threads_shards_and_their_order_change_no_bit(self):
        reference = self.reference()
        self.sweep("threads", "--threads", 3)
        self.assertEqual(self.merged("threads"), reference)
        for part in [3, 1, 2]:
            report = self.sweep("shards", "--shard", f"{part}/3")
            self.assertEqual((report["points"], report["finished"]), (4, 4))
        self.assertEqual(self.merged("shards"), reference)

    def test_the_report_adds_up(self):
        report = self.sweep("s", "--threads", 2)
        self.assertEqual((report["points"], report["finished"], report["failed"], report["resumed"]), (12, 12, 0, 0))
        self.assertEqual(sum(worker["points"] for worker in report["by_worker"]), 12)
        again = self.sweep("s", "--resume")
        self.assertEqual((again["finished"], again["resumed"]), (12, 12))

    def test_the_merged_file_has_the_design_as_coordinates(self):
        self.sweep("s")
        self.merged("s")
        info = self.json_of("info", "s.h5", "--json")
        text = json.dumps(info)
        for name in ["custody.operational_capacity.growth_per_year", "structure[separate]", "point_status", "total_cost"]:
            self.assertIn(name, text)

    def test_it_runs_in_the_folder_of_the_program(self):
        (self.folder / "throughgate").write_text("stands for the program")
        self.sweep("s")
        self.assertEqual(self.sweep("s", "--resume")["resumed"], 12)
        self.merged("s")

    def start(self, *words):
        return subprocess.Popen([PROGRAM, *map(str, words)], cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL)

    def test_a_sweep_that_is_killed_ten_times_goes_on_and_ends_the_same(self):
        reference = self.reference(points=40)
        moments = random.Random(20100118)
        killed = 0
        for attempt in range(200):
            process = self.start(*self.words("killed", "--shard", f"{attempt % 2 + 1}/2", "--threads", 2, points=40))
            try:
                process.wait(timeout=moments.uniform(0.2, 1.0))
                self.begin_anew_if_whole("killed", reference)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
            if killed >= 10:
                break
        self.assertGreaterEqual(killed, 10)
        reports = [self.sweep("killed", "--shard", f"{part}/2", points=40) for part in [1, 2]]
        self.assertGreater(sum(report["resumed"] for report in reports), 0)
        self.assertEqual(self.merged("killed"), reference)

    def test_an_interruption_keeps_the_points_and_tells_how_to_go_on(self):
        process = subprocess.Popen([PROGRAM, *map(str, self.words("s", "--threads", 1, points=400))], cwd=self.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        journal = self.folder / "s" / "shard-1-of-1.points"
        for _ in range(600):
            if journal.exists() and journal.stat().st_size > 50_000:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, message)
        self.assertIn("the same command goes on", message)
        result = self.run_program("merge", "s", "-o", "s.h5")
        self.assertEqual(result.returncode, 1)
        self.assertIn("are missing: the file is marked incomplete", result.stderr)
        self.assertTrue((self.folder / "s.h5").exists())

    def test_a_full_disk_is_told_and_the_points_so_far_are_kept(self):
        reference = self.reference(points=60)
        limit_at = (self.folder / "reference" / "shard-1-of-1.points").stat().st_size * 2 // 3
        self.sweep("full", "--shard", "1/60", points=60)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_at, limit_at))

        result = self.run_program(*self.words("full", points=60), preexec_fn=limit)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("shard-1-of-1.points: cannot be written: File too large", result.stderr)
        report = self.sweep("full", points=60)
        self.assertGreater(report["resumed"], 20)
        self.assertEqual(report["finished"], 60)
        self.assertEqual(self.merged("full"), reference)

    def test_a_file_system_that_is_full_is_told_and_a_larger_one_goes_on(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1600k", "none", disk], capture_output=True).returncode:
            self.skipTest("no permission to mount a file system")
        self.addCleanup(subprocess.run, ["umount", disk])
        result = self.run_program(*self.words("disk/s", points=600), "--threads", 2)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("No space left on device", result.stderr)
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        report = self.json_of(*self.words("disk/s", "--json", points=600), "--shard", "1/60")
        self.assertGreater(report["resumed"], 0)

    def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(self):
        (self.folder / "file").write_text("")
        result = self.run_program(*self.words("file/s"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("cannot be written", result.stderr)

    def test_the_folder_of_another_scenario_is_refused(self):
        self.sweep("s")
        before = sorted((path.name, path.stat().st_size) for path in (self.folder / "s").iterdir())
        result = self.run_program(*self.words("s", "--seed", 5))
        self.assertEqual(result.returncode, 2)
        self.assertIn("holds another sweep", result.stderr)
        result = self.run_program(*self.words("s", points=13))
        self.assertEqual(result.returncode, 2)
        self.assertIn("with another design", result.stderr)
        result = self.run_program(*self.words(".", "--resume"))
        self.assertEqual(result.returncode, 2)
        self.assertIn("holds no sweep", result.stderr)
        self.assertEqual(sorted((path.name, path.stat().st_size) for path in (self.folder / "s").iterdir()), before)

    def test_a_deleted_a_truncated_and_a_foreign_shard_are_told_and_cost_only_themselves(self):
        reference = self.reference()
        for part in [1, 2]:
            self.sweep("s", "--shard", f"{part}/2")
        first, second = self.folder / "s" / "shard-1-of-2.points", self.folder / "s" / "shard-2-of-2.points"
        whole = second.read_bytes()
        second.write_bytes(whole[:-5])
        result = self.run_program("merge", "s", "-o", "s.h5")
        self.assertEqual(result.returncode, 1)
        self.assertIn("shard-2-of-2.points: its last", result.stderr)
        self.assertIn("1 are missing", result.stderr)
        self.assertEqual(self.sweep("s", "--shard", "2/2")["resumed"], 5)
        self.assertEqual(self.merged("s"), reference)
        second.unlink()
        self.merged("s", code=1)
        second.write_bytes(b"throughgate points 1\n" + b"0" * 64 + b"\n")
        result = self.run_program("merge", "s", "-o", "s.h5")
        self.assertEqual(result.returncode, 2)
        self.assertIn("holds the points of another sweep", result.stderr)
        second.unlink()
        self.assertTrue(first.exists())
        self.sweep("s", "--shard", "2/2")
        self.assertEqual(self.merged("s"), reference)

    def test_a_merged_file_is_not_written_into_the_folder_of_the_sweep(self):
        self.sweep("s")
        before = (self.folder / "s" / "sweep.h5").read_bytes()
        for name in ["sweep.h5", "shard-1-of-1.points", "new.h5"]:
            result = self.run_program("merge", "s", "-o", f"s/{name}")
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertIn("lies in the folder of the sweep", result.stderr)
        self.assertEqual((self.folder / "s" / "sweep.h5").read_bytes(), before)

    def test_a_file_of_points_that_cannot_be_read_is_told_and_not_taken_for_empty(self):
        self.sweep("s", "--shard", "1/2")
        (self.folder / "s" / "shard-2-of-2.points").mkdir()
        for words in [["merge", "s", "-o", "s.h5"], self.words("s", "--shard", "1/2")]:
            result = self.run_program(*words)
            self.assertEqual(result.returncode, 1, result.stderr)
            self.assertIn("shard-2-of-2.points: cannot be read", result.stderr)

    def test_two_processes_on_one_shard_do_not_meet(self):
        first = self.start(*self.words("s", "--threads", 1, points=400))
        self.addCleanup(first.wait)
        self.addCleanup(first.kill)
        for _ in range(600):
            if (self.folder / "s" / "shard-1-of-1.points").exists():
                break
            time.sleep(0.05)
        result = self.run_program(*self.words("s", points=400))
        self.assertEqual(result.returncode, 1)
        self.assertIn("another process is writing these points", result.stderr)

    def test_a_failing_point_is_recorded_and_the_others_go_on(self):
        design = self.folder / "table.yaml"
        design.write_text("design: a table\nmethod: table\ntable: points.csv\n")
        (self.folder / "points.csv").write_text(
            "entrants.offence_group.violence,entrants.offence_group.sexual\n,\n0.9,0.9\n,\n")
        result = self.run_program("sweep", MERGED_VS_SEPARATE, "--design", design, *SMALL, "-o", "t", "--json")
        self.assertEqual(result.returncode, 1, result.stderr)
        report = json.loads(result.stdout)
        self.assertEqual((report["points"], report["finished"], report["failed"]), (3, 2, 1))
        self.assertIn("point 2: ", result.stderr)
        self.assertIn("entrants.offence_group", result.stderr)
        merged = self.run_program("merge", "t", "-o", "t.h5")
        self.assertEqual(merged.returncode, 1)
        self.assertIn("1 points failed and 0 are missing", merged.stderr)

    def test_a_scenario_without_a_design_is_told_what_to_do(self):
        result = self.run_program("sweep", MERGED_VS_SEPARATE, *SMALL)
        self.assertEqual(result.returncode, 2)
        self.assertIn("--design FILE", result.stderr)
        result = self.run_program(*self.words("s", "--shard", "3/2"))
        self.assertEqual(result.returncode, 2)
        self.assertIn("I/N", result.stderr)


if __name__ == "__main__":
    unittest.main()
