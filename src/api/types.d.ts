/** What a data unit is. */
export type UnitType =
  | "image" | "video" | "image_group" | "image_sequence" | "dicom_series" | "nifti"
  | "audio" | "pdf" | "text" | "scene" | "time_series";

/** What a stage is. */
export type StageKind =
  | "dataset" | "annotate" | "review" | "consensus" | "model" | "sampling" | "logic" | "agent"
  | "webhook" | "hold" | "complete" | "archive" | "discard";

/**
 * `ordinary`: p ≥ 0.05; `unusual`: p ≥ 0.001; `suspicious`: p < 0.001; `not_enough_tasks`: no
 * outcome could have reached 0.001; `leak`: a task took an output of 0 %.
 */
export type Verdict = "ordinary" | "unusual" | "suspicious" | "not_enough_tasks" | "leak";

/** The test behind the p-value of a whole split. */
export type SplitTest = "exact_binomial" | "exact_multinomial" | "chi_square" | "holm_exact_binomial" | "exact_method";

export interface ImportOptions {
  /** Refuse the file if any of its items is bad; default false. */
  strict?: boolean;
  /** Put every data unit into the report; default false. */
  list?: boolean;
}

/** A remark about a manifest, tied to a place in it. */
export interface Diagnostic {
  severity: "error" | "warning" | "note";
  /** A stable word such as `duplicate-key`. */
  code: string;
  message: string;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
  /** JSON pointer of the value meant, where there is one. */
  pointer?: string;
  /** What to do about it. */
  hint?: string;
}

/** A data unit: one task, however many files it is made of. */
export interface Item {
  type: UnitType;
  title: string;
  urls: string[];
  /** The line on which it begins, from 1. */
  line: number;
}

/** What a manifest turned out to be. */
export type ManifestFormat =
  | "encord-json" | "encord-csv" | "v7-json" | "label-studio-json" | "labelbox-json" | "sagemaker-jsonl"
  | "cvat-jsonl" | "coco-json" | "url-list" | "url-csv" | "unknown";

/** What is in a manifest. */
export interface ImportReport {
  format: ManifestFormat;
  outcome: "accepted" | "accepted_with_warnings" | "partial" | "rejected";
  /** How many units there are of each type that occurs. */
  units: Partial<Record<UnitType, number>>;
  /** How many tasks the units make: one each. */
  tasks: number;
  urls: number;
  /** Items refused with an error. */
  refused: number;
  /** Items left out as repeats. */
  skipped: number;
  diagnostics: Diagnostic[];
  /** The units one by one, with the option `list`. */
  items?: Item[];
}

/** Something wrong with a workflow, or with a place in its file. A note is not wrong, but as well to know. */
export interface Problem {
  severity: "error" | "warning" | "note";
  /** A stable word such as `shares-not-100`. */
  code: string;
  /** The stage's id; null for the workflow as a whole. */
  stage: string | null;
  message: string;
  /** What to do about it; may be empty. */
  mend: string;
  /** From 1; for a place in the file, as are the two that follow. */
  line?: number;
  /** From 1, in characters. */
  column?: number;
  /** JSON pointer of the value meant. */
  pointer?: string;
}

/** What is wrong with a workflow before it runs. */
export interface CheckReport {
  /** The workflow's name; empty where the text is no workflow file. */
  workflow: string;
  /** Whether no problem is an error. */
  runnable: boolean;
  problems: Problem[];
}

/** A manifest for a Dataset stage. */
export interface ManifestFile {
  bytes: Uint8Array;
  /** The file's name; it only helps to word a refusal. */
  name?: string;
  /**
   * The key of their metadata that names, for each task, the Dataset stage at which it starts, by id or name. Tasks
   * that name none start at the stage that the manifest was given to.
   */
  datasetKey?: string;
  /** The batch that all its tasks are in, beside those that their metadata names. */
  batch?: string;
}

export interface SimulateOptions {
  /** The seed of every draw, a whole number from 0 to 2^53 - 1; default 1. */
  seed?: number;
  /** How many runs, 1 to 1 000 000; default 1. */
  runs?: number;
  /** Scale the plain tasks of all Dataset stages to this many in all, up to 1 000 000 000. */
  tasks?: number;
  /**
   * The data units of Dataset stages, by the stage's id. Several manifests of one stage follow one
   * another; a stage without one has its plain tasks.
   */
  manifests?: Record<string, ManifestFile | ManifestFile[]>;
  /** Keep where each task came to rest, in `RunReport.ends`; for a single run. Default false. */
  ends?: boolean;
}

