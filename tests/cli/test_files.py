"""Earlier results survive a full disk, an unwritable folder and an interruption."""

import pathlib
import os
import resource
import signal
import subprocess
import time
import unittest

from program import NULL_CHECK, PROGRAM, SMALL, ProgramTest


def limit_file_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


class Files(ProgramTest):
    def earlier_results(self):
        self.good("run", NULL_CHECK, *SMALL, "--replications", 1, "-o", "a.h5")
        return (self.folder / "a.h5").read_bytes()

    def require_intact(self, earlier):
        self.assertEqual((self.folder / "a.h5").read_bytes(), earlier)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["a.h5"])

    def test_a_target_that_cannot_be_written_fails_before_anything_is_simulated(self):
        (self.folder / "file").write_text("")
        for target in ["file/a.h5", ".", "/proc/a.h5"]:
            start = time.monotonic()
            result = self.run_program("run", NULL_CHECK, "--replications", 1000, "-o", target)
            self.assertEqual(result.returncode, 1, result.stderr)
            self.assertIn("cannot be written", result.stderr)
            self.assertNotIn("runs", result.stderr)
            self.assertLess(time.monotonic() - start, 30)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["file"])

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_without_permission_is_told(self):
        os.chmod(self.folder, 0o500)
        self.addCleanup(os.chmod, self.folder, 0o700)
        result = self.run_program("run", NULL_CHECK, *SMALL, "-o", "a.h5")
        self.assertEqual(result.returncode, 1)
        self.assertIn("Permission denied", result.stderr)

    def test_a_full_disk_leaves_earlier_results(self):
        earlier = self.earlier_results()
        result = self.run_program("run", NULL_CHECK, *SMALL, "--replications", 2, "-o", "a.h5",
                                  preexec_fn=limit_file_size)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("a.h5", result.stderr)
        self.require_intact(earlier)

    def wait_until_caught(self, process, which):
        """Returns when the process has a handler for the signal: before that, it would simply be ended by it."""
        for _ in range(600):
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            caught = int(status.split("SigCgt:")[1].split()[0], 16)
            if caught >> (which - 1) & 1:
                return
            time.sleep(0.05)
        self.fail("no handler within 30 s")

    def interrupted(self, after_lines, *words, with_signal=signal.SIGINT):
        """Starts the program, waits for lines of progress, sends the signal; returns exit code and messages."""
        process = subprocess.Popen([PROGRAM, *map(str, words)], cwd=self.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        messages = "".join(process.stderr.readline() for _ in range(after_lines))
        if after_lines == 0:
            self.wait_until_caught(process, with_signal)
        process.send_signal(with_signal)
        data, rest = process.communicate(timeout=60)
        return process.returncode, data, messages + rest

    def test_an_interrupted_run_keeps_what_was_finished_and_says_so(self):
        for with_signal in [signal.SIGINT, signal.SIGTERM]:
            code, _, messages = self.interrupted(2, "compare", NULL_CHECK, *SMALL, "--replications", 400, "-o", "a.h5",
                                                 with_signal=with_signal)
            self.assertEqual(code, 130, messages)
            self.assertIn("interrupted after", messages)
            file = self.json_of("info", "a.h5", "--json")
            self.assertEqual(file["attributes"]["complete"], 0)
            sizes = {dimension["name"]: dimension["size"] for dimension in file["dimensions"]}
            self.assertGreater(sizes["replication"], 10)
            self.assertLess(sizes["replication"], 400)

    def test_an_interruption_before_the_first_pair_leaves_earlier_results(self):
        earlier = self.earlier_results()
        code, data, messages = self.interrupted(0, "run", NULL_CHECK, "--scale", 1, "--threads", 1, "-o", "a.h5")
        self.assertEqual(code, 130, messages)
        self.assertEqual(data, "")
        self.assertIn("nothing was written", messages)
        self.require_intact(earlier)


if __name__ == "__main__":
    unittest.main()
