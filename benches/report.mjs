/** The counts of a report of the engine, in the shape of `noCounts` of benches/job.mjs. */
export const fromReport = ({ stages, ended }) => ({
  outputs: Object.fromEntries(
    stages.map(({ id, outputs }) => [id, outputs.map(({ observed }) => observed)]),
  ),
  ends: Object.fromEntries(ended.map(({ stage, count }) => [stage, count])),
});
