import type { Party } from '../evaluate/connectivity';
import { intersect, NONE, subtract, type ConnectionSet } from '../model/connections';
import type { Direction } from '../policy/policy';
import { addPolicy } from './addPolicy';
import { done, type EndResult } from './admitAtEnd';
import { askedConnections, type AskedConnections } from './askedConnections';
import { dnsServer } from './dns';
import type { Draft } from './draft';
import type { PairDifference } from './flowDifference';
import { covers, findEnd, findSubject, groupsOf, isSubject, type FlowEnd, type SubjectEnd } from './flowEnd';
import { allowName, isolationName } from './isolationName';
import type { EndPlan, IntentOf, KeptFlow, Plan } from './intent';
import { policyMetadata } from './policyMetadata';
import { isRefusal, refuse, someOf, type Refusal } from './refusal';
import { consequenceOf, toPlan } from './verify';
import {
  isNamespaceName,
  refuseNamespace,
  toPeer,
  toPodSelector,
  toPolicy,
  toRule,
  type WrittenPeer,
  type WrittenRule,
} from './writtenRule';

const both = ['ingress', 'egress'] as const;

/**
 * Isolates a workload or a namespace in some directions: a policy without rules but for the flows that are kept. The
 * kept flows of single workloads of a namespace get a policy for each of these. Opens nothing; its changes name what
 * it closes, and no kept flow is among them.
 */
export function isolate(draft: Draft, intent: IntentOf<'isolate'>): Plan {
  const near = findSubject(draft.reading.connectivity, intent.subject);
  if (isRefusal(near)) return near;
  const kept = keptAtEnds(draft, near, intent);
  if (isRefusal(kept)) return kept;
  const { directions } = intent;
  const result = writeIsolation(draft, near, directions, kept);
  if (isRefusal(result)) return result;
  const closes = closesBut(near, directions, kept);
  const label = `Isolate ${near.title}${directions.length === 1 ? ` for ${directions[0]}` : ''}`;
  return toPlan(draft, result.draft, consequenceOf(draft, result.draft, { closes }), {
    label,
    ends: result.ends,
  });
}

/** What may close when a subject is isolated: its own flows, but for those that are kept. */
export function closesBut(
  near: SubjectEnd,
  directions: readonly Direction[],
  kept: readonly KeptAtEnd[],
): (pair: PairDifference) => ConnectionSet {
  return (pair) =>
    kept.reduce(
      (closed, flow) => subtract(closed, keptOf(flow, pair)),
      isOfSubject(near, directions, pair) ? pair.closed : NONE,
    );
}

/** A kept flow as one end sees it. */
export interface KeptAtEnd {
  readonly direction: Direction;
  readonly near: SubjectEnd;
  readonly far: FlowEnd;
  readonly asked: AskedConnections;
  /** The way to the DNS server, kept with what else is. */
  readonly isDns?: boolean;
}

