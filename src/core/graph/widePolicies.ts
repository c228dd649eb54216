import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import { type ConnectionSet, union } from '../model/connections';
import { anywhereDestination, anywhereSource } from './hubs';
import { valueBetween } from './kindMatrix';
import type { PolicyEffect } from './policyEffect';
import type { PolicyParts } from './policyParts';

/** The part of policies between all of one node and a namespace: what it is from anywhere, or to outside. */
export interface WideFlow {
  readonly source: string;
  readonly destination: string;
  readonly state: FlowState;
  readonly connections: ConnectionSet;
  /** For some of them, or with fewer ports for some. */
  readonly partial: boolean;
  /** How many pairs of workloads (or blocks) it stands for. */
  readonly pairs: number;
}

/**
 * An effect with very many ends by namespace: what concerns a namespace from anywhere, workloads and addresses, and
 * what concerns it towards addresses. Exact in what states there are, and in how many pairs.
 */
export function buildWideFlows(connectivity: Connectivity, effect: PolicyEffect): readonly WideFlow[] {
  const { matrix, outside } = effect;
  const { kinds, groups, sizes, usual, exceptions, self } = matrix;
  const { workloads } = connectivity.cluster;
  const count = kinds.all.length;
  const nodeOf = (kind: number) => `Namespace/${workloads[kinds.all[kind]![0]!]!.namespace}`;
  const nodes = kinds.all.map((_, kind) => nodeOf(kind));
  const sizeOf = (kind: number) => kinds.all[kind]!.length;
  const counted = new Map<string, Counted>();
  const add = (source: string, destination: string, parts: PolicyParts | undefined, pairs: number): void => {
    for (const { state, connections, partial } of parts ?? []) {
      const key = `${source} ${destination} ${state}`;
      let known = counted.get(key);
      if (!known) counted.set(key, (known = { source, destination, state, sets: new Map(), partial: false }));
      known.sets.set(connections, (known.sets.get(connections) ?? 0) + pairs);
      known.partial ||= partial;
    }
  };
  for (const [i, j] of matrix.pairs()) {
    const [from] = groups[i]!;
    for (const to of groups[j]!) add(anywhereSource, nodes[to]!, usual(from!, to), sizes[i]! * sizeOf(to));
  }
  for (const to of kinds.all.keys()) {
    if (sizeOf(to) === 1) continue;
    const parts = valueBetween(matrix, to, to);
    if (parts.length === 0) continue;
    add(anywhereSource, nodes[to]!, parts, -sizeOf(to));
    add(anywhereSource, nodes[to]!, self(to), sizeOf(to));
  }
  for (const [key, parts] of exceptions) {
    const [from, to] = [Math.floor(key / count), key % count];
    add(anywhereSource, nodes[to]!, usual(from, to), -sizeOf(from) * sizeOf(to));
    add(anywhereSource, nodes[to]!, parts, sizeOf(from) * sizeOf(to));
  }
  for (const { kinds: some, end, parts } of outside) {
    for (const kind of some) {
      if (end === 'source') add(nodes[kind]!, anywhereDestination, parts, sizeOf(kind));
      else add(anywhereSource, nodes[kind]!, parts, sizeOf(kind));
    }
  }
  const members = new Map<string, number>();
  for (const [kind, node] of nodes.entries()) members.set(node, (members.get(node) ?? 0) + sizeOf(kind));
  return [...counted.values()].flatMap(({ source, destination, state, sets, partial }): WideFlow[] => {
    const said = [...sets].filter(([, pairs]) => pairs > 0);
    const pairs = said.reduce((sum, [, own]) => sum + own, 0);
    if (pairs === 0) return [];
    const connections = said.map(([set]) => set).reduce(union);
    const all =
      destination === anywhereDestination
        ? members.get(source)!
        : members.get(destination)! * (workloads.length + 1);
    return [
      { source, destination, state, connections, partial: partial || said.length > 1 || pairs < all, pairs },
    ];
  });
}

interface Counted {
  readonly source: string;
  readonly destination: string;
  readonly state: FlowState;
  /** How many pairs have which connections. */
  readonly sets: Map<ConnectionSet, number>;
  partial: boolean;
}
