"""The job's numbers, read from the workflow file that the engine runs: shares as fractions."""

import json
from pathlib import Path

_workflow = json.loads(Path(__file__).with_name("job.json").read_text())
_stages = {stage["id"]: stage for stage in _workflow["stages"]}
_rules = {rule["kind"]: rule for rule in _stages["logic"]["rules"]}
_batches = _workflow["batches"]["list"]
_person = _workflow["people"][0]

REVIEW = _stages["sampling"]["outputs"][0]["share"] / 100
REJECT = _stages["review"]["reject_share"] / 100
SAMPLE = _rules["random_sample"]["share"] / 100
SLOW = _rules["duration"]["at_least"]  # seconds
BATCH_A, BATCH_B = (batch["share"] / 100 for batch in _batches)
MEDIAN, SPREAD = _person["median_seconds"], _person["spread"]

# The ends by number.
ACCEPTED, SAMPLED, SLOW_END, BATCHED, REST = range(5)
ENDS = ["accepted", "sampled", "slow", "batched", "rest"]


def counts(outputs, ends):
    """Counts as every implementation hands them in."""
    return {"outputs": outputs, "ends": dict(zip(ENDS, ends))}