/** Writes the policies of an isolation. Refused where there is nothing to isolate. */
export function writeIsolation(
  draft: Draft,
  near: SubjectEnd,
  directions: readonly Direction[],
  kept: readonly KeptAtEnd[],
): EndResult | Refusal {
  if (!near.selectable)
    return refuse('notPossible', `${near.title} runs on the host network: no policy can isolate it.`);
  if (!isNamespaceName(near.namespace)) return refuseNamespace(near);
  const open = both.filter((each) => directions.includes(each) && !isWhollyIsolated(draft, near, each));
  if (open.length === 0) {
    const policies = someOf(isolatingNames(draft, near, directions));
    return refuse('alreadySo', `${near.title} is isolated already by ${policies}.`);
  }
  const own = kept.filter((flow) => flow.near.id === near.id);
  const first = writePolicy(draft, near, open, own, isolationName(near, open, own));
  if (isRefusal(first)) return first;
  let result = first;
  const others = new Set(kept.flatMap((flow) => (flow.near.id === near.id ? [] : [flow.near.id])));
  for (const id of others) {
    const flows = kept.filter((flow) => flow.near.id === id && open.includes(flow.direction));
    const [flow] = flows;
    if (!flow) continue;
    const used = both.filter((each) => flows.some(({ direction }) => direction === each));
    const next = writePolicy(result.draft, flow.near, used, flows, allowName(flow.near, used, flows));
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  return result;
}

/** Whether all pods of a subject are isolated; one without pods is when a policy for all of its namespace is there. */
function isWhollyIsolated(draft: Draft, near: SubjectEnd, direction: Direction): boolean {
  const { connectivity } = draft.reading;
  const groups = groupsOf(connectivity, near);
  return groups.length > 0 && groups.every((group) => connectivity.isolating(group, direction).length > 0);
}

function isolatingNames(draft: Draft, near: SubjectEnd, directions: readonly Direction[]): string[] {
  const { connectivity } = draft.reading;
  const policies = groupsOf(connectivity, near).flatMap((group) =>
    directions.flatMap((direction) => connectivity.isolating(group, direction)),
  );
  return [...new Set(policies.map(({ name }) => name))];
}

function writePolicy(
  draft: Draft,
  near: SubjectEnd,
  directions: readonly Direction[],
  kept: readonly KeptAtEnd[],
  wantedName: string,
): EndResult | Refusal {
  const podSelector = toPodSelector(near);
  if (isRefusal(podSelector)) return podSelector;
  const rules: { [direction in Direction]?: readonly WrittenRule[] } = {};
  for (const direction of directions) {
    const written = rulesFor(draft, direction, near, kept);
    if ('reason' in written) return written;
    rules[direction] = written;
  }
  const metadata = policyMetadata(draft, near.namespace, wantedName, near.id);
  const after = addPolicy(draft, near.namespace, toPolicy(metadata, podSelector, rules));
  const ends = directions.map((direction): EndPlan => {
    const count = rules[direction]?.length ?? 0;
    const what = count === 0 ? 'allows nothing' : `${count} ${count === 1 ? 'rule' : 'rules'}`;
    const summary = `new policy ${metadata.name}: ${direction}, ${what}`;
    return { direction, action: 'newPolicy', policy: metadata.name, summary };
  });
  return done(after, ...ends);
}

/** One rule for all that is kept on the same ports. */
function rulesFor(
  draft: Draft,
  direction: Direction,
  near: SubjectEnd,
  kept: readonly KeptAtEnd[],
): readonly WrittenRule[] | Refusal {
  const byPorts = new Map<string, { asked: AskedConnections; peers: WrittenPeer[] }>();
  const rules: WrittenRule[] = [];
  for (const flow of kept) {
    if (flow.direction !== direction) continue;
    const peer = toPeer(flow.far, near.namespace, draft.reading.connectivity.cluster);
    if (isRefusal(peer)) return peer;
    if ('type' in peer) {
      rules.push(toRule(direction, peer, flow.asked.ports));
      continue;
    }
    const key = JSON.stringify(flow.asked.ports);
    const known = byPorts.get(key) ?? { asked: flow.asked, peers: [] };
    known.peers.push(peer);
    byPorts.set(key, known);
  }
  return [...byPorts.values()].map(({ peers, asked }) => toRule(direction, peers, asked.ports)).concat(rules);
}

/** The kept flows, at the ends that become isolated. */
export function keptAtEnds(
  draft: Draft,
  near: SubjectEnd,
  { keep, dns = false, directions }: Pick<IntentOf<'isolate'>, 'keep' | 'dns' | 'directions'>,
): KeptAtEnd[] | Refusal {
  const kept: KeptAtEnd[] = [];
  for (const flow of keep) {
    const ends = endsOfKept(draft, near, flow);
    if (isRefusal(ends)) return ends;
    kept.push(...ends.filter(({ direction }) => directions.includes(direction)));
  }
  if (!dns || !directions.includes('egress')) return kept;
  const { end, ports } = dnsServer(draft.reading.connectivity);
  const asked = askedConnections(ports, end, draft.reading.connectivity.cluster.workloads);
  return isRefusal(asked) ? asked : [...kept, { direction: 'egress', near, far: end, asked, isDns: true }];
}

function endsOfKept(draft: Draft, near: SubjectEnd, flow: KeptFlow): KeptAtEnd[] | Refusal {
  const { connectivity } = draft.reading;
  const source = findEnd(connectivity, flow.source);
  const destination = findEnd(connectivity, flow.destination);
  if (isRefusal(source)) return source;
  if (isRefusal(destination)) return destination;
  const asked = askedConnections(flow.ports, destination, connectivity.cluster.workloads);
  if (isRefusal(asked)) return asked;
  const isWithin = (end: FlowEnd): end is SubjectEnd =>
    isSubject(end) && (end.id === near.id || (near.type === 'namespace' && end.namespace === near.namespace));
  const ends: KeptAtEnd[] = [];
  if (isWithin(source)) ends.push({ direction: 'egress', near: source, far: destination, asked });
  if (isWithin(destination)) ends.push({ direction: 'ingress', near: destination, far: source, asked });
  if (ends.length > 0) return ends;
  return refuse('notPossible', `${source.title} to ${destination.title} is no flow of ${near.title}.`);
}

function isOfSubject(near: SubjectEnd, directions: readonly Direction[], pair: PairDifference): boolean {
  return (
    (directions.includes('ingress') && covers(near, pair.destination)) ||
    (directions.includes('egress') && covers(near, pair.source))
  );
}

/** What of a difference a kept flow speaks of. */
function keptOf(flow: KeptAtEnd, { source, destination, closed }: PairDifference): ConnectionSet {
  const [near, far]: [Party, Party] =
    flow.direction === 'ingress' ? [destination, source] : [source, destination];
  const isKept = covers(flow.near, near) && covers(flow.far, far);
  return isKept ? intersect(closed, flow.asked.at(destination)) : NONE;
}
