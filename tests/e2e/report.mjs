// What the page should show of a run, made of the command line's report: the rounding is written
// here a second time, so that a slip in either shows.

const GROUP = ',';
const NO_BREAK = '\u00a0';

/** A number with so many decimals; ties, which are exact in binary, go to the even digit. */
function fixed(value, decimals) {
  const scaled = value * 10 ** decimals;
  const tie = Number.isInteger(value * 1024) && Math.abs(scaled % 1) === 0.5;
  if (!tie) return value.toFixed(decimals);
  return (2 * Math.round(scaled / 2) / 10 ** decimals).toFixed(decimals);
}

const trim = (digits) => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits);

/** `1 234 567`; means with one decimal. */
export function count(value) {
  const [whole, rest] = (Number.isInteger(value) ? String(value) : fixed(value, 1)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUP);
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

export function percent(fraction) {
  const value = fraction * 100;
  const fine = (value !== 0 && value < 0.1) || (value > 99.9 && value < 100);
  return `${trim(fixed(value, fine ? 3 : 1))}${NO_BREAK}%`;
}

function signed(value) {
  const digits = trim(fixed(Math.abs(value), 1));
  if (digits === '0') return '0';
  return (value > 0 ? '+' : '\u2212') + digits;
}

export function pValue(p) {
  if (p === 0) return '0';
  if (p >= 0.001) return trim(fixed(p, p < 0.01 ? 4 : p < 0.1 ? 3 : 2));
  const [digits, power] = p.toExponential(1).split('e-');
  return `${digits} × 10⁻${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('')}`;
}

const range = ([from, to]) => `${count(from)} to ${count(to)}`;

/** The kinds of stage that send tasks different ways. */
const SPLITS = ['sampling', 'logic', 'review', 'agent', 'consensus', 'webhook'];

export const splitting = (report) =>
  report.stages.filter(({ kind, outputs }) => SPLITS.includes(kind) && outputs.length > 0);

/** Whether the method, and not chance, sets the counts that can come out. */
const sure = (law) => law === 'fixed' || law === 'bounded';

/** What stands in an output's row, under each head that a table can have. */
export function cells({ intended, observed, share, judged, expected, range95, deviation_points: points,
  deviation_tasks: tasks, p_value: p, runs, law, effective }) {
  const judgedOr = (say) => (judged ? say() : '–');
  const given = judgedOr(() => (sure(law) ? `always ${range95[0] === range95[1] ? count(range95[0]) : range(range95)}` : range(range95)));
  return {
    Intended: (intended ?? effective) === null ? 'the tasks decide' : percent(intended ?? effective),
    Observed: count(observed),
    'Observed per run': count(observed),
    Share: share === null ? '–' : percent(share),
    '95 % of runs': runs ? range([runs.q025, runs.q975]) : '–',
    'Least to most': runs ? range([runs.min, runs.max]) : '–',
    Judged: judgedOr(() => `${count(judged.k)} of ${count(judged.n)}`),
    Expected: judgedOr(() => count(expected)),
    '95 % by chance': given,
    'By the method': given,
    Deviation: judgedOr(() => `${signed(points)}${NO_BREAK}points, ${signed(tasks)}${NO_BREAK}tasks`),
    p: judgedOr(() => pValue(p)),
  };
}

/** The heads that a stage's table needs; a stage that nothing reached has no table. */
export function heads({ arrived, outputs }, runs) {
  if (arrived === 0) return [];
  const judged = outputs.filter((output) => output.judged);
  const several = runs > 1;
  return [
    ...(judged.length ? ['Intended'] : []),
    several ? 'Observed per run' : 'Observed',
    'Share',
    ...(several ? ['95 % of runs', 'Least to most'] : []),
    ...(judged.some((output) => output.judged.n !== arrived) ? ['Judged'] : []),
    ...(judged.length ? ['Expected', judged.every(({ law }) => sure(law)) ? 'By the method' : '95 % by chance', 'Deviation', 'p'] : []),
  ];
}

const FATES = { archive: 'archived', discard: 'discarded', complete: 'completed' };

/** Where the tasks are, in the page's order and words. */
export function placesOf({ ended, waiting, stopped }) {
  return [
    ...ended.map(({ name, kind, count: n }) => [`${name} – ${FATES[kind]}`, count(n)]),
    ...waiting.map(({ name, reason, count: n }) => [`${name} – waiting\n${reason}`, count(n)]),
    ...stopped.map(({ name, output, reason, count: n }) =>
      [`${name} – stopped${output ? ` at ${output}` : ''}\n${reason}`, count(n)]),
  ];
}

/** How much of what was delivered is wrong; null where nothing was delivered, or nothing can be wrong. */
export function deliveredOf({ delivered }) {
  if (!delivered || delivered.share === null) return null;
  const { tasks, wrong, share } = delivered;
  return `Of ${count(tasks)}${NO_BREAK}${tasks === 1 ? 'task' : 'tasks'} at Complete ${count(wrong)} ${wrong === 1 ? 'is' : 'are'} wrong (${percent(share)}).`;
}

/** The graph in words, stage by stage: what arrived, and what each output got. */
export function outlineOf({ stages }) {
  const title = (id) => stages.find((stage) => stage.id === id).name;
  const tasks = (n) => `${count(n)}${NO_BREAK}${n === 1 ? 'task' : 'tasks'}`;
  const sentence = ({ name, to, effective, share, observed }) => [
    to === null ? `${name} is not connected` : `${name} leads to ${title(to)}`,
    ...(effective === null ? [] : [`intended ${percent(effective)}`]),
    ...(share === null ? [] : [`observed ${percent(share)}`, tasks(observed)]),
  ].join(', ');
  return stages.map(({ name, arrived, outputs }) => ({
    stage: name, arrived: count(arrived), outputs: outputs.map(sentence),
  }));
}

/** `20 % → 17 %`, as it stands at an edge. */
export const edgeNumbers = ({ effective, share }) => `${percent(effective)} → ${percent(share)}`;
