import type { AddressAtom } from './addressAtoms';
import type { ComparedFlow, ComparedFlows, ComparedWorkload } from './comparedFlows';

/** An end of a flow that is compared. */
type ComparedEnd = ComparedWorkload | AddressAtom;

export type FlowChangeState = 'added' | 'removed' | 'changed';

/** A flow that is not the same before and after. */
export interface Difference extends ComparedFlow {
  readonly source: ComparedEnd;
  readonly destination: ComparedEnd;
  readonly state: FlowChangeState;
}

/** What became of a flow; undefined: it is as it was. */
export function stateOfChange({ before, after }: ComparedFlow): FlowChangeState | undefined {
  if (before.connections === after.connections && before.partial === after.partial) return undefined;
  if (before.connections.ranges.length === 0) return 'added';
  return after.connections.ranges.length === 0 ? 'removed' : 'changed';
}

/** Visits every pair of workloads, and of a workload and addresses, between which not the same is permitted (S49j). */
export function visitDifferences(flows: ComparedFlows, visit: (difference: Difference) => void): void {
  const { workloads, atoms } = flows;
  const compare = (source: ComparedEnd, destination: ComparedEnd, flow: ComparedFlow | undefined): void => {
    const state = flow && stateOfChange(flow);
    if (state) visit({ source, destination, ...flow, state });
  };
  for (const source of workloads) {
    for (const destination of flows.mayDifferFrom(source))
      compare(source, destination, flows.between(source, destination));
    const [first] = atoms;
    if (!first) continue;
    // Where a workload does not tell addresses apart, one of them speaks for all.
    if (flows.tellsAddressesApart(source, 'egress') || stateOfChange(flows.outwards(source, first)))
      for (const atom of atoms) compare(source, atom, flows.outwards(source, atom));
    if (flows.tellsAddressesApart(source, 'ingress') || stateOfChange(flows.inwards(first, source)))
      for (const atom of atoms) compare(atom, source, flows.inwards(atom, source));
  }
}
