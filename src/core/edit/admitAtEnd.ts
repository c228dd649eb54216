import type { Party } from '../evaluate/connectivity';
import { ALL, isSubset } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';
import { appendItem } from '../yaml/appendItem';
import { addPolicy } from './addPolicy';
import { connectionsAt, describePort, type AskedConnections } from './askedConnections';
import { editObject, inOrder, type Draft } from './draft';
import { isOnePod } from './flowDifference';
import { fittingPolicies, ruleForPeerAlone } from './fittingPolicy';
import { groupsOf, partiesOf, type FlowEnd, type SubjectEnd } from './flowEnd';
import type { EndPlan, PortChoice } from './intent';
import { flowPolicyMetadata } from './policyMetadata';
import { portWriter } from './portWriter';
import { isRefusal, refuse, someOf, type Refusal } from './refusal';
import { nameOfDecision, tierDecision } from './tierDecision';
import { isNamespaceName, refuseNamespace, toPeer, toPodSelector, toPolicy, toRule } from './writtenRule';

/** One end of a flow: the subject whose policies decide, and what is at the other end. */
export interface EndTask {
  readonly direction: Direction;
  readonly near: SubjectEnd;
  readonly far: FlowEnd;
  readonly asked: AskedConnections;
  /** Id of the policy to write to, or `new`; undefined: the one that fits. */
  readonly into?: string;
}

/** A step with what it did. */
export interface EndResult {
  readonly type: 'done';
  readonly draft: Draft;
  readonly ends: readonly EndPlan[];
}

export const done = (draft: Draft, ...ends: readonly EndPlan[]): EndResult => ({ type: 'done', draft, ends });

/**
 * Writes what an end needs to admit a flow: nothing where it is not isolated or admits it already, else ports in a
 * rule that names just this peer, else a rule in a policy of just this subject, else a policy. The Baseline tier
 * denies only where no policy isolates (S54), so there a policy is needed, too.
 */
