import { NONE } from '../model/connections';
import { admittingRules, areExclusive, takeBack, type AdmittingRule } from './takeBack';
import { isIsolated, type EndTask } from './admitAtEnd';
import { endTasks } from './allowFlow';
import { placeOf, type Draft } from './draft';
import type { DrawnFlow } from './flowChanges';
import { isOnePod } from './flowDifference';
import { partiesOf } from './flowEnd';
import type { EndPlan, Plan } from './intent';
import { isRefusal, refuse, someFlows, someOf, type Refusal } from './refusal';
import { toPlan, verify, type Verdict } from './verify';

/** An isolated end with the rules that let the flow through. */
interface Gate extends Pick<EndTask, 'direction' | 'near' | 'far'> {
  readonly rules: readonly AdmittingRule[];
  readonly exclusive: boolean;
}

/**
 * Takes back what lets a flow through: the rules at both ends where they were written for this flow alone, else at
 * the one end where that closes nothing else. Isolation stays. Refused where another flow would close too.
 */
export function removeFlow(draft: Draft, drawn: DrawnFlow): Plan {
  if (!isPermitted(draft, drawn)) {
    return refuse('alreadyDenied', `${drawn.source.title} to ${drawn.destination.title} is denied already.`);
  }
  const gates = endTasks(drawn, [], NONE)
    .filter(({ near, direction }) => isIsolated(draft, near, direction))
    .map(({ direction, near, far }): Gate => {
      const rules = admittingRules(draft, near, direction, far);
      return { direction, near, far, rules, exclusive: areExclusive(draft, rules, near, direction, far) };
    });
  if (gates.length === 0) return notIsolated(drawn);

  const exclusive = gates.filter((gate) => gate.exclusive);
  const shared = gates.filter((gate) => !gate.exclusive);
  const choices = [
    ...(exclusive.length > 1 ? [exclusive] : []),
    ...[...exclusive, ...shared].map((gate) => [gate]),
  ];
  let refusal: Refusal | undefined;
  for (const choice of choices) {
    const plan = closeGates(draft, drawn, choice);
    if (!isRefusal(plan)) return plan;
    refusal ??= plan;
  }
  return refusal ?? notIsolated(drawn);
}

function closeGates(draft: Draft, drawn: DrawnFlow, gates: readonly Gate[]): Plan {
  const ends: EndPlan[] = [];
  let current = draft;
  for (const { rules, direction } of gates) {
    const result = takeBack(current, rules, direction);
    if (isRefusal(result)) return result;
    current = result.draft;
    ends.push(...result.ends);
  }
  const verdict = verify(draft.reading, current.reading, drawn, { mayCloseOthers: false });
  if (verdict.excess.length > 0) return sharedRules(draft, gates, verdict);
  const flow = `${drawn.source.title} to ${drawn.destination.title}`;
  const unreached = `${flow} would stay allowed for some of its pods, which nothing isolates: isolate them first.`;
  return toPlan(current, verdict, { label: `Remove ${flow}`, ends, unreached });
}

function sharedRules(draft: Draft, gates: readonly Gate[], { excess }: Verdict): Refusal {
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
  const who = [source, destination].filter((end) => end.type === 'workload' && end.selectable);
  const names = who.map(({ title }) => title).join(' and ');
  const what = who.length === 2 ? 'isolate one of them first' : 'isolate it first';
  if (who.length === 0)
    return refuse('notPossible', 'No policy can deny this flow: both ends are nodes or addresses.');
  return refuse('notPossible', `Nothing isolates ${names}: ${what}.`);
}

/** Whether any of the flow is permitted, a pod and itself left out (S31). */
function isPermitted({ reading: { connectivity } }: Draft, { source, destination }: DrawnFlow): boolean {
  const destinations = partiesOf(connectivity, destination);
  return partiesOf(connectivity, source).some((from) =>
    destinations.some((to) => !isOnePod(from, to) && connectivity.permitted(from, to) !== NONE),
  );
}
