import type { Connectivity } from '../evaluate/connectivity';
import type { Policy } from '../policy/policy';
import { pairsWith, valueBetween } from './kindMatrix';
import { buildPolicyEffect, type PolicyEffect } from './policyEffect';
import type { PolicyParts } from './policyParts';

/** The part of policies in the flows between two nodes: workloads, blocks, or a hub, which here speaks of outside only. */
export interface PolicyFlow {
  readonly source: string;
  readonly destination: string;
  readonly parts: PolicyParts;
}

/** Which workloads, by id, are meant at the ends of flows. */
export type AskedEnds = Readonly<Record<'isSource' | 'isDestination', (workload: string) => boolean>>;

const anyEnds: AskedEnds = { isSource: () => true, isDestination: () => true };

/** The flows of an effect that are worth showing, pair by pair. All are as many as pairs of workloads. */
export function* flowsOf(
  { cluster: { workloads } }: Connectivity,
  { matrix, outside }: PolicyEffect,
  { isSource, isDestination }: AskedEnds = anyEnds,
): Generator<PolicyFlow, undefined> {
  const { kinds } = matrix;
  const idsOf = (isAsked: (id: string) => boolean) =>
    kinds.all.map((own) => own.map((at) => workloads[at]!.id).filter(isAsked));
  const [sources, destinations] = [idsOf(isSource), idsOf(isDestination)];
  const isSaid = (parts: PolicyParts) => parts.length > 0;
  for (const [from, to, parts] of pairsWith(matrix, isSaid)) {
    if (sources[from]!.length === 0) continue;
    for (const source of sources[from]!) {
      for (const destination of destinations[to]!) {
        const isItself = source === destination && kinds.all[from]!.length > 1;
        const own = isItself ? matrix.self(from) : parts;
        if (own && isSaid(own)) yield { source, destination, parts: own };
      }
    }
  }
  for (const { kinds: some, end, node, parts } of outside) {
    for (const kind of some) {
      if (end === 'source') for (const source of sources[kind]!) yield { source, destination: node, parts };
      else for (const destination of destinations[kind]!) yield { source: node, destination, parts };
    }
  }
}

/** Makes the look-up of the part of policies between two ends: workloads, blocks or hubs, by id. undefined: nothing is said of them. */
export function policyPartsBetween(
  connectivity: Connectivity,
  policies: readonly Policy[],
): (source: string, destination: string) => PolicyParts | undefined {
  const { matrix, outside } = buildPolicyEffect(connectivity, policies);
  const { workloads } = connectivity.cluster;
  const { kinds } = matrix;
  const position = new Map(workloads.map(({ id }, at) => [id, at]));
  const said = new Map<string, PolicyParts>();
  for (const { kinds: some, end, node, parts } of outside) {
    for (const kind of some) said.set(`${end} ${kind} ${node}`, parts);
  }
  return (source, destination) => {
    const [from, to] = [position.get(source), position.get(destination)];
    if (from === undefined && to === undefined) return undefined;
    if (from === undefined) return said.get(`destination ${kinds.of[to!]} ${source}`);
    if (to === undefined) return said.get(`source ${kinds.of[from]} ${destination}`);
    const [kind, other] = [kinds.of[from]!, kinds.of[to]!];
    if (from === to && kinds.all[kind]!.length > 1) return matrix.self(kind);
    const parts = valueBetween(matrix, kind, other);
    return parts.length > 0 ? parts : undefined;
  };
}
