import { expect } from 'vitest';
import { askedConnections, type AskedConnections } from '../edit/askedConnections';
import { findEnd } from '../edit/flowEnd';
import type { Intent } from '../edit/intent';
import { isRefusal } from '../edit/refusal';
import type { Connectivity, PodGroup } from '../evaluate/connectivity';
import {
  ALL,
  connectionsOf,
  intersect,
  isSubset,
  NONE,
  subtract,
  union,
  type ConnectionSet,
} from '../model/connections';
import type { CarriedOut } from './planned';

/** What one pair of workloads is permitted before and after. */
interface Pair {
  readonly source: string;
  readonly destination: string;
  readonly was: ConnectionSet;
  readonly is: ConnectionSet;
  readonly to: PodGroup;
}

/**
 * Where no NetworkPolicy isolates any more, the Baseline tier decides (S54); a block goes from rules of tier policies
 * that deny it, too.
 */
const ofTiersToo = new Set<Intent['type']>(['removeBlock', 'unisolate']);

/** What a plan says to open and close is what opens and closes; and that is what its verb may do. */
export function checkConsequence({ before, after, intent, plan }: CarriedOut): void {
  const said = new Map(
    plan.changes.map(({ source, destination, opened, closed }) => [
      `${source} → ${destination}`,
      [connectionsOf(opened), connectionsOf(closed)] as const,
    ]),
  );
  // Where an object is written twice, taking or naming the last one otherwise brings the other one into effect.
  const hasDuplicates = before.analysis.diagnostics.some(({ code }) => code === 'duplicate');
  const hasTiers = before.analysis.connectivity.tierPolicies.length > 0;
  const asked = askedOf(before.analysis.connectivity, intent);
  for (const pair of pairsOf(before.analysis.connectivity, after.analysis.connectivity, intent)) {
    const { source, destination, was, is } = pair;
    const name = `${source} → ${destination}`;
    const [opened, closed] = said.get(name) ?? [NONE, NONE];
    const [opens, closes] = [subtract(is, was), subtract(was, is)];
    if (opened !== opens || closed !== closes)
      expect([name, opened.ranges, closed.ranges]).toEqual([name, opens.ranges, closes.ranges]);
    if (!hasDuplicates && !(hasTiers && ofTiersToo.has(intent.type))) checkVerb(intent, pair, asked);
  }
}

function checkVerb(
  intent: Intent,
  { source, destination, was, is, to }: Pair,
  asked: AskedConnections,
): void {
  const wanted = asked.at(to);
  const isDrawn = 'source' in intent && fits(intent.source, source) && fits(intent.destination, destination);
  const isExactly = 'source' in intent && intent.source === source && intent.destination === destination;
  switch (intent.type) {
    case 'allowFlow':
      if (intent.write) break;
      expect(isSubset(was, is)).toBe(true);
      expect(isSubset(is, isDrawn ? union(was, wanted) : was)).toBe(true);
      if (isExactly) expect(is).toBe(union(was, wanted));
      break;
    case 'isolateAndAllow':
      expect(isSubset(is, isDrawn ? union(was, wanted) : was)).toBe(true);
      break;
    case 'changePorts':
      if (!isDrawn) expect(is).toBe(was);
      if (isExactly) expect(is).toBe(wanted);
      break;
    case 'removeFlow':
      expect(isSubset(is, was)).toBe(true);
      if (!isDrawn && !intent.way) expect(is).toBe(was);
      if (isExactly) expect(intersect(is, wanted)).toBe(NONE);
      break;
    case 'isolate':
    case 'createPolicy':
    case 'removeBlock':
      expect(isSubset(is, was)).toBe(true);
      break;
    case 'unisolate':
    case 'allowDns':
      expect(isSubset(was, is)).toBe(true);
      break;
    case 'addNamespace':
      if (Object.keys(intent.labels).length === 0) expect(is).toBe(was);
      break;
    case 'renameNamespace':
    case 'renameWorkload':
    case 'addWorkload':
    case 'splitRule':
      expect(is).toBe(was);
      break;
    case 'renamePolicy':
    case 'duplicatePolicy':
      if (intent.policy.startsWith('NetworkPolicy/')) expect(is).toBe(was);
      break;
    default:
  }
}

/** Whether a workload can belong to an end: of blocks by its address (S24), of inferred workloads by its labels. */
function fits(end: string, id: string): boolean {
  if (end.startsWith('Namespace/')) return id.split('/')[1] === end.slice('Namespace/'.length);
  return end === id || /^(?:Addresses|Anywhere|Inferred)\//.test(end);
}

function askedOf({ cluster, ...rest }: Connectivity, intent: Intent): AskedConnections {
  const everything = { ports: [], at: () => ALL, text: '' };
  if (!('destination' in intent)) return everything;
  const end = findEnd({ cluster, ...rest }, intent.destination);
  const asked = isRefusal(end) ? end : askedConnections(intent.ports ?? [], end, cluster.workloads);
  return isRefusal(asked) ? everything : asked;
}

/** All pairs of loaded workloads whose pods no policy tells apart, before and after; not a lone pod and itself. */
function pairsOf(before: Connectivity, after: Connectivity, intent: Intent): Pair[] {
  const seats = before.cluster.workloads.flatMap(({ id, origin }) => {
    const now = renamed(id, intent);
    const [was, is] = [before.podGroups(id), after.podGroups(now)];
    return origin === 'loaded' && was.length === 1 && is.length === 1
      ? [{ now, was: was[0]!, is: is[0]! }]
      : [];
  });
  return seats.flatMap((source) =>
    seats.flatMap((destination): Pair[] => {
      if (source === destination && !(source.was.hasSiblings && source.is.hasSiblings)) return [];
      return [
        {
          source: source.now,
          destination: destination.now,
          was: before.permitted(source.was, destination.was),
          is: after.permitted(source.is, destination.is),
          to: destination.was,
        },
      ];
    }),
  );
}

function renamed(id: string, intent: Intent): string {
  const [kind, namespace, name] = id.split('/');
  if (intent.type === 'renameWorkload' && intent.workload === id)
    return `${kind}/${namespace}/${intent.name}`;
  return intent.type === 'renameNamespace' && intent.namespace === namespace
    ? `${kind}/${intent.name}/${name}`
    : id;
}
