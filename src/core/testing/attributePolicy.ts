import { type FlowState, visitParts } from '../evaluate/attribution';
import type { Connectivity, Party } from '../evaluate/connectivity';
import type { ConnectionSet } from '../model/connections';
import type { Policy } from '../policy/policy';

/** One policy's part between two parties: disjoint connection sets, none empty. */
export interface PartInFlow {
  readonly source: Party;
  readonly destination: Party;
  readonly state: FlowState;
  readonly connections: ConnectionSet;
}

/** The part of policies, taken together, in every flow that they touch, as a list. */
export function attributePolicy(
  connectivity: Connectivity,
  ...policies: readonly Policy[]
): readonly PartInFlow[] {
  const parts: PartInFlow[] = [];
  visitParts(connectivity, policies, (source, destination, pair) => {
    for (const { state, connections } of pair) parts.push({ source, destination, state, connections });
  });
  return parts;
}