/** What run a task is explained of. */
export type ExplainOptions = Pick<SimulateOptions, "seed" | "tasks" | "manifests">;

/** The visits that a judgement is about. */
export interface Judged {
  /** Visits that could have taken the output, over all runs. */
  n: number;
  /** Visits that took it. */
  k: number;
}

/**
 * How a count varies: each task drawn on its own; a block that is exact as a whole; a few counts
 * with known probabilities; the same every time; or between two bounds of which no more is known.
 */
export type LawKind = "binomial" | "hypergeometric" | "systematic" | "fixed" | "bounded";

/** What left a stage by one output. */
export interface OutputCounts {
  name: string;
  /** The id of the stage it leads to; null where it is not connected. */
  to: string | null;
  /** The share asked for, 0 to 1; null where the tasks themselves decide. */
  intended: number | null;
  /** The share of all arrivals that this intends, 0 to 1. */
  effective: number | null;
  /** Visits that took it; the mean where there are several runs. */
  observed: number;
  /** `observed` of the stage's arrivals, 0 to 1; null where nothing arrived. */
  share: number | null;
}

/** How one output's count compares with the share intended. */
export interface OutputJudgement {
  /** The visits that the rest is about. */
  judged: Judged;
  /** The law that the count is held against. */
  law: LawKind;
  /** The count to expect. */
  expected: number;
  /** The count less what was expected [tasks]. */
  deviationTasks: number;
  /** The share less what was intended [percentage points]. */
  deviationPoints: number;
  /** The counts that chance alone gives in the central 95 % of runs. */
  range95: [number, number];
  /** The same for 99.9 %. */
  range999: [number, number];
  /** Wilson's 95 % interval of the share; null where there are no visits, or they were not drawn one by one. */
  interval95: [number, number] | null;
  /** Exact two-sided p-value under the law. */
  pValue: number;
  verdict: Verdict;
  /** The same for a person. */
  sentence: string;
}

/** How one output's count lies over several runs. */
export interface Distribution {
  min: number;
  /** The count below which 2.5 % of runs lie. */
  q025: number;
  q25: number;
  median: number;
  q75: number;
  /** The count above which 2.5 % of runs lie. */
  q975: number;
  max: number;
  /** Standard deviation (n - 1). */
  sd: number;
  /** How many runs lie inside their own 95 % range of chance; null where there is none. */
  inside95: number | null;
  /** The counts of the runs, sorted, each with how many runs had it. */
  counts: [number, number][];
}

/** An output of a stage; the judgement is there where the output has a share to judge. */
export interface OutputReport extends OutputCounts, Partial<OutputJudgement> {
  /** How the count of each run lies, where there are several. */
  runs?: Distribution;
}

/** The judgement of a whole split. */
export interface SplitReport {
  test: SplitTest;
  pValue: number;
  /** The p-value adjusted for how many splits the workflow has (Holm). */
  adjustedPValue: number;
  verdict: Verdict;
  /** Whether first visits alone are judged, because tasks can come back through the stage itself. */
  firstVisitsOnly: boolean;
}

/** What happened at one stage. */
export interface StageReport {
  id: string;
  name: string;
  kind: StageKind;
  /** Visits; the mean where there are several runs. */
  arrived: number;
  outputs: OutputReport[];
  /** The judgement of the whole split, where its law is known. */
  split?: SplitReport;
}

/** Tasks at an end; the mean where there are several runs. */
export interface Ended {
  stage: string;
  name: string;
  kind: StageKind;
  count: number;
  /** Those of them that are wrong, at a Complete stage where tasks have content. */
  wrong?: number;
}

/** Tasks that wait; the mean where there are several runs. */
export interface Waiting {
  stage: string;
  name: string;
  /** What they wait for. */
  reason: string;
  count: number;
}

/** Tasks that stopped short of an end; the mean where there are several runs. */
export interface Stopped {
  stage: string;
  name: string;
  /** The output that leads nowhere; null at the visit limit. */
  output: string | null;
  reason: string;
  count: number;
}

