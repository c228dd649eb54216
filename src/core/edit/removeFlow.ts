import { done, isIsolated, type EndResult } from './admitAtEnd';
import { describeFlow, endTasks } from './allowFlow';
import { askedConnections, everything, othersThan, type AskedConnections } from './askedConnections';
import { placeOf, type Draft } from './draft';
import { drawnFlow, refuseEnds } from './drawnFlow';
import type { DrawnFlow } from './flowChanges';
import { isSubject } from './flowEnd';
import type { IntentOf, Plan, RemovalWay } from './intent';
import { isRefusal, refuse, someFlows, someOf, type Refusal } from './refusal';
import { removeWay } from './removeWay';
import { admittingRules, areExclusive, takeBack, type AdmittingRule, type Gate } from './takeBack';
import {
  closesAnything,
  consequenceOf,
  isPermitted,
  onlyDrawn,
  refuseAccepted,
  toPlan,
  type Consequence,
} from './verify';

/** An isolated end with the rules that let the flow through. */
interface IsolatedGate extends Gate {
  readonly rules: readonly AdmittingRule[];
  readonly exclusive: boolean;
}

/**
 * Takes back what lets a flow through. Without a way: the rules at both ends where they were written for this flow
 * alone, else at the one end where that closes nothing else, else by splitting rules; refused where another flow
 * would close too. With a way, just that; what else it closes is stated. Isolation stays.
 */
export function removeFlow(draft: Draft, intent: IntentOf<'removeFlow'>): Plan {
  const { connectivity } = draft.reading;
  const drawn = drawnFlow(draft, intent);
  if (isRefusal(drawn)) return drawn;
  const refusal = refuseEnds(draft, drawn, 'notPossible');
  if (refusal) return refusal;
  const wanted = askedConnections(intent.ports ?? [], drawn.destination, connectivity.cluster.workloads);
  if (isRefusal(wanted)) return wanted;
  const flow = intent.ports ? describeFlow(drawn, wanted) : nameOf(drawn);
  if (!isPermitted(connectivity, drawn, wanted)) return refuse('alreadyDenied', `${flow} is denied already.`);
  const isPart = isPermitted(connectivity, drawn, othersThan(wanted));
  const asked = isPart ? wanted : everything;
  if (intent.way) return removeByWay(draft, drawn, asked, intent.way, flow);

  const gates = endTasks(drawn, asked)
    .filter(({ near, direction }) => isIsolated(draft, near, direction))
    .map((gate): IsolatedGate => {
      const rules = admittingRules(draft, gate, asked);
      return { ...gate, rules, exclusive: areExclusive(draft, rules, gate) };
    });
  if (gates.length === 0) return refuseAccepted(draft, connectivity, drawn, asked) ?? notIsolated(drawn);
  const exclusive = gates.filter((gate) => gate.exclusive);
  const shared = gates.filter((gate) => !gate.exclusive);
  const choices = [
    ...(exclusive.length > 1 ? [exclusive] : []),
    ...[...exclusive, ...shared].map((gate) => [gate]),
  ];
  let first: Refusal | undefined;
  for (const how of isPart ? (['split'] as const) : (['peer', 'split'] as const)) {
    for (const choice of choices) {
      const plan = closeGates(draft, drawn, asked, choice, how, flow);
      if (!isRefusal(plan)) return plan;
      first ??= plan;
    }
  }
  return first ?? notIsolated(drawn);
}

const nameOf = ({ source, destination }: DrawnFlow) => `${source.title} to ${destination.title}`;

function closeGates(
  draft: Draft,
  drawn: DrawnFlow,
  asked: AskedConnections,
  gates: readonly IsolatedGate[],
  how: 'peer' | 'split',
  flow: string,
): Plan {
  let result = done(draft);
  for (const gate of gates) {
    const next: EndResult | Refusal =
      how === 'peer'
        ? takeBack(result.draft, gate.rules, gate.direction)
        : removeWay(result.draft, gate, gate.rules, asked, how);
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  const consequence = consequenceOf(draft, result.draft, { closes: onlyDrawn(drawn, asked) }, drawn);
  if (consequence.excess.length > 0) return sharedRules(draft, gates, consequence);
  if (isPermitted(consequence.after, drawn, asked))
    return refuseAccepted(draft, consequence.after, drawn, asked) ?? stillAllowed(flow);
  return toPlan(draft, result.draft, consequence, { label: `Remove ${flow}`, ends: result.ends });
}

function removeByWay(
  draft: Draft,
  drawn: DrawnFlow,
  asked: AskedConnections,
  { direction, by }: RemovalWay,
  flow: string,
): Plan {
  const gate = endTasks(drawn, asked).find((task) => task.direction === direction);
  if (!gate) {
    const end = direction === 'ingress' ? drawn.destination : drawn.source;
    return refuse('notPossible', `No policy decides at ${end.title}.`);
  }
  const rules = admittingRules(draft, gate, asked);
  if (rules.length === 0)
    return refuse('notPossible', `Nothing isolates ${gate.near.title} for ${direction}: isolate it first.`);
  const result = removeWay(draft, gate, rules, asked, by);
  if (isRefusal(result)) return result;
  const closes = by === 'split' ? onlyDrawn(drawn, asked) : closesAnything;
  const consequence = consequenceOf(draft, result.draft, { closes }, drawn);
  if (isPermitted(consequence.after, drawn, asked))
    return refuseAccepted(draft, consequence.after, drawn, asked) ?? stillAllowed(flow);
  return toPlan(draft, result.draft, consequence, { label: `Remove ${flow}`, ends: result.ends });
}

function stillAllowed(flow: string): Refusal {
  return refuse(
    'notPossible',
    `${flow} would stay allowed for some of its pods, which nothing isolates: isolate them first.`,
  );
}

function sharedRules(
  draft: Draft,
  gates: readonly IsolatedGate[],
  { excess }: Pick<Consequence, 'excess'>,
): Refusal {
  const rules = gates.flatMap(({ direction, rules: own }) =>
    own.map((admitting) => ({ direction, ...admitting })),
  );
  const names = rules.map(({ direction, rule, policy }) => `${direction} rule ${rule + 1} of ${policy.name}`);
  const reason = `Other flows need ${someOf(names)} too: ${someFlows(excess)}. Write rules of their own for those first.`;
  const [first] = rules;
  return refuse(
    'notPossible',
    reason,
    first && placeOf(draft, first.policy.id, ['spec', first.direction, first.rule]),
  );
}

function notIsolated({ source, destination }: DrawnFlow): Refusal {
  const who = [source, destination].filter((end) => isSubject(end) && end.selectable);
  const names = who.map(({ title }) => title).join(' and ');
  const what = who.length === 2 ? 'isolate one of them first' : 'isolate it first';
  if (who.length === 0)
    return refuse('notPossible', 'No policy can deny this flow: both ends are nodes or addresses.');
  return refuse('notPossible', `Nothing isolates ${names}: ${what}.`);
}
