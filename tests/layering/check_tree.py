"""Checks the rules of rules.py on the repository given: check_tree.py ROOT. Exit code 1 on a violation."""

import pathlib
import sys

import rules


def read(root, folder, suffixes):
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((root / folder).rglob("*")) if path.suffix in suffixes}


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    sources = read(root, "src", {".cpp", ".hpp"})
    tests = read(root, "tests", {".cpp", ".hpp"})
    if not sources:
        sys.exit("no source files found")
    violations = []
    for check in (rules.check_layers, rules.check_processes, rules.check_libraries, rules.check_text,
                  rules.check_cycles):
        violations += check(sources)
    violations += rules.check_tests(tests)
    for warning in rules.long_files({**sources, **tests}):
        print("warning:", warning)
    for violation in violations:
        print(violation)
    print(f"{len(sources)} source files, {len(tests)} test files, {len(violations)} violations")
    sys.exit(1 if violations else 0)


main()