/** What the verdicts of all splits come to together. */
export interface Summary {
  /** How many splits were judged. */
  judged: number;
  /** How many of them have p < 0.05 on their own. */
  odd: number;
  sentence: string;
}

/** An output on a route. */
export interface RouteStep {
  /** The stage's id. */
  stage: string;
  output: string;
}

/** A way through the workflow; going round a loop once more makes no other route. */
export interface RouteReport {
  /** The outputs taken, each once, in the order in which they were first taken. */
  steps: RouteStep[];
  /** The id of the stage where tasks rest; null after an output that is not connected. */
  rests: string | null;
  /** Tasks that went this way; the mean where there are several runs. */
  tasks: number;
  /** `tasks` of all tasks, 0 to 1. */
  share: number;
  /** The product of the shares on the way, 0 to 1; null where tasks decide or can come back. */
  intended: number | null;
  /** Those delivered wrong, where tasks have content and are delivered here. */
  wrong?: number;
}

/** What reached Complete; the mean where there are several runs. */
export interface Delivered {
  tasks: number;
  /** Those whose annotations differ from the truth. */
  wrong: number;
  /** `wrong` of `tasks`, 0 to 1; null where nothing was delivered. */
  share: number | null;
}

/** Something to know about a run. */
export interface Note {
  /** A stable word such as `in-several-datasets`. */
  code: string;
  message: string;
}

/** What was in a manifest that a run was given. */
export interface ManifestReport extends ImportReport {
  /** The id of the Dataset stage it was for. */
  dataset: string;
}

/** The result of a run, or of several with one seed. */
export interface RunReport {
  /** The workflow's name. */
  workflow: string;
  seed: number;
  /** Tasks in each run. */
  tasks: number;
  runs: number;
  /** Every stage, in file order. */
  stages: StageReport[];
  ended: Ended[];
  waiting: Waiting[];
  stopped: Stopped[];
  summary: Summary;
  /** The most frequent routes. */
  routes: RouteReport[];
  /** Tasks that took routes that are not listed. */
  otherRoutes: number;
  /** What was delivered, where tasks have content. */
  delivered?: Delivered;
  /** What was made of the tasks given. */
  notes: Note[];
  /** What may not be as it was meant, in the workflow or its file. */
  warnings: Problem[];
  /** The manifests, in the order given; some of their items may have been left out. */
  manifests: ManifestReport[];
  /** For each task the position in `stages` of the stage where it rests, with the option `ends`. */
  ends?: Uint16Array;
}

/** The places left in a group of arrivals, and the number drawn among them where one is. */
export interface Turn {
  /** From 0 to 1; null where the method only counts. */
  number: number | null;
  /** For each output, or for a rule's match and no match; empty where the method only counts. */
  left: number[];
}

/** A rule looked at a number, which matches below a threshold. */
export interface SawNumber {
  kind: "number";
  number: number;
  below: number;
  /** Whether the number is a hash of the task, the same in every run. */
  sticky: boolean;
}

/** A rule counted arrivals. */
export interface SawTurn extends Turn {
  kind: "turn";
}

/** A rule looked at the classes annotated. */
export interface SawAnnotations {
  kind: "annotations";
  classes: string[];
}

/** A rule looked at who annotated last. */
export interface SawAnnotator {
  kind: "annotator";
  person: string | null;
}

/** A rule looked at annotation time [s]. */
export interface SawDuration {
  kind: "duration";
  seconds: number;
}

/** A rule did as the first time, or looked at the task's batch, dataset or metadata. */
export interface SawOther {
  kind: "kept" | "given";
}

/** What a rule looked at. */
export type Saw = SawNumber | SawTurn | SawAnnotations | SawAnnotator | SawDuration | SawOther;

/** A rule that was tried; of a script, the pathway that the line picks. */
export interface Tried {
  rule: string;
  matched: boolean;
  saw: Saw;
}

/** A number lies in the output's part of 0 to 1. */
export interface ReasonDrawn {
  kind: "drawn";
  number: number;
  from: number;
  to: number;
  /** Whether the number is a hash of the task, the same in every run. */
  sticky: boolean;
}

/** Arrivals were counted. */
export interface ReasonTurn extends Turn {
  kind: "turn";
}

