#!/usr/bin/env bash
# The national model at full scale: ten years, one option, one replication, one core. Prints wall time, events a
# second and bytes a person (state, pending events and observers at the peak), and what an event costs against one of
# the workload `flow` with a million pending, timed just before: seconds differ from machine to machine, that less.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$root/build/release/throughgate
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [[ ! -x $program ]]; then echo "national.sh: build the program first (./dev build)" >&2; exit 1; fi
flow=$root/build/release/tests/bench/bench_flow
per_second=0
if [[ -x $flow ]]; then
  per_second=$("$flow" --benchmark_filter='flow<engine::BucketRing>/1000/' --benchmark_format=json 2>/dev/null |
    /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)["benchmarks"][0]["events_per_second"])')
fi
"$program" run "$root/scenarios/national.yaml" --replications 1 --threads 1 --quiet -o "$folder/national.h5" >/dev/null
/usr/bin/python3 - "$folder/national.h5" "$per_second" <<'PY'
import sys
import xarray
run = xarray.open_dataset(sys.argv[1], engine="h5netcdf", group="provenance")
wall = float(run["run_seconds"].values.ravel()[0])
events = int(run["run_events"].values.ravel()[0])
persons = int(run["run_peak_persons"].values.ravel()[0])
state = int(run["run_state_bytes"].values.ravel()[0])
print(f"national model, ten years at full scale, one core: {wall:.1f} s, {events:,} events, "
      f"{events / wall / 1e6:.2f} M events/s, {persons:,} persons at the peak, {state / persons:.0f} bytes a person")
flow = float(sys.argv[2])
if flow > 0:
    print(f"an event costs {flow * wall / events:.1f} events of flow ({flow / 1e6:.1f} M events/s)")
PY
