#!/usr/bin/python3
"""The workload `flow` in SimPy (Debian: python3-simpy3): the same model as flow.hpp.

usage: flow_simpy.py SCALE DAYS [SEED]
Prints one JSON object: model events a second (setting up is not timed) and mean stocks divided by the scale.
"""

import json
import math
import random
import sys
import time

import simpy

CUSTODY_SHARE = 0.3
CUSTODY_MEAN = 200.0
LICENCE_DAYS = 180.0
ORDER_DAYS = 365.0
FOLLOW_UP_DAYS = 730.0
RISK_SHAPE = 0.8

COURT, CUSTODY, LICENCE, ORDER, AT_RISK = range(5)
STOCKS = ("court_queue", "court", "custody_queue", "custody", "licence", "community", "at_risk")


class Parameters:
    def __init__(self, scale):
        self.arrivals = 5.5 * scale
        hearings = self.arrivals / 0.43
        receptions = hearings / 3
        self.courts = round(hearings / 0.9)
        self.places = round(receptions * CUSTODY_MEAN / 0.95)
        self.risk_scale = FOLLOW_UP_DAYS / math.log(2) ** (1 / RISK_SHAPE)
        self.recall = -math.log(0.9) / LICENCE_DAYS
        self.breach = -math.log(0.8) / ORDER_DAYS
        variance = math.log(1 + 0.6**2)
        self.mu, self.sigma = math.log(CUSTODY_MEAN) - variance / 2, math.sqrt(variance)
        steps = 20000
        width = FOLLOW_UP_DAYS / steps
        at_risk = sum(math.exp(-(((i + 0.5) * width / self.risk_scale) ** RISK_SHAPE)) for i in range(steps)) * width
        self.opening = {
            CUSTODY: round(receptions * CUSTODY_MEAN),
            LICENCE: round(receptions * 0.1 / self.recall),
            ORDER: round(0.7 * hearings * 0.2 / self.breach),
            AT_RISK: round(0.86 * hearings * at_risk),
        }


class Flow:
    def __init__(self, scale, seed):
        self.parameters = Parameters(scale)
        self.random = random.Random(seed)
        self.environment = simpy.Environment()
        self.court = simpy.Resource(self.environment, self.parameters.courts)
        self.prison = simpy.Resource(self.environment, self.parameters.places)
        self.level = [0] * len(STOCKS)
        self.area = [0.0] * len(STOCKS)
        self.changed = [0.0] * len(STOCKS)
        self.events = 0
        for stage, count in self.parameters.opening.items():
            for _ in range(count):
                self.environment.process(self.offender(stage, opening=True))
        self.environment.process(self.source())
        self.environment.run(until=1e-9)

    def change(self, stock, by):
        now = self.environment.now
        self.area[stock] += self.level[stock] * (now - self.changed[stock])
        self.changed[stock] = now
        self.level[stock] += by

    def source(self):
        while True:
            yield self.environment.timeout(self.random.expovariate(self.parameters.arrivals))
            self.events += 1
            self.environment.process(self.offender(COURT))

    def served(self, resource, stock, duration):
        """Waits for a server and keeps it; the stock of the waiting stands before that of the served."""
        self.change(stock - 1, 1)
        with resource.request() as request:
            yield request
            self.change(stock - 1, -1)
            self.change(stock, 1)
            yield self.environment.timeout(duration())
        self.change(stock, -1)
        self.events += 1

    def spell(self, stock, draw, limit, opening):
        """A spell that ends early or at its limit; true when early. An opening spell is cut in stationary state."""
        self.change(stock, 1)
        days = draw()
        while opening and self.random.random() >= min(days, limit) / limit:
            days = draw()
        yield self.environment.timeout(min(days, limit) * (self.random.random() if opening else 1.0))
        self.change(stock, -1)
        self.events += 1
        return days < limit

    def offender(self, stage, opening=False):
        p, draw = self.parameters, self.random
        while True:
            if stage == COURT:
                yield from self.served(self.court, 1, lambda: draw.expovariate(1.0))
                stage = CUSTODY if draw.random() < CUSTODY_SHARE else ORDER
            elif stage == CUSTODY:
                if opening:
                    yield from self.served(
                        self.prison, 3, lambda: draw.random() * draw.lognormvariate(p.mu + p.sigma**2, p.sigma)
                    )
                else:
                    yield from self.served(self.prison, 3, lambda: draw.lognormvariate(p.mu, p.sigma))
                stage = LICENCE
            elif stage == LICENCE:
                recalled = yield from self.spell(4, lambda: draw.expovariate(p.recall), LICENCE_DAYS, opening)
                stage = CUSTODY if recalled else AT_RISK
            elif stage == ORDER:
                breached = yield from self.spell(5, lambda: draw.expovariate(p.breach), ORDER_DAYS, opening)
                stage = COURT if breached else AT_RISK
            else:
                reoffended = yield from self.spell(
                    6, lambda: draw.weibullvariate(p.risk_scale, RISK_SHAPE), FOLLOW_UP_DAYS, opening
                )
                if not reoffended:
                    return
                stage = COURT
            opening = False


def main():
    scale, days = float(sys.argv[1]), float(sys.argv[2])
    flow = Flow(scale, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    start = time.perf_counter()
    flow.environment.run(until=days)
    seconds = time.perf_counter() - start
    for stock in range(len(STOCKS)):
        flow.change(stock, 0)
    means = {name: area / days / scale for name, area in zip(STOCKS, flow.area)}
    print(json.dumps({"events": flow.events, "events_per_second": flow.events / seconds, **means}))


if __name__ == "__main__":
    main()
