"""Draws, computed from their definition (src/engine/draw.rs) by a program that shares no code with it:

    python3 tests/golden/draws.py > tests/golden/draws.json

Words are in hexadecimal, because JSON's numbers end at 2^53; so are the bits of floating-point numbers.
The normal numbers are those of Python's own `statistics` module.
"""

import json
import statistics
import struct

ALL = 2**64 - 1


def mix(z):
    """The finalizer of SplitMix64 (Steele, Lea and Flood, 2014)."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & ALL
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & ALL
    return z ^ (z >> 31)


GAMMA = 0x9E3779B97F4A7C15


def absorb(state, words):
    for word in words:
        state = mix(((state ^ word) + GAMMA) & ALL)
    return state


def number(words):
    """The number of a key: seed and run, then the others."""
    return absorb(mix(GAMMA), words)


def hashed(text):
    """FNV-1a of 64 bits, then mixed."""
    state = 0xCBF29CE484222325
    for byte in text.encode():
        state = ((state ^ byte) * 0x100000001B3) & ALL
    return mix(state)


def plain_task(dataset, place):
    """What a task without content of its own is known by: its Dataset stage and its number there."""
    return number([hashed(dataset), ALL, place])


def visit_words(words, task, visit):
    """A first visit takes no word of its own."""
    return words + [task] + ([visit] if visit else [])


def fraction(word):
    return ((word >> 11) + 0.5) / 2**53


def bits(x):
    return struct.pack(">d", x).hex()


def spelt(word):
    return f"{word:016x}"


NORMAL = statistics.NormalDist()

KEYS = [
    [seed, run, hashed(stage), purpose, *rule]
    for seed, run in [(0, 0), (1, 0), (7, 0), (7, 1), (2**53 - 1, 999), (ALL, ALL)]
    for stage, purpose, rule in [("qa", 3, []), ("route", 4, [5]), ("panel", 6, [])]
]


def vector(words, task, visit):
    word = number(visit_words(words, task, visit))
    u = fraction(word)
    return {
        "words": [spelt(w) for w in words],
        "task": spelt(task),
        "visit": visit,
        "number": spelt(word),
        "fraction": bits(u),
        "normal": bits(NORMAL.inv_cdf(u)),
    }


def vectors():
    tasks = [plain_task("data", 0), plain_task("data", 41), hashed("https://example.com/é.jpg"), 0, ALL]
    for i, words in enumerate(KEYS):
        for visit in [0, 1, 999]:
            yield vector(words, tasks[(i + visit) % len(tasks)], visit)


def first_way(percent, stage, seed, count):
    """By which of two outputs each plain task first leaves a Sampling stage that draws for each alone."""
    below = percent * 2**64 // 100
    draws = (number([seed, 0, hashed(stage), 3, plain_task("data", place)]) for place in range(count))
    return "".join("0" if draw < below else "1" for draw in draws)


def print_all():
    texts = ["", "a", "qa", "data", "https://example.com/é.jpg", "x" * 1000]
    parts = {
        "how": ["written by: python3 tests/golden/draws.py > tests/golden/draws.json"],
        "hashes": [{"text": text, "hash": spelt(hashed(text))} for text in texts],
        "plain_tasks": [
            {"dataset": name, "place": place, "key": spelt(plain_task(name, place))}
            for name in ["data", "production"]
            for place in [0, 1, 10**9 - 1]
        ],
        "draws": list(vectors()),
        # Of www/examples/sample-for-review.json: what ../traces/sample-for-review.txt says of stage qa.
        "first_ways": [{"seed": 7, "ways": first_way(20, "qa", 7, 40)}],
    }
    lines = lambda items: ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in items)
    print("{\n" + ",\n".join(f'  "{name}": [\n{lines(items)}\n  ]' for name, items in parts.items()) + "\n}")


print_all()
