import { describeConnections, type ConnectionSet } from '../model/connections';
import { admitAtEnd, isIsolated, rulesThatAdmit, type EndResult, type EndTask } from './admitAtEnd';
import { askedConnections } from './askedConnections';
import type { Draft } from './draft';
import type { DrawnFlow } from './flowChanges';
import type { EndPlan, Plan, PortChoice } from './intent';
import { isRefusal, refuse, someOf, type Refusal } from './refusal';
import { toPlan, verify } from './verify';

/**
 * Lets a flow through: at each end that is isolated and does not admit all of it yet, what is missing is written.
 * The plan opens the drawn flow and nothing else, and closes nothing.
 */
export function allowFlow(draft: Draft, drawn: DrawnFlow, ports: readonly PortChoice[]): Plan {
  const asked = askedConnections(ports, drawn.destination);
  if (isRefusal(asked)) return asked;
  const result = admitAtEnds(draft, endTasks(drawn, ports, asked), admitAtEnd);
  if (isRefusal(result)) return result;
  if (result.draft === draft) return alreadyAllowed(draft, drawn, asked);
  const verdict = verify(draft.reading, result.draft.reading, drawn, {
    allowed: asked,
    mayCloseOthers: false,
  });
  const flow = describeFlow(drawn, asked);
  return toPlan(result.draft, verdict, {
    label: `Allow ${flow}`,
    ends: result.ends,
    unreached: stillDenied(flow),
  });
}

/** The ends where policies can decide: addresses have none. */
export function endTasks(
  { source, destination }: DrawnFlow,
  ports: readonly PortChoice[],
  asked: ConnectionSet,
): EndTask[] {
  const tasks: EndTask[] = [];
  const rest = { destination, ports, asked };
  if (source.type === 'workload')
    tasks.push({ direction: 'egress', near: source, far: destination, ...rest });
  if (destination.type === 'workload')
    tasks.push({ direction: 'ingress', near: destination, far: source, ...rest });
  return tasks;
}

/** Writes at one end after the other. */
export function admitAtEnds(
  draft: Draft,
  tasks: readonly EndTask[],
  admit: (draft: Draft, task: EndTask) => EndResult | Refusal,
): { readonly draft: Draft; readonly ends: readonly EndPlan[] } | Refusal {
  const ends: EndPlan[] = [];
  let current = draft;
  for (const task of tasks) {
    const result = admit(current, task);
    if (isRefusal(result)) return result;
    current = result.draft;
    ends.push(result.end);
  }
  return { draft: current, ends };
}

/** Why nothing is to be written: no policy stands in the way, or rules allow all of it. */
export function alreadyAllowed(draft: Draft, drawn: DrawnFlow, asked: ConnectionSet): Refusal {
  const tasks = endTasks(drawn, [], asked);
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
export function describeFlow({ source, destination }: DrawnFlow, asked: ConnectionSet): string {
  return `${source.title} to ${destination.title}, ${describeConnections(asked)}`;
}

/** Why a plan that writes a rule would not reach what was asked. */
export function stillDenied(flow: string): string {
  return `A rule for ${flow} would not allow all of it: its selectors or blocks do not match all pods and addresses.`;
}