/** A review drew a number and rejects below a chance. */
export interface ReasonReviewed {
  kind: "reviewed";
  number: number;
  reject: number;
  /** Whether the annotations are right, where the review looks at them. */
  right: boolean | null;
}

/** What one member of a consensus answered. */
export interface Answer {
  person: string | null;
  classes: string[];
}

/** A consensus counted identical answers. */
export interface ReasonVoted {
  kind: "voted";
  answers: Answer[];
  votes: number;
  needed: number;
}

/** Calls drew numbers and fail below a chance. */
export interface ReasonCalled {
  kind: "called";
  numbers: number[];
  fails: number;
}

/** Rules were tried in order. */
export interface ReasonRules {
  kind: "rules";
  tried: Tried[];
}

/** Nothing was drawn. */
export interface ReasonPlain {
  kind: "only_way" | "waits" | "ends" | "over_limit" | "kept";
}

/** Why a task left a stage the way it did. Numbers are drawn from 0 to 1. */
export type Reason =
  | ReasonPlain | ReasonDrawn | ReasonTurn | ReasonReviewed | ReasonVoted | ReasonCalled | ReasonRules;

/** One visit of one stage, explained. */
export interface VisitExplanation {
  /** The stage's id. */
  stage: string;
  name: string;
  kind: StageKind;
  /** Which visit of the stage this is, from 1. */
  visit: number;
  /** The output taken; null where the task stays. */
  output: string | null;
  /** Whoever worked on it here. */
  annotator: string | null;
  /** The time spent here [s]. */
  seconds: number | null;
  /** The classes annotated after this visit, where something was annotated here. */
  annotations: string[] | null;
  reason: Reason;
  /** The reason for a person. */
  sentence: string;
}

/** Why one task went the way it did. */
export interface TaskExplanation {
  /** The task's number, from 1. */
  task: number;
  /** The id of the Dataset stage where it starts. */
  dataset: string;
  /** The classes that it truly holds; null where the workflow has none. */
  truth: string[] | null;
  visits: VisitExplanation[];
}

/** An output of a split that was observed elsewhere. */
export interface JudgedOutput extends OutputCounts, OutputJudgement {}

/** The judgement of counts that were observed elsewhere. */
export interface JudgeReport {
  outputs: JudgedOutput[];
  split: SplitReport;
  /** The judgement for a person. */
  sentence: string;
}

/** A split of a table, judged. */
export interface JudgedSplit extends JudgeReport {
  /** Its name; empty if it has none. */
  name: string;
}

/** The judgement of a table of splits. */
export interface TableReport {
  /** In the order given, their p-values adjusted for how many there are. */
  splits: JudgedSplit[];
  summary: Summary;
}

/**
 * `split`: how many tasks until the split is close enough; `range`: what counts to expect; `empty`:
 * how likely an output gets none; `benchmark`: how many benchmark tasks tell two annotators apart;
 * `watch`: bounds that hold however often one looks.
 */
export type PlanQuestion = "split" | "range" | "empty" | "benchmark" | "watch";

/** Options of `plan("split", …)`, in percent and percentage points. */
export interface SplitOptions {
  intended: number[];
  /** How close each share must come, in points. */
  within: number;
  /** In how many of 100 runs; 95 if left out. */
  confidence?: number;
}

/** Options of `plan("range", …)`. */
export interface RangeOptions {
  intended: number[];
  tasks: number;
}

/** Options of `plan("empty", …)`. */
export interface EmptyOptions {
  intended: number[];
  tasks: number;
  /** The chance to keep under, in percent; 5 if left out. */
  below?: number;
}

/** Options of `plan("benchmark", …)`, in percent. */
export interface BenchmarkOptions {
  /** Accuracy of an annotator who should pass. */
  good: number;
  /** Accuracy of one who should fail. */
  bad: number;
  /** How often the good one may fail; 5 if left out. */
  alpha?: number;
  /** How often the bad one may pass; 5 if left out. */
  beta?: number;
  /** Take so many benchmark tasks and say what they come to. */
  tasks?: number;
}

/** Options of `plan("watch", …)`. */
export interface WatchOptions {
  intended: number[];
  /** About how many tasks the run will have. */
  tasks: number;
  /** After how many tasks to say the bounds; the tenth, half and all if left out. */
  at?: number[];
  /** How many of 100 runs never leave them; 95 if left out. */
  confidence?: number;
}

