#!/usr/bin/env python3
"""Plants faults in a copy of the source, one at a time, and asks that a named test catches each.

    tests/mutants/run.py [FOLDER]      FOLDER: of the copy and its build (default: build/mutants)

A mutant is a text that stands once in a file, what replaces it, and the test that must fail then. The test must pass
without it. Exit code 1 where a mutant lives, where its text is gone, or where the test fails without it.
"""

import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIED = ["CMakeLists.txt", "CMakePresets.json", "cmake", "src", "tests", "models", "scenarios"]

# name, file, text, replacement, test executable, test
MUTANTS = [
    ("lost recall", "src/justice/pathway/licence.cpp",
     "hot.standing.add(Standing::in_prison | Standing::recalled);", "",
     "unit_justice", "Recall.TakesThePersonBackForTheDaysOfTheLawThatOfReturnCounted"),
    ("double release", "src/justice/pathway/custody.cpp",
     "  hot.standing.remove(Standing::serving | Standing::recalled | Standing::in_prison);\n"
     "  context.transition.cancel(Slot::custody);",
     "  context.transition.schedule(Slot::custody, context.now + Duration::days(1));",
     "unit_justice", "Custody.PutsOnLicenceToTheEndOfTheTermFromTwelveMonthsOnly"),
    ("hazard on in prison", "src/justice/people/offender.hpp",
     "return (bits & (in_prison | outside)) == 0;", "return (bits & outside) == 0;",
     "unit_justice", "Exposure.IsNoneInPrisonAndOutside"),
    ("credit omitted", "src/justice/pathway/custody.cpp",
     "  cold.credit_days += static_cast<std::uint32_t>(days);\n  hot.standing.remove(Standing::remand);",
     "  hot.standing.remove(Standing::remand);",
     "unit_justice", "Custody.CountsTheDaysOfRemandAsCredit"),
    ("stale event executed", "src/engine/scheduler.hpp",
     "        ++counts_.stale;\n        continue;", "        ++counts_.stale;",
     "unit_engine", "SchedulerTest/*.CancelsOneSlotOrAll"),
]


def run(*words, **options):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True, check=False, **options)


def build(folder, target):
    result = run("cmake", "--build", folder / "build", "--target", target)
    if result.returncode != 0:
        sys.exit(f"{target} does not build:\n{result.stdout[-3000:]}{result.stderr[-3000:]}")


def passes(folder, executable, test):
    result = run(folder / "build" / "tests" / executable, f"--gtest_filter={test}", cwd=folder)
    if "[==========] 0 tests" in result.stdout or "Running 0 tests" in result.stdout:
        sys.exit(f"there is no test {test}")
    return result.returncode == 0


def copy_of_the_project(folder):
    shutil.rmtree(folder / "tests", ignore_errors=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    result = run("cmake", "-S", folder, "-B", folder / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release")
    if result.returncode != 0:
        sys.exit(result.stderr)


def caught(folder, mutant):
    name, file, text, replacement, executable, test = mutant
    path = folder / file
    original = path.read_text()
    if original.count(text) != 1:
        sys.exit(f"{name}: its text stands {original.count(text)} times in {file}")
    build(folder, executable)
    if not passes(folder, executable, test):
        sys.exit(f"{test} fails without the mutant")
    path.write_text(original.replace(text, replacement))
    try:
        build(folder, executable)
        return not passes(folder, executable, test)
    finally:
        path.write_text(original)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "build" / "mutants"
    begin = time.monotonic()
    copy_of_the_project(folder)
    living = 0
    for mutant in MUTANTS:
        found = caught(folder, mutant)
        living += 0 if found else 1
        print(f"{'caught' if found else 'LIVES ':6}  {mutant[0]}: {mutant[5]}", flush=True)
    print(f"{len(MUTANTS) - living} of {len(MUTANTS)} mutants caught in {time.monotonic() - begin:.0f} s")
    return 1 if living else 0


if __name__ == "__main__":
    sys.exit(main())
