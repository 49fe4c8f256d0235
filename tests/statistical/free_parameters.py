#!/usr/bin/python3
"""Moves each fitted parameter by one standard deviation of its prior and prints the counted rows that follow.

usage: free_parameters.py PROGRAM [--scale S] [--replications N] [--only TEXT]

A parameter is fitted where its note in the model says so. Only those graded M or D may be; the run fails (exit 1) where
another is, or where moving one changes no counted row of the base year by a fiftieth of its tolerance. Parameters whose
shares must sum to one, or whose total is known, have no prior of their own and are named as such: what carries their
uncertainty stands in their notes. Both runs share their luck, so small changes are seen at a small scale."""

import argparse
import glob
import json
import math
import os
import re
import subprocess
import sys

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LEAST = 0.02  # of a tolerance


def parameters(node, path):
    if not isinstance(node, dict):
        return
    if "value" in node and "unit" in node:
        yield ".".join(path), node
        return
    for key, child in node.items():
        yield from parameters(child, path + [str(key)])


def fitted():
    for file in sorted(glob.glob(os.path.join(ROOT, "models/england-wales/*.yaml"))):
        with open(file, encoding="utf-8") as text:
            for path, entry in parameters(yaml.safe_load(text), []):
                if re.search(r"\bfitted\b", str(entry.get("note", "")), re.IGNORECASE):
                    yield path, entry


def moved(entry):
    """The value one standard deviation up: a function of one cell, or None where there is no prior."""
    prior = entry["distribution"]
    family = prior["family"]
    if family == "fixed":
        return None
    if "relative_sd" in prior:
        return lambda value: value * math.exp(prior["relative_sd"])
    if family == "lognormal":
        return lambda value: value * math.exp(prior["sigma"])
    if family in ("normal", "beta"):
        return lambda value: value + prior["sd"]
    if family == "triangular":
        low, mode, high = prior["low"], prior["mode"], prior["high"]
        square = low * low + mode * mode + high * high - low * mode - low * high - mode * high
        return lambda value: value + math.sqrt(square / 18)
    if family == "uniform":
        return lambda value: value + (prior["high"] - prior["low"]) / math.sqrt(12)
    raise SystemExit(f"unknown family {family}")


def cells(path, value):
    if isinstance(value, dict):
        for label, cell in value.items():
            yield from cells(f"{path}.{label}", cell)
    else:
        yield path, value


def backtest(arguments, settings):
    command = [arguments.program, "backtest", os.path.join(ROOT, "scenarios/base-2009.yaml"), "--json", "--quiet",
               "--scale", str(arguments.scale), "--replications", str(arguments.replications), "-o", "/dev/shm/free.h5"]
    for setting in settings:
        command += ["--set", setting]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 3):
        raise SystemExit(run.stderr)
    return {row["response"]: row for row in json.loads(run.stdout)["rows"] if row["kind"] in ("fitted", "emergent")}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--replications", type=int, default=2)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    base = backtest(arguments, [])
    failures = []
    print(f"{'fitted parameter, one prior standard deviation up':52} {'grade':5}  counted rows moved most, in tolerances")
    for path, entry in fitted():
        if arguments.only not in path:
            continue
        if entry["grade"] not in ("M", "D"):
            failures.append(f"{path} is graded {entry['grade']}")
        change = moved(entry)
        if change is None:
            print(f"{path:52} {entry['grade']:5}  no prior of its own: see its note")
            continue
        after = backtest(arguments, [f"{cell}={change(value):.8g}" for cell, value in cells(path, entry["value"])])
        moves = sorted(((after[name]["simulated"] - row["simulated"]) / row["tolerance"], name)
                       for name, row in base.items()
                       if after[name]["simulated"] is not None and row["simulated"] is not None)
        moves.sort(key=lambda move: -abs(move[0]))
        if abs(moves[0][0]) < LEAST:
            failures.append(f"{path} moves no counted row")
        print(f"{path:52} {entry['grade']:5}  " + "; ".join(f"{name} {by:+.2f}" for by, name in moves[:3]), flush=True)
    for failure in failures:
        print("FAILED:", failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
