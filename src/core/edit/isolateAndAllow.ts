import { admitAtEnd, isIsolated, isolateAtEnd, type EndTask } from './admitAtEnd';
import { admitAtEnds, alreadyAllowed, describeFlow, endTasks, stillDenied } from './allowFlow';
import { askedConnections } from './askedConnections';
import type { Draft } from './draft';
import type { DrawnFlow } from './flowChanges';
import type { Plan, PortChoice } from './intent';
import { isRefusal, refuse } from './refusal';
import { toPlan, verify } from './verify';

/**
 * Keeps a flow and closes the others at its end: the destination, or the source where the destination is addresses,
 * gets a policy with a rule for just this flow. Where it is isolated already, the flow is allowed as by `allowFlow`.
 * The plan opens nothing but the drawn flow; its changes name what it closes.
 */
export function isolateAndAllow(draft: Draft, drawn: DrawnFlow, ports: readonly PortChoice[]): Plan {
  const asked = askedConnections(ports, drawn.destination);
  if (isRefusal(asked)) return asked;
  const tasks = endTasks(drawn, ports, asked);
  const decisive = tasks.at(-1);
  if (decisive && !decisive.near.selectable) {
    return refuse(
      'notPossible',
      `${decisive.near.title} runs on the host network: no policy can isolate it.`,
    );
  }
  const isOpen = ({ near, direction }: EndTask) => !isIsolated(draft, near, direction);
  const result = admitAtEnds(draft, tasks, (current, task) =>
    task === decisive && isOpen(task) ? isolateAtEnd(current, task) : admitAtEnd(current, task),
  );
  if (isRefusal(result)) return result;
  if (result.draft === draft) return alreadyAllowed(draft, drawn, asked);
  const verdict = verify(draft.reading, result.draft.reading, drawn, {
    allowed: asked,
    mayCloseOthers: true,
  });
  const flow = describeFlow(drawn, asked);
  const texts = { label: `Isolate ${decisive?.near.title}, allow ${flow}`, unreached: stillDenied(flow) };
  return toPlan(result.draft, verdict, { ...texts, ends: result.ends });
}
