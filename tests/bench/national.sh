#!/usr/bin/env bash
# The national model at full scale: ten years, one option, one replication, one core. Prints wall time, events a
# second and bytes a person (state, pending events and observers at the peak).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$root/build/release/throughgate
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [[ ! -x $program ]]; then echo "national.sh: build the program first (./dev build)" >&2; exit 1; fi
"$program" run "$root/scenarios/national.yaml" --replications 1 --threads 1 --quiet -o "$folder/national.h5" >/dev/null
/usr/bin/python3 - "$folder/national.h5" <<'PY'
import sys
import xarray
run = xarray.open_dataset(sys.argv[1], engine="h5netcdf", group="provenance")
wall = float(run["run_seconds"].values.ravel()[0])
events = int(run["run_events"].values.ravel()[0])
persons = int(run["run_peak_persons"].values.ravel()[0])
state = int(run["run_state_bytes"].values.ravel()[0])
print(f"national model, ten years at full scale, one core: {wall:.1f} s, {events:,} events, "
      f"{events / wall / 1e6:.2f} M events/s, {persons:,} persons at the peak, {state / persons:.0f} bytes a person")
PY
