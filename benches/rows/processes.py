"""SimPy: one process per task, and every annotation takes its time on the clock."""

import math
from random import Random

import simpy

import job

MU = math.log(job.MEDIAN)


def run(count, seed):
    """Walks so many tasks; the counts and every task's end."""
    rng = Random(seed)
    env = simpy.Environment()
    outputs = {"label": [0], "sampling": [0, 0], "review": [0, 0], "correct": [0], "logic": [0] * 4}
    ends = bytearray(count)
    at = [0] * len(job.ENDS)
    for number in range(count):
        env.process(walk(env, rng, number, outputs, ends, at))
    env.run()
    return job.counts(outputs, at), ends


def walk(env, rng, number, outputs, ends, at):
    """One task, from its Dataset stage to its end."""
    in_a, in_b = rng.random() < job.BATCH_A, rng.random() < job.BATCH_B
    duration = yield from annotate(env, rng, outputs["label"])
    if rng.random() < job.REVIEW:
        outputs["sampling"][0] += 1
        while rng.random() < job.REJECT:
            outputs["review"][1] += 1
            duration += yield from annotate(env, rng, outputs["correct"])
        outputs["review"][0] += 1
        end = job.ACCEPTED
    else:
        outputs["sampling"][1] += 1
        end = rule(rng, duration, in_a or in_b)
        outputs["logic"][end - job.SAMPLED] += 1
    ends[number] = end
    at[end] += 1


def annotate(env, rng, output):
    """Takes the time of one annotation; how long it took."""
    seconds = rng.lognormvariate(MU, job.SPREAD)
    yield env.timeout(seconds)
    output[0] += 1
    return seconds


def rule(rng, duration, batched):
    """The end of the first rule that matches."""
    if rng.random() < job.SAMPLE:
        return job.SAMPLED
    if duration >= job.SLOW:
        return job.SLOW_END
    return job.BATCHED if batched else job.REST
