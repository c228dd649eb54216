import {
  type Analysis,
  type Connectivity,
  type ConnectionSet,
  describeConnections,
  entryFlows,
  explainFlow,
  type Explanation,
  NONE,
  type Party,
  union,
} from '../../core/index';
import { toTitle } from '../connectionRows';
import { type Conn, readConn } from './connectionCells';
import { controllerTitle } from './differences';
import { compared, type Outcome } from './outcome';
import { rangeEnds } from './rangeEnds';

/** What netpol-analyzer says of a pair, and why. */
export interface ExplainedPair {
  readonly src: string;
  readonly dst: string;
  readonly allowed: readonly ExplainedPart[];
  readonly denied: readonly ExplainedPart[];
}

interface ExplainedPart {
  readonly conn: Conn;
  readonly directions: readonly ExplainedEnd[];
}

interface ExplainedEnd {
  readonly direction: 'Ingress' | 'Egress';
  readonly verdict: 'Allowed' | 'Denied';
  /** The rules that decide, pass on, or fail to admit. */
  readonly rules: readonly { readonly kind?: string; readonly policy?: string; readonly rule?: string }[];
}

/**
 * Compares explanations, pair by pair: what is allowed and denied, what each end says to the first and the last port
 * of each range, and the policies and rules that have a part in it.
 */
export function compareExplanations(analysis: Analysis, pairs: readonly ExplainedPair[]): Outcome {
  const wrong = pairs.flatMap((pair) => {
    const problem =
      pair.src === controllerTitle ? findSentOtherwise(analysis, pair) : findWrong(analysis, pair);
    return problem === undefined ? [] : [`explained, ${pair.src} → ${pair.dst}: ${problem}`];
  });
  return compared(pairs.length, wrong);
}

/** Compares pairs that no policy has a part in. */
export function compareDefaults(
  { connectivity }: Analysis,
  pairs: readonly Pick<ExplainedPair, 'src' | 'dst'>[],
): Outcome {
  const wrong = pairs.filter(({ src, dst }) =>
    subjectsOf(connectivity, src).some((source) =>
      subjectsOf(connectivity, dst).some((destination) => {
        const explanation = explainFlow(connectivity, source, destination);
        return explanation.verdict !== 'allowed' || namedPolicies(explanation).length > 0;
      }),
    ),
  );
  return compared(
    pairs.length,
    wrong.map(({ src, dst }) => `explained, ${src} → ${dst}: no policy has a part, for us some have`),
  );
}

/** The workload, or the parties with the first and the last address of a range. */
function subjectsOf(connectivity: Connectivity, end: string): readonly (Party | string)[] {
  return [...new Set(rangeEnds(connectivity, end).map(({ subject }) => subject))];
}

/** The first thing that we see otherwise. */
function findWrong(
  { connectivity }: Analysis,
  { src, dst, allowed, denied }: ExplainedPair,
): string | undefined {
  const parts = [
    ...allowed.map((part) => ({ ...part, expected: 'allowed' })),
    ...denied.map((part) => ({ ...part, expected: 'denied' })),
  ];
  for (const source of subjectsOf(connectivity, src)) {
    for (const destination of subjectsOf(connectivity, dst)) {
      for (const { conn, directions, expected } of parts) {
        for (const query of cornersOf(readConn(conn))) {
          const explanation = explainFlow(connectivity, source, destination, query);
          const port = `${query.protocol} ${query.port}`;
          if (explanation.verdict !== expected) return `${port} ${expected}, for us ${explanation.verdict}`;
          for (const end of directions) {
            const problem = findWrongEnd(explanation, end);
            if (problem) return `${port} ${end.direction} ${problem}`;
          }
        }
      }
    }
  }
  return undefined;
}

/** The first and the last port of each range. */
function cornersOf({
  ranges,
}: ConnectionSet): { readonly protocol: Range['protocol']; readonly port: number }[] {
  return ranges.flatMap(({ protocol, from, to }) =>
    [...new Set([from, to])].map((port) => ({ protocol, port })),
  );
}

function findWrongEnd(
  explanation: Explanation,
  { direction, verdict, rules }: ExplainedEnd,
): string | undefined {
  const side = direction === 'Ingress' ? explanation.ingress : explanation.egress;
  const seen = side.allowed ? 'Allowed' : 'Denied';
  if (seen !== verdict) return `${verdict}, for us ${seen}`;
  const named = namedIn(side);
  const ours = [...new Set(named.map(({ policy }) => policy))].sort().join(', ');
  const theirs = [...new Set(rules.flatMap(({ kind, policy }) => (kind ? [`${kind}/${policy}`] : [])))]
    .sort()
    .join(', ');
  if (ours !== theirs) return `decided by ${theirs || 'no policy'}, for us by ${ours || 'no policy'}`;
  // A rule that does not admit the ports is said by us only with its reason.
  const missing = rules.find(
    ({ kind, policy, rule }) =>
      rule !== undefined &&
      !rule.startsWith('(') &&
      !named.some((known) => known.policy === `${kind}/${policy}` && known.rule === rule),
  );
  return missing && (side.allowed || !missing.rule?.startsWith('#'))
    ? `decided by ${missing.policy} ${missing.rule}, for us by ${named.map(({ rule }) => rule).join(', ')}`
    : undefined;
}

type Range = ConnectionSet['ranges'][number];
type Side = Explanation['ingress'];

interface Named {
  readonly policy: string;
  /** Its name, or `#1` for the first one. */
  readonly rule?: string;
}

/** The policies, and rules of them, that have a part in what a side says. */
function namedIn({ stages, rules, isolatedBy }: Side): readonly Named[] {
  return stages.flatMap(({ stage, reached, allowed, rules: tierRules }): readonly Named[] => {
    if (reached.length === 0 || stage === 'default') return [];
    if (stage !== 'NetworkPolicy') {
      return tierRules
        .filter(({ decides }) => decides.length > 0)
        .map(({ policy, rule, name = `#${rule + 1}` }) => ({ policy, rule: name }));
    }
    if (allowed.length === 0) return isolatedBy.map((policy) => ({ policy }));
    return rules
      .filter(({ admits }) => admits.length > 0)
      .map(({ policy, rule }) => ({ policy, rule: `#${rule + 1}` }));
  });
}

function namedPolicies({ ingress, egress }: Explanation): readonly Named[] {
  return [ingress, egress].flatMap(namedIn);
}

/** For a pair from the ingress controller: what is sent to the workload, by which entries. */
function findSentOtherwise({ connectivity }: Analysis, { dst, allowed }: ExplainedPair): string | undefined {
  const sent = entryFlows(connectivity, 'stand-in').filter(({ destination }) => toTitle(destination) === dst);
  const seen = sent.map(({ permitted }) => permitted).reduce(union, NONE);
  const stated = allowed.map(({ conn }) => readConn(conn)).reduce(union, NONE);
  if (seen !== stated) return `${describeConnections(stated)}, for us ${describeConnections(seen)}`;
  const ours = sent.map(({ entry }) => `${entry.kind}/${entry.namespace}/${entry.name}`);
  const theirs = allowed.flatMap(({ directions }) =>
    directions.flatMap(({ rules }) =>
      rules.flatMap(({ kind, policy }) =>
        kind === 'Ingress' || kind === 'Route' ? [`${kind}/${policy}`] : [],
      ),
    ),
  );
  const [said, known] = [theirs, ours].map((names) => [...new Set(names)].sort().join(', '));
  return said === known ? undefined : `sent by ${said}, for us by ${known}`;
}
