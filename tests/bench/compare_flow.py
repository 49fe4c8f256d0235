#!/usr/bin/python3
"""Runs the workload `flow` on this engine and on SimPy, in turn, and prints the ratios of one and the same run.

usage: compare_flow.py [BENCH_FLOW] [--rounds N] [--check]

BENCH_FLOW is the built benchmark program. Without SimPy (Debian: python3-simpy3) only the engine is timed. The
environment variable FLOW_PROTOTYPE may name another program that takes `SCALE DAYS SEED 9 1 0` and prints
`ns/ev=...`; the ratio to it is printed too. --check ends with code 1 when a median ratio to SimPy is below its floor.
"""

import argparse
import importlib.util
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

SIZES = {  # pending events: scale, days for SimPy, days for the prototype, floor of the ratio to SimPy
    10_000: (1, 2000, 30_000, 70),
    100_000: (10, 200, 3_000, 175),
    1_000_000: (100, 10, 300, 770),
}
THEORY = {"court": 12.8, "licence": 728, "community": 2929, "at_risk": 5565}


def engine(program, pending):
    command = [program, f"--benchmark_filter=flow<engine::BucketRing>/{pending // 1000}/", "--benchmark_format=json"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(output)["benchmarks"][0]


def simpy(scale, days, seed):
    script = pathlib.Path(__file__).with_name("flow_simpy.py")
    command = [sys.executable, str(script), str(scale), str(days), str(seed)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def prototype(program, scale, days):
    command = [program, str(scale), str(days), "1", "9", "1", "0"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return 1e9 / float(re.search(r"ns/ev=([\d.]+)", output)[1])


def stocks(result):
    return ", ".join(f"{name} {result[name]:.1f} ({theory:g})" for name, theory in THEORY.items())


def compare(pending, arguments, has_simpy, other):
    scale, simpy_days, other_days, floor = SIZES[pending]
    speeds, to_simpy, to_other = [], [], []
    for seed in range(1, arguments.rounds + 1):
        mine = engine(arguments.program, pending)
        speeds.append(mine["events_per_second"])
        if other:
            to_other.append(mine["events_per_second"] / prototype(other, scale, other_days))
        if has_simpy:
            theirs = simpy(scale, simpy_days, seed)
            to_simpy.append(mine["events_per_second"] / theirs["events_per_second"])
    print(f"{pending:>9,} pending: {statistics.median(speeds) / 1e6:.1f} M events/s, "
          f"{mine['bytes_per_offender']:.0f} bytes an offender")
    print(f"{'':>9}  mean stocks / scale (theory): {stocks(mine)}")
    if to_other:
        print(f"{'':>9}  ratio to the prototype {statistics.median(to_other):.2f}")
    if not to_simpy:
        return True
    ratio = statistics.median(to_simpy)
    print(f"{'':>9}  SimPy: {stocks(theirs)}")
    print(f"{'':>9}  ratio to SimPy {ratio:.0f} (floor {floor})", flush=True)
    return ratio >= floor


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    built = pathlib.Path(__file__).resolve().parents[2] / "build/release/tests/bench/bench_flow"
    parser.add_argument("program", metavar="BENCH_FLOW", nargs="?", default=str(built))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    has_simpy = importlib.util.find_spec("simpy") is not None
    if not has_simpy:
        print("SimPy is not installed (Debian: python3-simpy3): no ratio to it", file=sys.stderr)
    other = os.environ.get("FLOW_PROTOTYPE")
    good = [compare(pending, arguments, has_simpy, other) for pending in SIZES]
    return 1 if arguments.check and not all(good) else 0


if __name__ == "__main__":
    sys.exit(main())
