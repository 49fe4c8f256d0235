"""Summary of a ctest JUnit file: the five slowest tests, the failed ones, and last `N passed, M failed`.

summary.py FILE; exit code 1 when a test failed, could not be run, or none passed.
"""

import sys
import xml.etree.ElementTree as ElementTree


def outcome(case):
    """`passed`, `failed` or `skipped`; a test that could not be started has failed."""
    if case.get("status") == "run":
        return "passed"
    skipped = case.find("skipped")
    message = "" if skipped is None else skipped.get("message", "")
    if case.get("status") == "disabled" or message.startswith(("SKIP_", "Disabled")):
        return "skipped"
    return "failed"


def main():
    cases = list(ElementTree.parse(sys.argv[1]).getroot().iter("testcase"))
    names = {"passed": [], "failed": [], "skipped": []}
    for case in cases:
        names[outcome(case)].append(case.get("name"))
    print("\nThe five slowest tests:")
    for case in sorted(cases, key=lambda each: -float(each.get("time", 0)))[:5]:
        print(f"  {float(case.get('time', 0)):8.2f} s  {case.get('name')}")
    for name in names["failed"]:
        print(f"failed: {name}")
    skipped = f", {len(names['skipped'])} skipped" if names["skipped"] else ""
    print(f"{len(names['passed'])} passed, {len(names['failed'])} failed{skipped}", flush=True)
    sys.exit(1 if names["failed"] or not names["passed"] else 0)


main()
