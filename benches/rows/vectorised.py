"""numpy: all tasks at once, one byte per task for its end, and no draw that decides nothing."""

import math

import numpy as np

import job


def run(count, seed):
    """Walks so many tasks; the counts and every task's end."""
    rng = np.random.default_rng(seed)
    ends = np.zeros(count, np.uint8)  # accepted, until sent elsewhere
    left = np.flatnonzero(rng.random(count) >= job.REVIEW)
    approved = count - left.size
    rejected = review(rng, approved)
    logic = []
    rules = [
        (job.SAMPLED, lambda n: rng.random(n) < job.SAMPLE),
        (job.SLOW_END, lambda n: rng.lognormal(math.log(job.MEDIAN), job.SPREAD, n) >= job.SLOW),
        (job.BATCHED, lambda n: (rng.random(n) < job.BATCH_A) | (rng.random(n) < job.BATCH_B)),
    ]
    for end, matches in rules:
        hit = matches(left.size)
        taken = left[hit]
        ends[taken] = end
        logic.append(taken.size)
        left = left[~hit]
    ends[left] = job.REST
    logic.append(left.size)
    outputs = {
        "label": [count],
        "sampling": [approved, count - approved],
        "review": [approved, rejected],
        "correct": [rejected],
        "logic": logic,
    }
    return job.counts(outputs, [approved, *logic]), ends


def review(rng, waiting):
    """Reviews until all are approved; how often one was rejected."""
    rejected = 0
    while waiting:
        waiting = int(np.count_nonzero(rng.random(waiting) < job.REJECT))
        rejected += waiting
    return rejected
