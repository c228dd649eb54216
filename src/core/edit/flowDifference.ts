import type { CommonGround } from '../evaluate/commonGround';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { visitDelta } from '../evaluate/connectivityDelta';
import { subtract, type ConnectionSet } from '../model/connections';
import type { Policy } from '../policy/policy';

/** What differs in the permitted connections of two parties. At least one of the sets is not empty. */
export interface PairDifference {
  readonly source: Party;
  readonly destination: Party;
  readonly opened: ConnectionSet;
  readonly closed: ConnectionSet;
}

/** All pairs whose permitted connections differ between two judgements on one ground, each once. */
export function flowDifference({ before, after }: CommonGround): PairDifference[] {
  const differences: PairDifference[] = [];
  visitDelta(before, after, (source, destination, was, is) => {
    if (isOnePod(source, destination)) return;
    differences.push({ source, destination, opened: subtract(is, was), closed: subtract(was, is) });
  });
  return differences;
}

/** A pod and itself: always permitted (S31). */
export function isOnePod(source: Party, destination: Party): boolean {
  return source.type === 'pods' && source.index === destination.index && !source.hasSiblings;
}

/** The policies of a side that the other one does not have just so. */
export function changedAgainst(other: Connectivity, side: Connectivity): readonly Policy[] {
  const byId = new Map(allPolicies(other).map((policy) => [policy.id, policy]));
  return allPolicies(side).filter((policy) => {
    const known = byId.get(policy.id);
    return known !== policy && (!known || toText(known) !== toText(policy));
  });
}

const allPolicies = ({ policies, tierPolicies }: Connectivity): readonly Policy[] => [
  ...policies,
  ...tierPolicies,
];

function toText(policy: Policy): string {
  return JSON.stringify(policy, (_key, value: unknown) => {
    if (value instanceof Set) return [value.has('ingress'), value.has('egress')];
    return typeof value === 'bigint' ? String(value) : value;
  });
}
