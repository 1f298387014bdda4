"""Makes the tables in this directory: reference values for the statistics.

Run it with Python 3, mpmath 1.4 and scipy 1.17 installed:

    python tests/stats/oracle.py [TABLE...]

It takes a few minutes. Shares are given in millionths and taken exactly.

Binomial tails are mpmath's, not scipy's: scipy works in doubles, so a share of 999,999 millionths
reaches it with an error in the complement's eleventh digit, and its far tails are good to fewer
digits than asked for here. Each tail is a plain sum in 40 digits, ended when it has settled.
scipy confirms the definitions, on two-sided p-values up to 1,000 tasks and on Wilson intervals;
of the hypergeometric law its hypergeom and fisher_exact confirm tails and p-values up to 1,000.
"""

import itertools
import math
import pathlib
import sys

from mpmath import mp, mpf, loggamma, log, log1p, exp, gammainc, inf
from scipy import stats

mp.dps = 40
HERE = pathlib.Path(__file__).parent
NS = [1, 2, 3, 4, 5, 10, 20, 50, 100] + [10**e for e in range(3, 10)]
SHARES = [1, 100, 10_000, 50_000, 200_000, 500_000, 550_000, 800_000, 990_000, 999_900, 999_999]


class Law:
    """Binomial law with an exact share, in 40 digits."""

    def __init__(self, n, millionths):
        self.n, self.m = n, millionths
        self.p = mpf(millionths) / 10**6
        self.q = mpf(10**6 - millionths) / 10**6
        self.lp, self.lq = log(self.p), log(self.q)
        self.head = loggamma(n + 1)

    def ln_pmf(self, k):
        return (
            self.head - loggamma(k + 1) - loggamma(self.n - k + 1)
            + k * self.lp + (self.n - k) * self.lq
        )

    def pmf(self, k):
        return exp(self.ln_pmf(k))

    def lower(self, k):
        """P(X <= k), by adding terms downwards: only for k below the mean."""
        odds = self.q / self.p
        term = total = mpf(1)
        for i in range(k, 0, -1):
            term *= odds * i / (self.n - i + 1)
            total += term
            if term < total * mpf(10) ** -22:
                break
        return self.pmf(k) * total

    def cdf(self, k):
        if k < 0:
            return mpf(0)
        if k >= self.n:
            return mpf(1)
        if k * 10**6 <= self.n * self.m:
            return self.lower(k)
        return 1 - Law(self.n, 10**6 - self.m).lower(self.n - k - 1)

    def sf(self, k):
        if k < 0:
            return mpf(1)
        if k >= self.n:
            return mpf(0)
        return Law(self.n, 10**6 - self.m).cdf(self.n - k - 1)

    def two_sided(self, k):
        """The definition of R's binom.test."""
        gap = k * 10**6 - self.n * self.m
        if gap == 0:
            return mpf(1)
        if gap > 0:
            return Law(self.n, 10**6 - self.m).two_sided(self.n - k)
        bound = self.ln_pmf(k) + log1p(mpf(10) ** -7)
        low, high = -(-self.n * self.m // 10**6), self.n + 1
        while low < high:
            middle = (low + high) // 2
            if self.ln_pmf(middle) <= bound:
                high = middle
            else:
                low = middle + 1
        return min(mpf(1), self.cdf(k) + self.sf(low - 1))

    def quantile(self, tail_of_1000000, upper):
        """Smallest k with P(X <= k) >= tail, or with P(X > k) <= tail."""
        tail = mpf(tail_of_1000000) / 10**6
        # A tail that is exactly the level must pass in spite of the fortieth digit.
        slack = mpf(10) ** -25
        low, high = 0, self.n
        while low < high:
            middle = (low + high) // 2
            done = self.sf(middle) <= tail + slack if upper else self.cdf(middle) >= tail - slack
            if done:
                high = middle
            else:
                low = middle + 1
        return low


class Urn:
    """Hypergeometric law in 40 digits: marked ones among draws without replacement."""

    def __init__(self, population, marked, draws):
        self.size, self.marked, self.draws = population, marked, draws
        self.least, self.most = max(0, marked + draws - population), min(marked, draws)
        self.head = ln_ways(population, draws)

    def ln_pmf(self, k):
        return ln_ways(self.marked, k) + ln_ways(self.size - self.marked, self.draws - k) - self.head

    def lower(self, k):
        """P(X <= k), by adding terms downwards: only for k below the mean."""
        # Terms as whole numbers: the sums of 10^9 tasks have some ten thousand of them.
        one = 1 << 110
        term = total = one
        unmarked_left = self.size - self.marked - self.draws
        for x in range(k, self.least, -1):
            term = term * x * (unmarked_left + x) // ((self.marked - x + 1) * (self.draws - x + 1))
            total += term
            if term < total >> 90:
                break
        return exp(self.ln_pmf(k)) * total / one

    def cdf(self, k):
        if k < self.least:
            return mpf(0)
        if k >= self.most:
            return mpf(1)
        if k * self.size <= self.draws * self.marked:
            return self.lower(k)
        return 1 - self.others().lower(self.draws - k - 1)

    def sf(self, k):
        if k < self.least:
            return mpf(1)
        if k >= self.most:
            return mpf(0)
        if k * self.size <= self.draws * self.marked:
            return 1 - self.lower(k)
        return self.others().lower(self.draws - k - 1)

    def others(self):
        return Urn(self.size, self.size - self.marked, self.draws)

    def two_sided(self, k):
        """The probability of all counts no more likely, as in R's fisher.test."""
        bound = self.ln_pmf(k) + log1p(mpf(10) ** -7)
        mode = (self.draws + 1) * (self.marked + 1) // (self.size + 2)
        if self.ln_pmf(mode) <= bound:
            return mpf(1)
        low, high = self.least, mode
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.ln_pmf(middle) > bound else (middle + 1, high)
        first, low, high = low, mode, self.most + 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.ln_pmf(middle) <= bound else (middle + 1, high)
        return min(mpf(1), self.cdf(first - 1) + self.sf(low - 1))

    def quantile(self, upper):
        """The ends of the central 95 %."""
        tail, slack = mpf(25) / 1000, mpf(10) ** -25
        # Beyond fifty standard deviations there is less than 10^-300.
        mean, reach = self.draws * self.marked / self.size, 50 * math.sqrt(self.draws) + 50
        low, high = max(self.least, int(mean - reach)), min(self.most, int(mean + reach))
        while low < high:
            middle = (low + high) // 2
            done = self.sf(middle) <= tail + slack if upper else self.cdf(middle) >= tail - slack
            low, high = (low, middle) if done else (middle + 1, high)
        return low


def ln_ways(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def text(x):
    return mp.nstr(x, 20) if isinstance(x, mpf) else repr(x)


def write(name, header, rows):
    with open(HERE / name, "w") as out:
        out.write("# Made by tests/stats/oracle.py. Columns: " + header + "\n")
        for row in rows:
            out.write(",".join(str(cell) for cell in row) + "\n")


def counts(n, millionths):
    mean = n * millionths / 1e6
    mode = min(n, (n + 1) * millionths // 10**6)
    sd = math.sqrt(mean * (1 - millionths / 1e6))
    ks = {0, n, mode}
    for z in (1, 2, 4, 8):
        for sign in (-1, 1):
            k = round(mean + sign * z * sd)
            if 0 <= k <= n:
                ks.add(k)
    return sorted(ks)


def binomial_rows():
    for n in NS:
        for millionths in SHARES:
            law = Law(n, millionths)
            for k in counts(n, millionths):
                pmf = law.pmf(k)
                if pmf < mpf(10) ** -330:
                    # Far beyond a double: zero is the reference.
                    below = mpf(0) if k * 10**6 < n * millionths else mpf(1)
                    yield n, millionths, k, "0", text(below), text(1 - below), "0"
                    continue
                row = pmf, law.cdf(k), law.sf(k), law.two_sided(k)
                yield n, millionths, k, *map(text, row)
                if n <= 1000:
                    p = millionths / 1e6
                    theirs = stats.binomtest(k, n, p).pvalue
                    assert abs(theirs - row[3]) <= 1e-9 * row[3] + 1e-300, (n, millionths, k)


def quantile_rows():
    for n in [n for n in NS if n <= 10**7]:
        for millionths in SHARES:
            law = Law(n, millionths)
            row = [law.quantile(25_000, False), law.quantile(25_000, True)]
            row += [law.quantile(500, False), law.quantile(500, True)]
            row += [law.quantile(500_000, False)]
            yield n, millionths, *row


def wilson_rows():
    for n in NS:
        for k in sorted({0, 1, n // 5, n // 2, n - 1, n}):
            low, high = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
            # scipy subtracts at the lower end; so the reference is the formula in 40 digits.
            z = mp.sqrt(2) * mp.erfinv(mpf(95) / 100)
            centre = (k + z * z / 2) / (n + z * z)
            reach = z / (n + z * z) * mp.sqrt(mpf(k) * (n - k) / n + z * z / 4)
            assert abs(low - (centre - reach)) < 1e-12 and abs(high - (centre + reach)) < 1e-12
            yield k, n, text(centre - reach if k > 0 else mpf(0)), text(centre + reach)


def chi_square_rows():
    for degrees in [1, 2, 3, 4, 5, 7, 10, 19, 30, 50, 99, 200]:
        sd = math.sqrt(2 * degrees)
        xs = [0.001, 0.1, 1.0, degrees - sd / 2, degrees, degrees + sd, degrees + 3 * sd]
        xs += [degrees + 10 * sd, 100.0, 300.0, 700.0, 1000.0, 1370.0]
        for x in xs:
            if x > 0:
                a = mpf(degrees) / 2
                yield degrees, repr(float(x)), text(gammainc(a, mpf(float(x)) / 2, inf, regularized=True))


def multinomial_rows():
    """By listing every outcome."""
    cases = [
        ([200_000, 300_000, 500_000], [1, 2, 3, 5, 10, 20, 50]),
        ([333_333, 333_333, 333_334], [4, 10, 30]),
        ([20_000, 480_000, 500_000], [5, 10, 50]),
        ([1, 499_999, 500_000], [10, 60]),
        ([100_000, 200_000, 300_000, 400_000], [5, 10, 20]),
        ([250_000] * 4, [8, 16]),
        ([50_000, 50_000, 100_000, 300_000, 500_000], [6, 12]),
        ([550_000, 450_000], [7, 40]),
        ([200_000, 300_000, 500_000], [300]),
    ]
    for shares, ns in cases:
        for n in ns:
            yield from multinomial_case(shares, n)


def multinomial_case(shares, n):
    mp.dps = 25
    ln_share = [log(mpf(s) / 10**6) for s in shares]
    ln_factorial = [loggamma(i + 1) for i in range(n + 1)]
    outcomes = {}
    for bars in itertools.combinations(range(n + len(shares) - 1), len(shares) - 1):
        edges = (-1, *bars, n + len(shares) - 1)
        counts = tuple(edges[i + 1] - edges[i] - 1 for i in range(len(shares)))
        ln = ln_factorial[n] + sum(
            c * l - ln_factorial[c] for c, l in zip(counts, ln_share)
        )
        outcomes[counts] = ln
    ordered = sorted(outcomes.items(), key=lambda item: item[1])
    picks = {0, len(ordered) - 1}
    picks |= {len(ordered) * part // 12 for part in range(12)}
    sums, total = [], mpf(0)
    for _, ln in ordered:
        total += exp(ln)
        sums.append(total)
    assert abs(total - 1) < mpf(10) ** -15
    for pick in sorted(picks):
        counts, ln = ordered[pick]
        bound = ln + log1p(mpf(10) ** -7)
        last = pick
        while last + 1 < len(ordered) and ordered[last + 1][1] <= bound:
            last += 1
        yield " ".join(map(str, shares)), " ".join(map(str, counts)), text(sums[last])
    mp.dps = 40


def hypergeometric_rows():
    cases = [(5, 2, 2), (10, 2, 5), (10, 5, 5), (50, 10, 25), (100, 20, 37), (100, 99, 50)]
    cases += [(1000, 200, 1), (1000, 200, 999), (1000, 500, 500), (1000, 1, 400)]
    for size in [10**4, 10**6, 10**9]:
        cases += [(size, size // 5, size // 2), (size, size // 2, size // 2), (size, 3, size // 3)]
        cases += [(size, size // 1000, size // 100), (size, size - 7, size - size // 9)]
        cases += [(size, size // 5, 1000), (size, size - size // 50, size // 7)]
        cases += [(size, 123, size - 456)]
    for size, marked, draws in cases:
        law = Urn(size, marked, draws)
        sd = math.sqrt(draws * (marked / size) * (1 - marked / size) * (size - draws) / max(1, size - 1))
        ks = {law.least, law.most}
        for z in [-20, -8, -4, -2, -1, -0.5, 0, 0.3, 1, 2, 4, 8, 20]:
            ks |= {draws * marked // size + round(z * sd)}
        ks |= {draws * marked // size - 1, draws * marked // size + 1}
        row_range = law.quantile(False), law.quantile(True)
        for k in sorted(k for k in ks if law.least <= k <= law.most):
            row = exp(law.ln_pmf(k)), law.cdf(k), law.sf(k), law.two_sided(k)
            if size <= 1000:
                known = stats.hypergeom(size, marked, draws)
                assert abs(known.cdf(k) - row[1]) < 1e-11 and abs(known.sf(k) - row[2]) < 1e-11
                rest = [[k, marked - k], [draws - k, size - marked - draws + k]]
                assert abs(stats.fisher_exact(rest)[1] - row[3]) < 1e-9, (size, marked, draws, k)
            yield size, marked, draws, k, *map(text, row), *row_range


TABLES = {
    "binomial": ("n, share in millionths, k, P(X = k), P(X <= k), P(X > k), two-sided p", binomial_rows),
    "quantile": ("n, share in millionths, 95 % range, 99.9 % range, median", quantile_rows),
    "wilson": ("k, n, lower and upper end at 95 %", wilson_rows),
    "chi_square": ("degrees of freedom, statistic, P(chi-square >= statistic)", chi_square_rows),
    "hypergeometric": (
        "population, marked, draws, k, P(X = k), P(X <= k), P(X > k), two-sided p, 95 % range",
        hypergeometric_rows,
    ),
    "multinomial": ("shares in millionths, counts, p-value", multinomial_rows),
}

for name in sys.argv[1:] or TABLES:
    header, rows = TABLES[name]
    write(name + ".csv", header, rows())
