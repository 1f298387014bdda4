"""Makes the tables in this directory: reference answers for the planner.

Run it with Python 3 and scipy 1.17 (numpy with it) installed:

    python tests/stats/planning/oracle.py

It takes about a minute. Every answer is found by trying all numbers of tasks, not by the search that
is tested. Shares and tolerances are in millionths; counts within a tolerance are whole-number
arithmetic. That some output stays empty is worked out in fractions from the multinomial law, output by
output, not by inclusion and exclusion.
"""

import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy.special import betaln
from scipy.stats import binom

HERE = pathlib.Path(__file__).parent
MILLION = 10**6


def write(name, header, rows):
    with open(HERE / name, "w") as out:
        out.write("# Made by tests/stats/planning/oracle.py. Columns: " + header + "\n")
        for row in rows:
            out.write(",".join(str(cell) for cell in row) + "\n")


def coverage(n, share, within):
    """P(|X/n - p| <= d) for every n of an array."""
    low = -(-n * max(share - within, 0) // MILLION)
    high = n * min(share + within, MILLION) // MILLION
    p = share / MILLION
    return binom.cdf(high, n, p) - np.where(low > 0, binom.cdf(low - 1, n, p), 0.0)


def precision_rows():
    cases = []
    for share in [10_000, 50_000, 200_000, 333_333, 500_000, 700_000, 999_000]:
        for within in [5_000, 20_000, 50_000, 123_456]:
            for level in [0.8, 0.9, 0.95, 0.99, 0.999]:
                cases.append((share, within, level))
    cases += [(200_000, 2_000, 0.95), (500_000, 2_500, 0.95), (1_000, 500, 0.95), (1_000, 2_000, 0.95)]
    # Seven tasks fail and eight do not, though neither end of the range moves between them.
    cases.append((430_617, 287_635, 0.85))
    for share, within, level in cases:
        # By Hoeffding's inequality no number from here on can fail.
        d = within / MILLION
        most = math.ceil(math.log(2 / (1 - level)) / (2 * d * d)) + 1
        n = np.arange(1, most + 1)
        covered = coverage(n, share, within)
        # A coverage that is the level itself will do, whatever rounding makes of it.
        fails = np.nonzero(covered < level - 1e-13)[0]
        settled = int(n[fails[-1]]) + 1 if len(fails) else 1
        assert settled <= most
        yield share, within, level, settled, repr(float(covered[settled - 1]))


def expected_rows():
    for n in [1, 10, 100, 1_000, 12_345, 10**6]:
        for share in [0, 1_000, 10_000, 200_000, 500_000, 990_000, MILLION]:
            law = binom(n, share / MILLION)
            ends = [int(law.ppf(q)) for q in (0.025, 0.975, 0.0005, 0.9995)]
            yield n, share, *(max(0, end) for end in ends)


def all_filled(shares, n):
    """P(no output stays empty), exactly: the ways to fill output after output."""
    filled = [Fraction(0)] * (n + 1)
    filled[0] = Fraction(1)
    for share in shares:
        p = Fraction(share, MILLION)
        step = [Fraction(0)] * (n + 1)
        for k in range(n + 1):
            step[k] = sum(
                (filled[k - j] * math.comb(k, j) * p**j for j in range(1, k + 1)), Fraction(0)
            )
        filled = step
    return filled[n]


def empty_rows():
    cases = [
        [10_000, 990_000], [200_000, 800_000], [500_000, 500_000], [100_000, 200_000, 700_000],
        [50_000, 50_000, 100_000, 300_000, 500_000], [333_333, 333_333, 333_334], [100_000] * 10,
    ]
    for shares in cases:
        for n in [1, 2, 3, 5, 10, 20, 40]:
            yield " ".join(map(str, shares)), n, repr(float(1 - all_filled(shares, n)))


def filled_rows():
    """By trying, with the law in doubles: two outputs, where it is a sum of two powers."""
    for share in [10_000, 200_000, 500_000, 1_000]:
        for level in [0.5, 0.05, 0.001]:
            p, n = share / MILLION, 1
            while (1 - p) ** n + p**n > level * (1 + 1e-11):
                n += 1
            yield share, level, n


def benchmark_rows():
    cases = [
        (0.95, 0.85, 0.05, 0.05), (0.95, 0.85, 0.05, 0.1), (0.95, 0.85, 0.05, 0.075), (0.9, 0.8, 0.05, 0.05),
        (0.99, 0.9, 0.01, 0.01), (0.8, 0.7, 0.1, 0.1), (0.6, 0.5, 0.05, 0.2), (0.98, 0.95, 0.05, 0.05),
        (1.0, 0.9, 0.05, 0.05), (0.9, 0.0, 0.05, 0.05), (0.5, 0.1, 0.2, 0.01), (0.92, 0.88, 0.05, 0.05),
        (0.999, 0.99, 0.05, 0.05), (0.75, 0.25, 0.5, 0.5),
    ]
    for good, bad, alpha, beta in cases:
        n = 0
        while True:
            n += 1
            # The largest mark that the good one keeps.
            marks = np.arange(0, n + 1)
            kept = marks[binom.cdf(marks - 1, n, good) <= alpha * (1 + 1e-11)]
            mark = int(kept[-1])
            passes = float(binom.sf(mark - 1, n, bad))
            if passes <= beta * (1 + 1e-11):
                break
        yield good, bad, alpha, beta, n, mark, repr(float(binom.cdf(mark - 1, n, good))), repr(passes)


def running_rows():
    """ln of the mixture against the share, from the beta functions as they stand."""
    for share in [1_000, 50_000, 200_000, 500_000, 950_000]:
        for tightest in [100, 10_000]:
            limit = math.log(20)
            m = tightest / (2 * limit + math.log(1 + 2 * limit))
            p = share / MILLION
            for n in [1, 2, 10, 100, 1_000, 50_000]:
                k = np.arange(0, n + 1)
                ln = betaln(m * p + k, m * (1 - p) + n - k) - betaln(m * p, m * (1 - p))
                ln -= k * math.log(p) + (n - k) * math.log1p(-p)
                allowed = k[ln < limit]
                low, high = int(allowed[0]), int(allowed[-1])
                assert len(allowed) == high - low + 1
                yield share, tightest, n, low, high, repr(float(ln[low])), repr(float(ln[high]))


write("precision.csv", "share, tolerance, level, tasks from which on it holds, coverage there", precision_rows())
write("expected.csv", "tasks, share, 95 % range, 99.9 % range", expected_rows())
write("empty.csv", "shares, tasks, P(some output stays empty)", empty_rows())
write("filled.csv", "share of one of two outputs, level, fewest tasks", filled_rows())
write("benchmark.csv", "good, bad, alpha, beta, tasks, mark, P(good fails), P(bad passes)", benchmark_rows())
write("running.csv", "share, tightest at, tasks, lowest and highest count at 95 %, ln evidence at both", running_rows())
