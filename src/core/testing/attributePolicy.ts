import { type FlowState, visitParts } from '../evaluate/attribution';
import type { Connectivity, Party } from '../evaluate/connectivity';
import type { ConnectionSet } from '../model/connections';
import type { NetworkPolicy } from '../policy/policy';

/** One policy's part between two parties: disjoint connection sets, none empty. */
export interface PartInFlow {
  readonly source: Party;
  readonly destination: Party;
  readonly state: FlowState;
  readonly connections: ConnectionSet;
}

/** A policy's part in every flow that it touches, as a list. */
export function attributePolicy(connectivity: Connectivity, policy: NetworkPolicy): readonly PartInFlow[] {
  const parts: PartInFlow[] = [];
  visitParts(connectivity, policy, (source, destination, pair) => {
    for (const { state, connections } of pair) parts.push({ source, destination, state, connections });
  });
  return parts;
}
