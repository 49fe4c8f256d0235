"""A run at a tenth of the scale against the full one: scale_equivalence.py PROGRAM SCENARIO [--replications A B]

    /usr/bin/python3 tests/statistical/scale_equivalence.py build/release/throughgate scenarios/national.yaml

Equivalence, not the absence of a difference: a rate passes when the 95% interval of its relative difference (Welch,
seeds of their own) lies inside +-1%. A rate whose true difference is 1% or more so passes with a chance of 2.5% at
most; the chance that one without any difference fails is printed beside it (false alarm), and the sum of these
below.

Two runs of each scale. With coupling on, the answers that users see: the rates of COUPLED must pass. With coupling
off, services have no queues, and only what the scale itself does is left (thinning, the opening stock): there every
rate must pass, those of CARRIED too. CARRIED are rates that the delay of a queue moves by about 1% or more: a small
court waits longer, so remand lasts longer, more of a term is credited, fewer are received and recalled, and fewer
convictions fall into a follow-up. Their difference in the coupled run is printed and exempt, as that of the queues
themselves. Which rate stands in which list was decided after runs with other seeds than those below: seeds that
helped to choose a list cannot test it. Move a rate, and the seeds must change.

The window is all years of the scenario from the third on: lines begin the base year shorter than they will be.
Replications: spread by cost, about ten small ones to a large one. 60 and 6 of the national scenario were too few: the
interval of the licence caseload was +-0.77% wide. 120 and 14 take some 40 minutes on two threads.

Exit code 1 when a rate fails, 77 without the readers.
"""

import argparse
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

MARGIN = 0.01
LEVEL = 0.95
WINDOW = ["--from", "2011-01-01"]
SEEDS = (20100120, 20100121)

COUPLED = [
    "custody_rate", "persons_sentenced_per_year", "reoffending_committed_1y", "reconviction_2y", "breaches_per_year",
    "order_completion_share", "hdc_share", "court_order_caseload", "probation_caseload",
    "crown_court_receipts_per_year", "crown_court_disposals_per_year", "charge_to_first_listing"]
CARRIED = [
    "proven_reoffending_1y", "reoffences_per_100", "sentenced_receptions_per_year", "recalls_per_year",
    "licence_caseload", "pre_release_caseload", "prison_population", "sentenced_population", "determinate_population"]
QUEUES = [
    "psr_wait", "crown_court_backlog", "first_listing_to_completion", "remand_population",
    "remand_stay[untried]", "remand_stay[unsentenced]", "programme_wait"]


def t_quantile(probability, degrees):
    """Student's t by the expansion of Cornish and Fisher; to three digits from five degrees of freedom on."""
    z = statistics.NormalDist().inv_cdf(probability)
    terms = [(z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96,
             (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384]
    return z + sum(term / degrees**power for power, term in enumerate(terms, 1))


class Difference:
    """Relative difference of two independent means, with its interval."""

    def __init__(self, small, full):
        self.full = statistics.fmean(full)
        ratio = statistics.fmean(small) / self.full
        parts = [statistics.variance(small) / self.full**2 / len(small),
                 statistics.variance(full) * (ratio / self.full)**2 / len(full)]
        variance = sum(parts)
        self.value = ratio - 1
        self.error = math.sqrt(variance)
        squares = parts[0]**2 / (len(small) - 1) + parts[1]**2 / (len(full) - 1)
        self.half = t_quantile((1 + LEVEL) / 2, variance**2 / squares) * self.error if variance > 0 else 0.0

    @property
    def passes(self):
        return abs(self.value) + self.half < MARGIN

    @property
    def false_alarm(self):
        """Chance that a rate without any difference fails."""
        if self.error == 0:
            return 0.0
        return min(1.0, 2 * statistics.NormalDist().cdf(-(MARGIN - self.half) / self.error))

    def line(self, name, verdict):
        low, high = self.value - self.half, self.value + self.half
        return (f"  {name:32s} {self.full:14.6g} {100 * self.value:+8.2f}% {100 * low:+8.2f}% {100 * high:+8.2f}%"
                f"  {verdict}")


def values_of(results, name):
    """One number a replication; None where the program has no such response."""
    plain, _, label = name.partition("[")
    label = label.rstrip("]")
    if label:
        found = next((one for one in results.data_vars if one.startswith(f"{plain}_by_") and one.count("_by_") == 1
                      and not one.endswith("_monthly") and label in results[one].coords[results[one].dims[-1]].values),
                     None)
        values = None if found is None else results[found].sel({results[found].dims[-1]: label})
    else:
        values = results.get(plain)
    if values is None or values.dims != ("option", "replication"):
        return None
    numbers = [float(value) for value in values.values[0]]
    return numbers if all(math.isfinite(number) for number in numbers) else None


def run(options, scale, replications, seed, coupling, folder):
    import xarray
    target = str(pathlib.Path(folder) / f"scale-{scale}-{coupling}.h5")
    words = [options.program, "run", options.scenario, "-o", target, "--scale", str(scale), "--replications",
             str(replications), "--seed", str(seed), "--set", f"coupling={coupling}", "--quiet", *WINDOW]
    if options.threads:
        words += ["--threads", str(options.threads)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return xarray.load_dataset(target)


def compare(small, full, names, judged):
    """Prints a line a name; the names that fail, and the sum of the false-alarm rates."""
    failed, alarm = [], 0.0
    for name in names:
        numbers = [values_of(one, name) for one in (small, full)]
        if None in numbers:
            print(f"  {name:32s} {'is no response of this program':>44s}")
            failed += [name] if judged else []
            continue
        difference = Difference(*numbers)
        verdict = "exempt"
        if judged:
            verdict = f"{'inside' if difference.passes else 'OUTSIDE'}  false alarm {difference.false_alarm:.1g}"
            alarm += difference.false_alarm
            failed += [] if difference.passes else [name]
        print(difference.line(name, verdict))
    return failed, alarm


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("scenario")
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--replications", type=int, nargs=2, default=(120, 14), metavar=("SMALL", "FULL"))
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    if min(options.replications) < 5:
        parser.error("an interval needs five replications of each scale at least")
    try:
        import xarray  # noqa: F401
    except ImportError as error:
        print(f"skipped: {error}")
        sys.exit(77)
    failed, alarm = [], 0.0
    for coupling, parts in (("on", [(COUPLED, True), (CARRIED, False), (QUEUES, False)]),
                            ("off", [(COUPLED, True), (CARRIED, True)])):
        with tempfile.TemporaryDirectory() as folder:
            small, full = (run(options, scale, count, seed, coupling, folder) for scale, count, seed in
                           zip((options.scale, 1), options.replications, SEEDS))
        print(f"coupling {coupling}: scale {options.scale:g} ({options.replications[0]} replications) against 1"
              f" ({options.replications[1]})")
        print(f"  {'':32s} {'full scale':>14s} {'differs':>9s} {'95% interval of the difference':>19s}")
        for names, judged in parts:
            outside, chance = compare(small, full, names, judged)
            failed += [f"{name} (coupling {coupling})" for name in outside]
            alarm += chance
            print()
    print(f"False alarm of all rates together, were there no difference: {alarm:.2g} at most")
    print(f"Outside +-{100 * MARGIN:g}%: {', '.join(failed)}" if failed else f"All inside +-{100 * MARGIN:g}%")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
