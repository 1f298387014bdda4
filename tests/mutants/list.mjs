// Mistakes that the tests must notice: each replaces one place of one file.
//
// [file, what is there, what is put in its place, what mistake that is]

const draw = 'src/engine/draw.rs';
const work = 'src/engine/work.rs';
const walk = 'src/engine/walk.rs';
const block = 'src/engine/block.rs';
const paths = 'src/engine/paths.rs';
const sampler = 'src/engine/sampler.rs';
const queue = 'src/engine/queue.rs';
const carried = 'src/engine/carried.rs';
const compile = 'src/engine/compile.rs';
const counts = 'src/simulate/counts.rs';
const laws = 'src/simulate/laws.rs';
const gather = 'src/simulate/gather.rs';
const planning = 'src/stats/planning';
const plausible = 'src/simulate/plausible';
const rested = 'src/engine/rested.rs';
const tasks = 'src/simulate/tasks';
const across = 'src/simulate/across/funnel.rs';
const compare = 'src/simulate/compare';

export const MUTANTS = [
  // Draws
  [draw, 'self.always || key.0 < self.below', 'self.always || key.0 <= self.below', '< for <= at a share'],
  [draw, 'always: share == Share::ONE', 'always: false', '100 % that can miss'],
  [draw, 'self.always || key.0 < self.below', 'self.always || key.0 >> 52 < self.below >> 52', 'shares in steps of 1/4096'],
  [draw, 'Self(mix(GAMMA)).with(seed).with(run)', 'Self(mix(GAMMA)).with(run)', 'seed ignored'],
  [draw, 'Self(mix(GAMMA)).with(seed).with(run)', 'Self(mix(GAMMA)).with(seed)', 'run ignored'],
  [draw, 'Self(mix(GAMMA)).with(seed).with(run)', 'Self(mix(GAMMA)).with(seed + run)', 'seed and run added up'],
  [draw, 'if visit == 0 { first } else { first.with(visit as u64) }', 'first', 'visit ignored'],
  [draw, '.filter(|(_, weight)| **weight > 0)', '', '0 % outputs kept in the table'],
  [draw, 'map_or(u64::MAX, |bound| bound.saturating_sub(1))', 'map_or(u64::MAX, |bound| bound / 1_000 * 1_000 + bound / 2_000)', 'boundaries moved by 1 in 2 000'],
  [carried, 'annotator: key.with(word).purpose(Purpose::Annotator)', 'annotator: key.with(word).purpose(Purpose::Time)', 'one draw for annotator and time'],
  [carried, 'route: key.with(word).purpose(purpose)', 'route: key.purpose(purpose)', 'one draw for all stages'],
  [carried, 'let holds = |word: u64| self.keys.truth.with(word).with(self.start.key);', 'let holds = |_: u64| self.keys.truth.with(self.start.key);', 'one draw for all classes'],
  // Rules
  [walk, 'let (route, sticky) = (keys.route.with(rule as u64), keys.sticky.with(rule as u64));', 'let (route, sticky) = (keys.route, keys.sticky);', 'one draw for all rules, task by task'],
  [block, '.route.with(rule as u64)', '.route', 'one draw for all rules, in blocks'],
  [block, 'for (rule, test) in tests.iter().enumerate() {', 'for (rule, test) in tests.iter().enumerate().rev() {', 'rules from the bottom'],
  [block, 'block.end_rules(group, narrow(tests.len()));', 'block.end_rules(group, 0);', 'Else goes where the first rule does'],
  [block, 'self.halve(group, outputs.map(narrow), |key|', 'self.halve(group, [narrow(outputs[1]), narrow(outputs[0])], |key|', 'shares swapped'],
  [block, 'block.halve(group, [1, 0],', 'block.halve(group, [0, 1],', 'approve and reject swapped'],
  [block, 'fold(false, |hit, (batch, chance)| hit |', 'fold(true, |hit, (batch, chance)| hit &', 'all batches for any'],
  [block, 'Some(from.reached(key)? & !to.reached(key)?)', 'Some(from.reached(key)?)', 'no end of a duration'],
  [carried, '*at_least <= seconds && seconds < *below', '*at_least < seconds && seconds < *below', 'duration begins too late'],
  [carried, '*at_least <= seconds && seconds < *below', '*at_least <= seconds && seconds <= *below', 'duration ends too late'],
  [carried, 'found & has == *has && found & has_not == 0', 'found & has == *has || found & has_not == 0', 'any class condition for all'],
  [carried, 'meet(crew, &crew_of(self.latest()))', 'meet(crew, &self.so_far())', 'any annotator for the latest'],
  // People and content
  [carried, 'let visit = if *sticky { 0 } else { node.visit };', 'let visit = node.visit;', 'sticky annotators forgotten'],
  [carried, 'if votes(answer) > most {', 'if votes(answer) >= most {', 'of equal answers the last kept'],
  [walk, 'Some(usize::from(agreed < *needed))', 'Some(usize::from(agreed <= *needed))', 'quorum too high by one'],
  [walk, 'is_right() { false_alarm } else { catch }', 'is_right() { catch } else { false_alarm }', 'catch and false alarm swapped'],
  [walk, '(0..*calls).all(', '(0..*calls).any(', 'one failed call for all'],
  [compile, 'calls: s.retries + 1', 'calls: s.retries', 'one call too few'],
  [work, 'if truth >> i & 1 == 1 { &self.recall } else { &self.false_positive }', 'if truth >> i & 1 == 0 { &self.recall } else { &self.false_positive }', 'recall and false positives swapped'],
  [work, 'chosen.push(row.map(|row| left.remove(row).0 as usize));', 'chosen.push(row.map(|row| left[row].0 as usize));', 'one person twice in a consensus'],
  [work, 'if limit <= 0.0 || limit == f64::INFINITY', 'if limit <= 45.0 || limit == f64::INFINITY', 'short limits always reached'],
  // Paths and counting
  [paths, 'map_or(0, |node| node.visit + 1)', 'map_or(0, |node| node.visit)', 'visits not counted up'],
  [paths, 'if from.visit == 0 {', 'if from.visit <= 1 {', 'second visits taken for first'],
  [paths, 'visit >= plan.visit_limit || matches', 'visit > plan.visit_limit || matches', 'one visit too many'],
  [paths, 'tally.wrong[stage] += wrong;', 'tally.wrong[stage] += tasks;', 'every delivered task wrong'],
  [paths, 'if !first.contains(&output) {', 'if true {', 'every round of a loop a route'],
  // Methods in order of arrival
  [sampler, 'let mut place = key.below(self.places);', 'let mut place = 0;', 'the first places always first'],
  [sampler, 'narrow(whole - product(weight) % whole)', 'narrow(product(weight) % whole)', 'smallest remainders rounded up'],
  [sampler, 'Turns::Block(size) => Self::Group(Group::new(&shares.weights, size))', 'Turns::Block(size) => Self::Group(Group::new(&shares.weights, size + 1))', 'blocks too long by one'],
  [sampler, 'let hit = *at < *weight;', 'let hit = *at <= *weight;', 'systematic sampling takes one more'],
  [sampler, 'random_start.then_some(key)', 'None', 'no random start'],
  [sampler, 'live.rev().max_by_key', 'live.max_by_key', 'of equal outputs the last'],
  [carried, 'sticky: Key::new(u64::MAX, u64::MAX)', 'sticky: key', 'sticky choices of one seed only'],
  [queue, 'drain(..count).collect();', 'drain(..count).rev().collect();', 'last come, first served'],
  [compile, 'filter(|reached| !**reached).count() as u64', 'filter(|reached| **reached).count() as u64', 'downstream first'],
  [queue, 'queue.len() / k * k', 'queue.len()', 'an agent that runs on any number'],
  [walk, '.earlier(self.plan, task.at, |output| output >= rule)', '.earlier(self.plan, task.at, |_| true)', 'rules kept that were never reached'],
  // Laws
  [laws, '!sampler.method.is_ordered() || sampler.on_return == OnReturn::Keep', 'sampler.on_return == OnReturn::Keep', 'all visits of a loop judged'],
  [laws, 'if returns && uncounted && position > 0 {', 'if returns && uncounted && position > 1_000 {', 'kept rules judged by first visits'],
  [counts, 'let (blocks, draws) = (n / size, n % size);', 'let (blocks, draws) = (n / size, 0 * n);', 'part of a block forgotten'],
  [counts, 'if self.returns {\n            let (low', 'if false {\n            let (low', 'a law given n where n depends on draws'],
  [gather, 'self.first = self.first.take().or(other.first);', '', 'the first run lost in a merge'],
  [gather, 'let from = if law.basis == Basis::Reached { output } else { 0 };', 'let from = 0;', 'rules judged among all arrivals'],
  // Looking into a run
  [walk, '        self.tell_decision(task, node, output, observer);\n        let at', '        let at', 'decisions of tasks that gathered not told'],
  [rested, 'node.stage != NONE && node.visit < limit', 'node.stage != NONE', 'a visit over the limit counted'],
  [rested, '(decision, self.at(from).latest())', '(decision, self.annotator())', 'the last annotator for the one by then'],
  [rested, 'is_drawn_into(batch)', 'is_drawn_into(0)', 'one batch for all'],
  [`${tasks}/mod.rs`, 'way.stage as usize == stage ||', '', 'an end not visited'],
  [`${tasks}/mod.rs`, '        ways.renumber(rows.iter_mut().map(|row| &mut row.way));\n', '', 'ways numbered as they are found'],
  [`${tasks}/page.rs`, 'from - before.min(from)', 'from', 'tasks before a chunk left out twice'],
  [`${tasks}/facets.rs`, 'if failed == 0 || !passes[i] {', 'if failed == 0 {', 'counts under the filter itself'],
  ['src/simulate/over/mod.rs', 'let from = if law.basis == Basis::Reached { output } else { 0 };', 'let from = 0;', 'rules counted among all arrivals'],
  ['src/simulate/over/mod.rs', 'filter(|_| decision.visit == 0)', 'filter(|_| true)', 'returns counted with first visits'],
  [counts, '.map_or(CountLaw::within(0, n), |law| CountLaw::hypergeometric(0, law))\n            }\n            // Where', '.map_or(CountLaw::within(0, n), |_| self.given(share, n))\n            }\n            // Where', 'a quota of the first arrivals alone'],
  [across, 'law.p_value(least).min(law.p_value(most)) < SUSPICIOUS_BELOW', 'law.p_value(least) < SUSPICIOUS_BELOW', 'groups compared by one end alone'],
  [across, 'map_or(Held::Pooled(total, taken), |law| Held::Intended(law.share))', 'map_or(Held::Pooled(total, taken), |_| Held::Pooled(total, taken))', 'groups held against all where a share is known'],
  [`${compare}/moved.rs`, 'if outputs.len() > 1 && is_shared(stage) {', 'if outputs.len() > 1 {', 'a stage of one workflow alone for a choice'],
  [`${compare}/items.rs`, 'if first.1 > 0 && second.1 > 0 {', 'if first.1 > 0 {', 'a share of nothing'],
  // Statistics
  ['src/stats/two_sided.rs', '(self.cdf(k) + far).min(1.0)', '(2.0 * self.cdf(k)).min(1.0)', 'twice a tail for a two-sided p-value'],
  ['src/stats/two_sided.rs', 'self.ln_pmf(k) + libm::log1p(TIE_TOLERANCE)', 'self.ln_pmf(k)', 'ties decided by rounding'],
  ['src/stats/quantile.rs', 'let tail = (1.0 - level) / 2.0;', 'let tail = 1.0 - level;', 'both tails on each side'],
  ['src/stats/quantile.rs', 'self.first_near(|k| self.sf(k) <= little)', 'self.first_near(|k| self.sf(k) <= little) + 1', 'a range too wide by one'],
  ['src/stats/holm.rs', 'let others = (clean.len() - rank) as f64;', 'let others = (clean.len() - rank - 1) as f64;', 'Holm one step too far'],
  ['src/stats/holm.rs', 'largest = largest.max((clean[index] * others).min(1.0));', 'largest = (clean[index] * others).min(1.0);', 'adjusted values that fall'],
  ['src/stats/interval.rs', 'let middle = x + z * z / 2.0;', 'let middle = x;', 'an interval around k/n'],
  ['src/stats/verdict.rs', '} else if p_value < SUSPICIOUS_BELOW {', '} else if p_value <= SUSPICIOUS_BELOW {', '0.001 itself suspicious'],
  ['src/stats/verdict.rs', 'if leak {', 'if leak && p_value < 0.05 {', 'a leak excused'],
  ['src/stats/split.rs', 'const CHI_SQUARE_FROM: f64 = 20.0;', 'const CHI_SQUARE_FROM: f64 = 2.0;', 'chi-square for few tasks'],
  ['src/stats/split_under.rs', '[first, _] if least > 0.0 => *first,', '[first, _] => *first,', 'a forbidden second output excused'],
  // Planning
  [`${planning}/precision.rs`, '(n * self.least).div_ceil(MILLION)', '(n * self.least) / MILLION', 'counts below the tolerance allowed'],
  [`${planning}/precision.rs`, 'if start < n && self.miss(start) > too_much {', 'if start > n && self.miss(start) > too_much {', 'one end of a stretch not looked at'],
  [`${planning}/precision.rs`, 'above.into_iter().chain(below)', 'above.into_iter().chain(below.filter(|_| false))', 'the lower side forgotten'],
  [`${planning}/precision.rs`, '            n = start - 1;', '            n = start.saturating_sub(3).max(1);', 'numbers of tasks passed over'],
  [`${planning}/envelope.rs`, 'let density = libm::exp(height + correction - deviance);', 'let density = 0.5 * libm::exp(height + correction - deviance);', 'a curve that is not above'],
  [`${planning}/empty.rs`, 'if set.count_ones() % 2 == 1 { term } else { -term }', 'term', 'nothing excluded again'],
  [`${planning}/benchmark.rs`, 'self.bad_passes(high, self.allowed(low))', 'self.bad_passes(low, self.allowed(high))', 'ranges left out that have an answer'],
  [`${planning}/benchmark.rs`, 'pass_from: tasks - allowed,', 'pass_from: tasks - allowed + 1,', 'a mark too high by one'],
  [`${planning}/running.rs`, '-libm::log(given::outside(level)?)', '-libm::log(2.0 * given::outside(level)?)', 'twice the risk'],
  [`${planning}/running.rs`, 'let before = stirling_error(m * p)', 'let before = 0.0 * stirling_error(m * p)', 'evidence whose mean is not one'],
  // Questions
  [`${plausible}/mod.rs`, 'if sum == 1_000_000 {', 'if sum == 1_000_000 || sum == 10_000 {', 'fractions taken for percentages'],
  [`${plausible}/number.rs`, 'group.len() == 3 && ', '', 'thousands of any length'],
  [`${plausible}/fields.rs`, 'if !all_named {', 'if !all_named || all_named {', 'counts matched by place in spite of their names'],
  [`${plausible}/query.rs`, 'tilde(&output.name)', 'output.name.clone()', 'names that part where they should not'],
];
