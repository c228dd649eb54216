import { namedRules, testTraffic, type Analysis, type TrafficQuery } from '../core/index';
import { placeRules } from './places';
import type { Requests } from './protocol';
import type { TrafficView } from './views';

interface Shown {
  readonly revision: number;
  readonly analysis: Analysis;
}

/** Judges one connection, with the places of all rules that are named. */
export function judgeTraffic({ revision, analysis }: Shown, query: TrafficQuery): TrafficView {
  const answer = testTraffic(analysis.connectivity, query);
  const explanations = answer.type === 'answer' ? answer.lines.map(({ explanation }) => explanation) : [];
  return { revision, query, answer, places: placeRules(analysis, explanations.flatMap(namedRules)) };
}

/** The verdicts of many connections; a problem is what cannot be asked of this text. */
export function judgeAll(
  { analysis }: Shown,
  { queries }: Requests['verdicts']['ask'],
): Requests['verdicts']['answer'] {
  return queries.map((query) => {
    const answer = testTraffic(analysis.connectivity, query);
    return answer.type === 'answer' ? answer.verdict : 'problem';
  });
}
