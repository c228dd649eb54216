import { ALL, intersect, isSubset, NONE, subtract, type ConnectionSet } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';
import { appendItem } from '../yaml/appendItem';
import { addPolicy } from './addPolicy';
import { askedConnections, describePort } from './askedConnections';
import { editPolicy, inOrder, standingOf, type Draft } from './draft';
import { fittingPolicy, ruleForPeerAlone } from './fittingPolicy';
import { partiesOf, type FlowEnd, type WorkloadEnd } from './flowEnd';
import type { EndPlan, PortChoice } from './intent';
import { policyId, policyMetadata } from './policyMetadata';
import { isRefusal, someOf, type Refusal } from './refusal';
import {
  isNamespaceName,
  refuseNamespace,
  toPeer,
  toPodSelector,
  toPolicy,
  toRule,
  toWrittenPort,
} from './writtenRule';

/** One end of a flow: the workload whose policies decide, and what is at the other end. */
export interface EndTask {
  readonly direction: Direction;
  readonly near: WorkloadEnd;
  readonly far: FlowEnd;
  readonly destination: FlowEnd;
  readonly ports: readonly PortChoice[];
  readonly asked: ConnectionSet;
}

/** A step with what it did. */
export interface EndResult {
  readonly type: 'done';
  readonly draft: Draft;
  readonly end: EndPlan;
}

const done = (draft: Draft, end: EndPlan): EndResult => ({ type: 'done', draft, end });

/**
 * Writes what an end needs to admit a flow: nothing where it is not isolated or admits it already, else ports in a
 * rule that names just this peer, else a rule in a policy of just this workload, else a policy.
 */
export function admitAtEnd(draft: Draft, task: EndTask): EndResult | Refusal {
  const { direction, near, far, asked } = task;
  if (!isIsolated(draft, near, direction)) {
    const why = near.selectable
      ? `is not isolated for ${direction}`
      : 'runs on the host network, where nothing isolates it';
    return done(draft, {
      direction,
      action: 'none',
      summary: `nothing needed: ${near.workload.name} ${why}`,
    });
  }
  const missing = subtract(asked, admittedNow(draft, task));
  if (missing === NONE) {
    const rules = rulesThatAdmit(draft, near, direction, far);
    return done(draft, { direction, action: 'none', summary: `nothing needed: allowed by ${someOf(rules)}` });
  }
  const { connectivity } = draft.reading;
  const peer = toPeer(far, near.workload.namespace, connectivity.cluster);
  if (isRefusal(peer)) return peer;
  const isWritable = ({ id }: NetworkPolicy) => standingOf(draft, id)?.broken === false;
  const policy = fittingPolicy(connectivity, near, direction, isWritable);
  if (!policy) return isolateAtEnd(draft, task);
  const ruleIndex = task.ports.length > 0 ? ruleForPeerAlone(policy, direction, peer) : undefined;
  if (ruleIndex !== undefined) return addPorts(draft, task, policy, ruleIndex, missing);

  const list = ['spec', direction] as const;
  const rule = toRule(direction, peer, task.ports);
  const after = editPolicy(draft, policy, (text, path) => appendItem(text, [...path, ...list], rule), [
    ...list,
    policy[direction].length,
  ]);
  if (isRefusal(after)) return after;
  return done(after, {
    direction,
    action: 'rule',
    policy: policy.name,
    summary: `new ${direction} rule in ${policy.name}`,
  });
}

/** Writes a new policy that selects the end's workload and admits just this flow in just this direction. */
export function isolateAtEnd(draft: Draft, task: EndTask): EndResult | Refusal {
  const { direction, near, far, ports } = task;
  const { namespace } = near.workload;
  if (!isNamespaceName(namespace)) return refuseNamespace(near);
  const podSelector = toPodSelector(near);
  if (isRefusal(podSelector)) return podSelector;
  const peer = toPeer(far, namespace, draft.reading.connectivity.cluster);
  if (isRefusal(peer)) return peer;
  const metadata = policyMetadata(draft, direction, near, far);
  const policy = toPolicy(metadata, podSelector, direction, toRule(direction, peer, ports));
  const after = addPolicy(draft, policyId(namespace, metadata.name), namespace, policy);
  const { name } = metadata;
  return done(after, { direction, action: 'newPolicy', policy: name, summary: `new policy ${name}` });
}

/** Whether policies isolate a workload, or some of its pods. */
export function isIsolated({ reading }: Draft, near: WorkloadEnd, direction: Direction): boolean {
  const { connectivity } = reading;
  return connectivity.podGroups(near.id).some((group) => connectivity.isolating(group, direction).length > 0);
}

/** `ingress rule 1 of db-allow-api`, for every rule that admits something at this end. */
export function rulesThatAdmit(
  draft: Draft,
  near: WorkloadEnd,
  direction: Direction,
  far: FlowEnd,
): string[] {
  const { connectivity } = draft.reading;
  const peers = partiesOf(connectivity, far);
  const matches = connectivity
    .podGroups(near.id)
    .flatMap((group) => peers.flatMap((peer) => connectivity.matches(group, direction, peer)));
  return [...new Set(matches.map(({ policy, rule }) => `${direction} rule ${rule + 1} of ${policy.name}`))];
}

/** What all pods of the end admit of all of the other end. */
function admittedNow({ reading }: Draft, { direction, near, far }: EndTask): ConnectionSet {
  const { connectivity } = reading;
  const peers = partiesOf(connectivity, far);
  let admitted = ALL;
  for (const group of connectivity.podGroups(near.id)) {
    for (const peer of peers) admitted = intersect(admitted, connectivity.admitted(group, direction, peer));
  }
  return admitted;
}

function addPorts(
  draft: Draft,
  { direction, destination, ports }: EndTask,
  policy: NetworkPolicy,
  ruleIndex: number,
  missing: ConnectionSet,
): EndResult | Refusal {
  const isMissing = (port: PortChoice) => {
    const connections = askedConnections([port], destination);
    return isRefusal(connections) || !isSubset(connections, subtract(ALL, missing));
  };
  const added = ports.filter(isMissing);
  const list = ['spec', direction, ruleIndex, 'ports'] as const;
  const result = inOrder(draft, added, (before, port) =>
    editPolicy(
      before,
      policy,
      (text, path) => appendItem(text, [...path, ...list], toWrittenPort(port)),
      list,
    ),
  );
  if (isRefusal(result)) return result;
  const names = someOf(added.map(describePort));
  const summary = `${names} added to ${direction} rule ${ruleIndex + 1} of ${policy.name}`;
  return done(result, { direction, action: 'ports', policy: policy.name, summary });
}
