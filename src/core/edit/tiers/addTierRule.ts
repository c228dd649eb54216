import type { Direction, TierPolicy } from '../../policy/policy';
import { appendItem } from '../../yaml/appendItem';
import { insertItem } from '../../yaml/insertItem';
import { addTierPolicy } from '../addPolicy';
import { askedConnections } from '../askedConnections';
import { editObject, type Draft } from '../draft';
import { drawnFlow } from '../drawnFlow';
import type { FlowEnd } from '../flowEnd';
import type { EndPlan, IntentOf, Plan } from '../intent';
import { freeName, toNamePart } from '../policyName';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { toStatedPlan } from '../verify';
import { refusePriority } from './changePriority';
import { toSubject, toTierRule } from './writtenTierRule';

const verbs = { Accept: 'allow', Deny: 'deny', Pass: 'pass' } as const;

/**
 * Accepts, denies or passes a flow by a rule of a tier policy: in an existing one, at a position, or in a new
 * ClusterNetworkPolicy for just the near end. Rules before it in its tier decide first, and an existing policy may
 * speak of more pods than the flow has, so the plan states what opens and closes, which may be nothing.
 */
export function addTierRule(draft: Draft, intent: IntentOf<'addTierRule'>): Plan {
  const { direction, action, into } = intent;
  const drawn = drawnFlow(draft, intent);
  if (isRefusal(drawn)) return drawn;
  const { workloads } = draft.reading.connectivity.cluster;
  const asked = askedConnections(intent.ports, drawn.destination, workloads);
  if (isRefusal(asked)) return asked;
  const [near, far] =
    direction === 'ingress' ? [drawn.destination, drawn.source] : [drawn.source, drawn.destination];
  const flow = `${drawn.source.title} to ${drawn.destination.title}, ${asked.text}`;
  const result =
    'policy' in into ? intoExisting(draft, intent, into, far) : intoNew(draft, intent, into, { near, far });
  if (isRefusal(result)) return result;
  return toStatedPlan(draft, result.draft, { label: `${action} ${flow}`, ends: [result.end] });
}

interface Written {
  readonly draft: Draft;
  readonly end: EndPlan;
}

function intoExisting(
  draft: Draft,
  { direction, action, ports }: IntentOf<'addTierRule'>,
  { policy: id, at }: { readonly policy: string; readonly at?: number },
  far: FlowEnd,
): Written | Refusal {
  const policy = draft.reading.connectivity.tierPolicies.find((known) => known.id === id);
  if (!policy) return refuse('staleText', `${id} is not in the text any more.`);
  const rule = toTierRule(draft, policy.kind, { direction, action, ports, far });
  if (isRefusal(rule)) return rule;
  const count = policy[direction].length;
  const position = at ?? count;
  if (position < 0 || position > count)
    return refuse('notPossible', `${policy.name} has no ${direction} rule ${position} to put one behind.`);
  const path = ['spec', direction];
  const after = editObject(draft, policy, (text, base) =>
    position === count
      ? appendItem(text, [...base, ...path], rule)
      : insertItem(text, [...base, ...path], position, rule),
  );
  if (isRefusal(after)) return after;
  const summary = `new ${direction} rule ${position + 1} in ${policy.name}`;
  return { draft: after, end: { direction, action: 'rule', policy: policy.name, summary } };
}

function intoNew(
  draft: Draft,
  { direction, action, ports }: IntentOf<'addTierRule'>,
  { tier, priority }: Pick<TierPolicy, 'tier' | 'priority'>,
  { near, far }: { readonly near: FlowEnd; readonly far: FlowEnd },
): Written | Refusal {
  const refusal = refusePriority(priority);
  if (refusal) return refusal;
  const subject = toSubject(draft, near);
  if (isRefusal(subject)) return subject;
  const rule = toTierRule(draft, 'ClusterNetworkPolicy', { direction, action, ports, far });
  if (isRefusal(rule)) return rule;
  const name = freeName(nameOf(direction, action, near, far), (taken) =>
    draft.reading.resources.has(`ClusterNetworkPolicy/${taken}`),
  );
  const value = {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier, priority, subject, [direction]: [rule] },
  };
  const summary = `new policy ${name}, ${tier} tier, priority ${priority}`;
  return {
    draft: addTierPolicy(draft, value),
    end: { direction, action: 'newPolicy', policy: name, summary },
  };
}

/** `deny-ingress-to-db-from-api`. */
function nameOf(direction: Direction, action: keyof typeof verbs, near: FlowEnd, far: FlowEnd): string {
  const [to, from] = direction === 'ingress' ? ['to', 'from'] : ['from', 'to'];
  return [verbs[action], direction, to, toNamePart(near.name), from, toNamePart(far.name)].join('-');
}
