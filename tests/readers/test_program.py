"""test_program.py THROUGHGATE SCENARIOS: a results file of the program itself, as every reader sees it."""

import pathlib
import re
import subprocess
import sys
import tempfile

from skipping import require_readers, skip

SCALE = "0.01"  # a hundredth of the offenders is enough to fill every variable


def main():
    require_readers()
    import check_results

    program, scenarios = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted(scenarios.glob("*.yaml"))
    if not files:
        skip(f"there is no scenario in {scenarios}")
    scenario = next((file for file in files if "merged" in file.name), files[0])
    with tempfile.TemporaryDirectory() as folder:
        results = str(pathlib.Path(folder) / "results.h5")
        subprocess.run(
            [program, "run", str(scenario), "-o", results, "--scale", SCALE, "--replications", "2", "--quiet"],
            check=True)
        faults = check_results.check(results)
        information = subprocess.run([program, "info", results, "--digest"], capture_output=True, text=True, check=True)
    if not re.search(r"\b[0-9a-f]{64}\b", information.stdout):
        faults.append("info --digest prints no digest")
    print("\n".join(faults) if faults else f"every reader opens the results of {scenario.name}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
