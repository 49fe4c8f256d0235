"""Each header compiles alone, syntax only: headers_alone.py ROOT COMPILER PARALLEL [FLAG...].

Exit code 1 when one does not.
"""

import concurrent.futures
import pathlib
import subprocess
import sys


def compile_alone(compiler, flags, source_folder, header):
    command = [compiler, "-std=c++20", "-fsyntax-only", *flags, f"-I{source_folder}", "-include", str(header),
               "-x", "c++", "/dev/null"]
    return header, subprocess.run(command, capture_output=True, text=True, check=False)


def main():
    root, compiler, parallel, flags = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
    source_folder = pathlib.Path(root).resolve() / "src"
    headers = sorted(source_folder.rglob("*.hpp"))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(parallel) as pool:
        for header, result in pool.map(lambda each: compile_alone(compiler, flags, source_folder, each), headers):
            if result.returncode != 0:
                failed += 1
                print(f"{header.relative_to(source_folder)} does not compile alone:\n{result.stderr[:3000]}")
    print(f"{len(headers)} headers, {failed} do not compile alone")
    sys.exit(1 if failed or not headers else 0)


main()
