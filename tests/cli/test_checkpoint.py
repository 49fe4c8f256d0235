"""Checkpoints: what is saved, who can start from it, and what happens to it when things go wrong."""

import random
import re
import shlex
import subprocess
import time

from program import MERGED_VS_SEPARATE, PROGRAM, SOURCE, ProgramTest

DATE = "2009-11-01"
SMALL = ["--set", "scale=0.002", "--set", "replications=2", "--set", "end=2011-01-01", "--from", "2009-01-01", "--until",
         "2011-01-01"]


class Checkpoint(ProgramTest):
    def saved(self, *more):
        return self.json_of("checkpoint", MERGED_VS_SEPARATE, "--at", DATE, "-o", "state", "--json", "--quiet",
                            *SMALL, *more)

    def results(self, *more, scenario=MERGED_VS_SEPARATE, file="results.h5"):
        result = self.run_program("compare", scenario, *SMALL, "-o", file, *more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return self.digests(file), result.stderr

    def other_scenario(self, change, replacement):
        """The same question with a text replaced, beside the folders that it names."""
        text = MERGED_VS_SEPARATE.read_text().replace("../models", str(SOURCE / "models"))
        self.assertIn(change, text)
        file = self.folder / "other.yaml"
        file.write_text(text.replace(change, replacement))
        return file

    def test_options_that_start_from_one_have_the_digest_of_a_run_from_the_beginning(self):
        answer = self.saved()
        self.assertEqual(answer["options"], ["merged", "separate"])
        self.assertEqual((answer["courses"], answer["replications"], answer["resumed"]), (1, 2, 0))
        whole, _ = self.results()
        started, messages = self.results("--checkpoint", "state")
        self.assertEqual(started, whole)
        self.assertNotIn("beginning", messages)
        for more in (["--threads", "1"], ["--queue", "heap"]):
            self.assertEqual(self.results("--checkpoint", "state", *more)[0], whole)

    def test_it_serves_options_that_were_not_there_when_it_was_saved(self):
        self.saved()
        more = self.other_scenario("    from: 2010-04-01\n", "    from: 2010-04-01\n"
                                   "  - {name: soon, structure: separate-directorates, from: 2009-11-01}\n"
                                   "  - {name: early, structure: separate-directorates, from: 2009-06-01}\n"
                                   "  - {name: always, structure: separate-directorates}\n")
        whole, _ = self.results(scenario=more)
        started, messages = self.results("--checkpoint", "state", scenario=more)
        self.assertEqual(started, whole)
        self.assertIn("option early changes before the checkpoint's date and starts from the beginning", messages)
        self.assertIn("option always has another past than the checkpoint and starts from the beginning", messages)
        self.assertNotIn("option soon", messages)

    def test_without_coupling_the_digest_is_the_same_too(self):
        self.saved("--set", "coupling=off")
        whole, _ = self.results("--set", "coupling=off")
        self.assertEqual(self.results("--set", "coupling=off", "--checkpoint", "state")[0], whole)

    def test_what_it_cannot_serve_is_refused_with_the_reason(self):
        self.saved()
        for words, reason in ((["--seed", "5"], "another seed: `20100118` there, `5` here"),
                              (["--scale", "0.001"], "another scale: `0.002` there, `0.001` here"), (["--set", "end=2012-01-01"], "another horizon"),
                              (["--set", "coupling=off"], "another coupling: `on` there, `off` here"),
                              (["--set", "custody.operational_capacity.initial=80000"], "another model of the reference"),
                              (["--psa"], "--psa")):
            result = self.run_program("compare", MERGED_VS_SEPARATE, *SMALL, *words, "--checkpoint", "state", "-o",
                                      "refused.h5")
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertIn(reason, result.stderr)
        self.assertFalse((self.folder / "refused.h5").exists())
        early = self.other_scenario("from: 2010-04-01", "from: 2009-02-01")
        result = self.run_program("checkpoint", early, "--at", "2010-06-01", "-o", "state", *SMALL)
        self.assertEqual(result.returncode, 2)
        self.assertIn("holds another checkpoint", result.stderr)

    def test_the_command_that_it_prints_starts_from_it(self):
        said = self.good("checkpoint", MERGED_VS_SEPARATE, "--at", DATE, "-o", "state", "--quiet", *SMALL)
        words = shlex.split(re.search(r"Start there: throughgate (.*)", said).group(1))
        self.good(*words, "-o", "results.h5")
        self.assertEqual(self.digests("results.h5"), self.results(file="whole.h5")[0])

    def test_an_empty_folder_or_name_is_refused(self):
        self.saved()
        for file in (self.folder / "state").glob("*.states"):
            file.unlink()
        for folder, reason in (("state", "has none of the replications"), ("", "there is no such folder"),
                               ("state/checkpoint.h5", "is no folder")):
            result = self.run_program("compare", MERGED_VS_SEPARATE, *SMALL, "--checkpoint", folder, "-o", "x.h5")
            self.assertEqual(result.returncode, 2, folder)
            self.assertIn(reason, result.stderr)

    def test_an_option_that_cannot_start_from_it_is_told_when_it_is_saved(self):
        result = self.run_program("checkpoint", MERGED_VS_SEPARATE, "--at", "2010-05-02", "-o", "state", *SMALL)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("option separate changes before 2010-05-02 and will not start from this checkpoint", result.stderr)

    def test_a_date_outside_the_scenario_is_refused(self):
        for date in ("2008-12-31", "2011-01-01", "soon"):
            result = self.run_program("checkpoint", MERGED_VS_SEPARATE, "--at", date, *SMALL)
            self.assertEqual(result.returncode, 2)
            self.assertIn(f"--at: expected a date (YYYY-MM-DD) from 2009-01-01 to before 2011-01-01, found "
                          f"`{date}`", result.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_more_replications_than_it_has_start_from_the_beginning(self):
        self.saved()
        more = ["--replications", "4"]
        whole, _ = self.results(*more)
        started, messages = self.results(*more, "--checkpoint", "state")
        self.assertEqual(started, whole)
        self.assertIn("the checkpoint has no replication 3 to 4, which will start from the beginning", messages)

    def test_a_damaged_state_fails_its_replication_and_no_other(self):
        self.saved()
        file = self.folder / "state" / "replication-2.states"
        file.write_bytes(file.read_bytes()[:-1000])
        result = self.run_program("compare", MERGED_VS_SEPARATE, *SMALL, "--checkpoint", "state", "-o", "part.h5")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr, r"replication 2: .*replication-2.states: is damaged; remove it")
        answer = self.saved()
        self.assertEqual((answer["replications"], answer["resumed"]), (2, 1))
        self.assertEqual(self.results("--checkpoint", "state")[0], self.results()[0])

    def test_killed_at_any_moment_it_is_whole_when_the_command_is_given_again(self):
        words = ["checkpoint", MERGED_VS_SEPARATE, "--at", DATE, "-o", "state", "--quiet", *SMALL]
        moments = random.Random(7)
        for _ in range(6):
            with subprocess.Popen([PROGRAM, *map(str, words)], cwd=self.folder, stdout=subprocess.DEVNULL) as process:
                time.sleep(moments.uniform(0.02, 0.3))
                process.kill()
        self.saved()
        self.assertEqual(self.results("--checkpoint", "state")[0], self.results()[0])
        # A process killed between naming its file and dropping the temporary name leaves the latter: hidden, harmless.
        names = sorted(file.name for file in (self.folder / "state").iterdir() if not file.name.startswith("."))
        self.assertEqual(names, ["checkpoint.h5", "replication-1.states", "replication-2.states"])

    def test_the_results_say_where_their_options_started(self):
        self.saved()
        self.results("--checkpoint", "state")
        text = self.good("info", "results.h5")
        self.assertTrue(re.search(r"checkpoint.*state", text), text)

