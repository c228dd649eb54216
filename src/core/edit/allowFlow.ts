import { admitAtEnd, done, isIsolated, rulesThatAdmit, type EndResult, type EndTask } from './admitAtEnd';
import { askedConnections, type AskedConnections } from './askedConnections';
import type { Draft } from './draft';
import { drawnFlow, refuseEnds } from './drawnFlow';
import type { DrawnFlow } from './flowChanges';
import { isSubject } from './flowEnd';
import type { IntentOf, Plan, WriteChoice } from './intent';
import { isRefusal, refuse, someFlows, someOf, type Refusal } from './refusal';
import { anything, consequenceOf, onlyDrawn, refuseUnreached, toPlan } from './verify';

/**
 * Lets a flow through: at each end that is isolated and does not admit all of it yet, what is missing is written.
 * The plan opens the drawn flow and nothing else, and closes nothing; where a policy or labels were chosen, what
 * they do beyond it is stated.
 */
export function allowFlow(draft: Draft, intent: IntentOf<'allowFlow'>): Plan {
  const { write = {} } = intent;
  const drawn = drawnFlow(draft, intent, write);
  if (isRefusal(drawn)) return drawn;
  const refusal = refuseEnds(draft, drawn, 'alreadyAllowed');
  if (refusal) return refusal;
  const asked = askedConnections(
    intent.ports,
    drawn.destination,
    draft.reading.connectivity.cluster.workloads,
  );
  if (isRefusal(asked)) return asked;
  const tasks = endTasks(drawn, asked, write);
  const result = admitAtEnds(draft, tasks, admitAtEnd);
  if (isRefusal(result)) return result;
  const flow = describeFlow(drawn, asked);
  const allowance = isChosen(write) ? anything : { opens: onlyDrawn(drawn, asked) };
  const consequence = consequenceOf(draft, result.draft, allowance, drawn);
  const unreached = refuseUnreached(result.draft, consequence.after, drawn, asked, stillDenied(flow));
  if (unreached) return unreached;
  if (result.draft === draft) return alreadyAllowed(draft, drawn, asked);
  const anew = tasks.find(
    ({ near, direction }) => !isIsolated(draft, near, direction) && isIsolated(result.draft, near, direction),
  );
  if (anew && consequence.excess.length > 0) {
    const closed = someFlows(consequence.excess);
    const reason = `${anew.near.title} would be isolated for the first time, and close ${closed}: isolate it, and keep what matters.`;
    return refuse('needsIsolation', reason);
  }
  return toPlan(draft, result.draft, consequence, { label: `Allow ${flow}`, ends: result.ends });
}

function isChosen({ egress, ingress, sourceLabels, destinationLabels }: WriteChoice): boolean {
  const isNamed = (policy: string | undefined) => policy !== undefined && policy !== 'new';
  return [sourceLabels, destinationLabels].some(Boolean) || isNamed(egress) || isNamed(ingress);
}

/** The ends where policies can decide: not at addresses, and not at everyone. */
export function endTasks(
  { source, destination }: DrawnFlow,
  asked: AskedConnections,
  { egress, ingress }: WriteChoice = {},
): EndTask[] {
  const tasks: EndTask[] = [];
  if (isSubject(source))
    tasks.push({
      direction: 'egress',
      near: source,
      far: destination,
      asked,
      ...(egress && { into: egress }),
    });
  if (isSubject(destination))
    tasks.push({
      direction: 'ingress',
      near: destination,
      far: source,
      asked,
      ...(ingress && { into: ingress }),
    });
  return tasks;
}

/** Writes at one end after the other. */
export function admitAtEnds(
  draft: Draft,
  tasks: readonly EndTask[],
  admit: (draft: Draft, task: EndTask) => EndResult | Refusal,
): EndResult | Refusal {
  let result = done(draft);
  for (const task of tasks) {
    const next = admit(result.draft, task);
    if (isRefusal(next)) return next;
    result = done(next.draft, ...result.ends, ...next.ends);
  }
  return result;
}

/** Why nothing is to be written: no policy stands in the way, or rules allow all of it. */
export function alreadyAllowed(draft: Draft, drawn: DrawnFlow, asked: AskedConnections): Refusal {
  const tasks = endTasks(drawn, asked);
  const isolated = tasks.filter(({ near, direction }) => isIsolated(draft, near, direction));
  const flow = describeFlow(drawn, asked);
  if (isolated.length === 0) {
    const who = tasks.length === 1 ? `${tasks[0]?.near.title} is not isolated` : 'neither end is isolated';
    return refuse('alreadyAllowed', `${flow} is allowed already: ${who}.`);
  }
  const rules = isolated.flatMap(({ near, direction, far }) => rulesThatAdmit(draft, near, direction, far));
  return refuse('alreadyAllowed', `${flow} is allowed already by ${someOf(rules)}.`);
}

/** `shop/api to data/db, TCP 5432`. */
export function describeFlow({ source, destination }: DrawnFlow, { text }: AskedConnections): string {
  return `${source.title} to ${destination.title}, ${text}`;
}

/** Why a plan that writes a rule would not reach what was asked. */
export function stillDenied(flow: string): string {
  return `A rule for ${flow} would not allow all of it: its selectors or blocks do not match all pods and addresses.`;
}
