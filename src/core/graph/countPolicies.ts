import type { FlowState } from '../evaluate/attribution';
import type { Connectivity } from '../evaluate/connectivity';
import type { Policy } from '../policy/policy';
import { buildPolicyEffect, type PolicyEffect } from './policyEffect';
import type { PolicyParts } from './policyParts';

/** One policy's effect in numbers: pairs of workloads (or address blocks) per state. */
export type PolicyCounts = Readonly<Record<FlowState, number>>;

/** Makes the function that counts what `buildPolicyGraph` draws, for one policy after another. */
export function policyCounter(connectivity: Connectivity): (policy: Policy) => PolicyCounts {
  return (policy) => countEffect(buildPolicyEffect(connectivity, [policy]));
}

/** Counts pairs per state: whole groups of workloads at once. */
export function countEffect({ matrix, outside }: PolicyEffect): PolicyCounts {
  const counts: Record<FlowState, number> = {
    opens: 0,
    keepsOpen: 0,
    alsoOpens: 0,
    closes: 0,
    alsoCloses: 0,
    allowsInVain: 0,
  };
  const add = (parts: PolicyParts | undefined, pairs: number): void => {
    for (const { state } of parts ?? []) counts[state] += pairs;
  };
  const { kinds, groups, sizes, usual, exceptions, self } = matrix;
  const count = kinds.all.length;
  const sizeOf = (kind: number) => kinds.all[kind]!.length;
  /** A kind of several workloads with itself: the pairs of one with itself are another matter. */
  const correctSelf = (kind: number, counted: PolicyParts): void => {
    if (sizeOf(kind) === 1) return;
    add(counted, -sizeOf(kind));
    add(self(kind), sizeOf(kind));
  };
  for (const [i, j] of matrix.pairs()) {
    const parts = usual(groups[i]![0]!, groups[j]![0]!);
    if (parts.length === 0) continue;
    add(parts, sizes[i]! * sizes[j]!);
    if (i !== j) continue;
    for (const kind of groups[i]!) if (!exceptions.has(kind * count + kind)) correctSelf(kind, parts);
  }
  for (const [key, parts] of exceptions) {
    const [from, to] = [Math.floor(key / count), key % count];
    add(usual(from, to), -sizeOf(from) * sizeOf(to));
    add(parts, sizeOf(from) * sizeOf(to));
    if (from === to) correctSelf(from, parts);
  }
  for (const { kinds: some, parts } of outside) {
    add(
      parts,
      some.reduce((sum, kind) => sum + sizeOf(kind), 0),
    );
  }
  return counts;
}

/** Whether deleting the policy would change nothing: all that it does, others do as well. */
export function isRedundant({ opens, keepsOpen, closes }: PolicyCounts): boolean {
  return opens + keepsOpen + closes === 0;
}