export function admitAtEnd(draft: Draft, task: EndTask): EndResult | Refusal {
  const { direction, near, far } = task;
  if (!isIsolated(draft, near, direction)) {
    if (isDeniedByBaseline(draft, task)) return isolateAtEnd(draft, task);
    const why = near.selectable
      ? `is not isolated for ${direction}`
      : 'runs on the host network, where nothing isolates it';
    const who = near.type === 'workload' ? near.name : near.title;
    return done(draft, { direction, action: 'none', summary: `nothing needed: ${who} ${why}` });
  }
  if (isAdmitted(draft, task, task.asked.at)) {
    const rules = rulesThatAdmit(draft, near, direction, far);
    return done(draft, { direction, action: 'none', summary: `nothing needed: allowed by ${someOf(rules)}` });
  }
  const policies = policiesFor(draft, task);
  if (isRefusal(policies)) return policies;
  if (policies.length === 0) return isolateAtEnd(draft, task);
  let result: EndResult = done(draft);
  for (const policy of policies) {
    const next = writeRule(result.draft, task, policy);
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  return result;
}

/** Writes a new policy that selects the subject and admits just this flow in just this direction. */
export function isolateAtEnd(draft: Draft, task: EndTask): EndResult | Refusal {
  const { direction, near, far, asked } = task;
  const { namespace } = near;
  if (!isNamespaceName(namespace)) return refuseNamespace(near);
  const podSelector = toPodSelector(near);
  if (isRefusal(podSelector)) return podSelector;
  const peer = toPeer(far, namespace, draft.reading.connectivity.cluster);
  if (isRefusal(peer)) return peer;
  const metadata = flowPolicyMetadata(draft, direction, near, far);
  const rule = toRule(direction, 'type' in peer ? peer : [peer], asked.ports);
  const policy = toPolicy(metadata, podSelector, { [direction]: [rule] });
  const { name } = metadata;
  const after = addPolicy(draft, namespace, policy);
  return done(after, { direction, action: 'newPolicy', policy: name, summary: `new policy ${name}` });
}

/** The policies to write to; none: a new one. */
function policiesFor(draft: Draft, { near, direction, into }: EndTask): readonly NetworkPolicy[] | Refusal {
  if (into === undefined) return fittingPolicies(draft, near, direction);
  if (into === 'new') return [];
  const policy = draft.reading.connectivity.policies.find(({ id }) => id === into);
  if (!policy) return refuse('staleText', `${into} is no longer in the text.`);
  if (policy.namespace !== near.namespace)
    return refuse('notPossible', `${policy.name} is not in ${near.namespace}, where it would have to be.`);
  if (policy.directions.has(direction)) return [policy];
  return refuse(
    'notPossible',
    `${policy.name} does not isolate for ${direction}: a rule in it would have no effect.`,
  );
}

/** Ports in a rule for just this peer, else a rule at the end. */
function writeRule(draft: Draft, task: EndTask, policy: NetworkPolicy): EndResult | Refusal {
  const { direction, far, asked } = task;
  const peer = toPeer(far, policy.namespace, draft.reading.connectivity.cluster);
  if (isRefusal(peer)) return peer;
  const ruleIndex = asked.ports.length > 0 ? ruleForPeerAlone(policy, direction, peer) : undefined;
  if (ruleIndex !== undefined) return addPorts(draft, task, policy, ruleIndex);
  const rule = toRule(direction, 'type' in peer ? peer : [peer], asked.ports, portWriter(draft, policy));
  const list = ['spec', direction];
  const after = editObject(draft, policy, (text, path) => appendItem(text, [...path, ...list], rule));
  if (isRefusal(after)) return after;
  const summary = `new ${direction} rule in ${policy.name}`;
  return done(after, { direction, action: 'rule', policy: policy.name, summary });
}

function addPorts(
  draft: Draft,
  task: EndTask,
  policy: NetworkPolicy,
  ruleIndex: number,
): EndResult | Refusal {
  const { direction, asked } = task;
  const isMissing = (port: PortChoice) => !isAdmitted(draft, task, (party) => connectionsAt([port], party));
  const added = asked.ports.filter(isMissing);
  const list = ['spec', direction, ruleIndex, 'ports'];
  const write = portWriter(draft, policy);
  const result = inOrder(draft, added, (before, port) =>
    editObject(before, policy, (text, path) => appendItem(text, [...path, ...list], write(port))),
  );
  if (isRefusal(result)) return result;
  const names = someOf(added.map(describePort));
  const summary = `${names} added to ${direction} rule ${ruleIndex + 1} of ${policy.name}`;
  return done(result, { direction, action: 'ports', policy: policy.name, summary });
}

/** Whether an end that no policy isolates is denied some of a flow by the Baseline tier. */
function isDeniedByBaseline(
  { reading: { connectivity } }: Draft,
  { near, direction, far, asked }: EndTask,
): boolean {
  const peers = partiesOf(connectivity, far);
  return groupsOf(connectivity, near).some((group) =>
    peers.some((peer) => {
      if (isOnePod(group, peer)) return false;
      const wanted = asked.at(direction === 'ingress' ? group : peer);
      return tierDecision(connectivity, [group, direction, peer], 'Deny', wanted)?.policy.tier === 'Baseline';
    }),
  );
}

/** Whether policies isolate a subject, or some of its pods. */
export function isIsolated({ reading }: Draft, near: SubjectEnd, direction: Direction): boolean {
  const { connectivity } = reading;
  return groupsOf(connectivity, near).some((group) => connectivity.isolating(group, direction).length > 0);
}

/** `ingress rule 1 of db-allow-api`, for every rule that admits something at this end, those of tier policies first. */
export function rulesThatAdmit(draft: Draft, near: SubjectEnd, direction: Direction, far: FlowEnd): string[] {
  const { connectivity } = draft.reading;
  const peers = partiesOf(connectivity, far);
  const names = new Set<string>();
  for (const group of groupsOf(connectivity, near)) {
    for (const peer of peers) {
      const accepted = tierDecision(connectivity, [group, direction, peer], 'Accept', ALL);
      if (accepted) names.add(nameOfDecision(accepted));
      for (const { policy, rule } of connectivity.matches(group, direction, peer))
        names.add(`${direction} rule ${rule + 1} of ${policy.name}`);
    }
  }
  return [...names];
}

/**
 * Whether all pods of the near end admit connections of all of the far one. Of `anywhere`, and where nobody is known
 * to be there, of anyone whatever.
 */
function isAdmitted(
  { reading: { connectivity } }: Draft,
  { direction, near, far }: EndTask,
  wanted: AskedConnections['at'],
): boolean {
  const peers = partiesOf(connectivity, far);
  return groupsOf(connectivity, near).every((group) => {
    const asked = (peer: Party | undefined) => wanted(direction === 'ingress' ? group : peer);
    if (far.type === 'anywhere' || peers.length === 0)
      return isSubset(asked(undefined), connectivity.admittedFromAnyone(group, direction));
    return peers.every(
      (peer) => isOnePod(group, peer) || isSubset(asked(peer), connectivity.admitted(group, direction, peer)),
    );
  });
}