export type PlanOptions = SplitOptions | RangeOptions | EmptyOptions | BenchmarkOptions | WatchOptions;

/** What one output needs to be close enough. */
export interface OutputPlan {
  /** The share asked for, 0 to 1. */
  intended: number;
  /** From this number of tasks on it is close enough. */
  tasks: number;
  /** The counts that are, with the tasks of the whole plan. */
  range: [number, number];
  /** The exact share of runs that are, with the tasks of the whole plan. */
  coverage: number;
}

/** How many tasks a split needs. */
export interface SplitPlan {
  within: number;
  level: number;
  /** From this number of tasks on every output is close enough in `level` of runs. */
  tasks: number;
  /** The position of the output that needs the most. */
  binding: number;
  outputs: OutputPlan[];
  sentence: string;
}

/** What to expect of one output. */
export interface ExpectedOutput {
  intended: number;
  expected: number;
  range95: [number, number];
  range999: [number, number];
  /** As shares of the tasks; null for no tasks. */
  shares95: [number, number] | null;
  shares999: [number, number] | null;
  /** What the ranges exactly cover. */
  coverage95: number;
  coverage999: number;
}

/** What counts to expect. */
export interface ExpectedCounts {
  tasks: number;
  outputs: ExpectedOutput[];
  sentence: string;
}

/** How likely one output stays empty. */
export interface EmptyOutput {
  intended: number;
  /** The chance that it gets none of the tasks. */
  empty: number;
  /** From this number of tasks on that is at most the level; null for an output of 0 %. */
  filledFrom: number | null;
}

/** How likely outputs stay empty. */
export interface EmptyPlan {
  tasks: number;
  level: number;
  outputs: EmptyOutput[];
  /** The chance that any does. */
  any: number;
  /** False where there are so many outputs that `any` and `filledFrom` are bounds. */
  exact: boolean;
  /** From this number of tasks on `any` is at most `level`. */
  filledFrom: number;
  sentence: string;
}

/** A benchmark and how often it is wrong. */
export interface BenchmarkPlan {
  good: number;
  bad: number;
  alpha: number;
  beta: number;
  /** Number of benchmark tasks. */
  tasks: number;
  /** With so many right an annotator passes. */
  passFrom: number;
  /** The chance that the good one fails. */
  goodFails: number;
  /** The chance that the bad one passes. */
  badPasses: number;
  /** Whether both are within what was allowed. */
  enough: boolean;
  sentence: string;
}

/** The bounds at one moment. */
export interface RunningRow {
  /** Tasks so far. */
  tasks: number;
  /** For each output the counts within its bounds. */
  ranges: [number, number][];
}

/** Bounds of the running counts. */
export interface RunningPlan {
  level: number;
  /** Near this number of tasks they are tightest. */
  tightestAt: number;
  rows: RunningRow[];
  sentence: string;
}

export type PlanAnswer = SplitPlan | ExpectedCounts | EmptyPlan | BenchmarkPlan | RunningPlan;

/**
 * `bad-argument`, `bad-option`: not what the call takes; `not-utf8`: a string that holds half of a
 * surrogate pair; `too-large`: no memory for the file; `workflow-file`: the text is no workflow
 * file; `workflow-problems`: the workflow cannot be run; `manifest-refused`: by `simulate`, which
 * cannot go on without it; `bad-split`: shares and counts that cannot be judged; `bad-table`: a
 * table that cannot be read, with line and cell in the message; `bad-plan`: a question that cannot
 * be answered; `internal`: a bug in Sluice.
 */
export type ErrorKind =
  | "bad-argument" | "bad-option" | "not-utf8" | "too-large" | "workflow-file" | "workflow-problems"
  | "manifest-refused" | "bad-split" | "bad-table" | "bad-plan" | "internal";

/** What every call throws in place of an answer. */
export interface SluiceError extends Error {
  kind: ErrorKind;
  /** Where the first thing is wrong in a file, from 1. */
  line?: number;
  /** From 1, in characters. */
  column?: number;
  /** Everything that is wrong with a workflow or a manifest. */
  problems?: (Problem | Diagnostic)[];
}
