import { admitAtEnd, isIsolated, isolateAtEnd, type EndTask } from './admitAtEnd';
import { admitAtEnds, alreadyAllowed, describeFlow, endTasks, stillDenied } from './allowFlow';
import { askedConnections } from './askedConnections';
import type { Draft } from './draft';
import { drawnFlow, refuseEnds } from './drawnFlow';
import type { IntentOf, Plan } from './intent';
import { closesBut, keptAtEnds, writeIsolation, type KeptAtEnd } from './isolate';
import { isRefusal, refuse, type Refusal } from './refusal';
import { consequenceOf, onlyDrawn, refuseUnreached, toPlan } from './verify';

/**
 * Keeps a flow and closes the others at its end: the destination, or the source where the destination is addresses
 * or everyone, gets a policy with a rule for just this flow. Where it is isolated already, the flow is allowed as by
 * `allowFlow`. The plan opens nothing but the drawn flow; its changes name what it closes,
 * and no flow is among them that is to be kept.
 */
export function isolateAndAllow(draft: Draft, intent: IntentOf<'isolateAndAllow'>): Plan {
  const drawn = drawnFlow(draft, intent);
  if (isRefusal(drawn)) return drawn;
  const refusal = refuseEnds(draft, drawn, 'alreadyAllowed');
  if (refusal) return refusal;
  const asked = askedConnections(
    intent.ports,
    drawn.destination,
    draft.reading.connectivity.cluster.workloads,
  );
  if (isRefusal(asked)) return asked;
  const tasks = endTasks(drawn, asked);
  const decisive = tasks.at(-1);
  if (decisive && !decisive.near.selectable) {
    return refuse(
      'notPossible',
      `${decisive.near.title} runs on the host network: no policy can isolate it.`,
    );
  }
  const isOpen = ({ near, direction }: EndTask) => !isIsolated(draft, near, direction);
  const isolating = decisive && isOpen(decisive) ? decisive : undefined;
  const kept = isolating ? keptBeside(draft, isolating, intent) : [];
  if (isRefusal(kept)) return kept;
  const result = admitAtEnds(draft, tasks, (current, task) => {
    if (task !== isolating) return admitAtEnd(current, task);
    return kept.length === 0
      ? isolateAtEnd(current, task)
      : writeIsolation(current, task.near, [task.direction], [task, ...kept]);
  });
  if (isRefusal(result)) return result;
  if (result.draft === draft) return alreadyAllowed(draft, drawn, asked);
  const flow = describeFlow(drawn, asked);
  const closes = isolating && closesBut(isolating.near, [isolating.direction], kept);
  const allowance = { opens: onlyDrawn(drawn, asked), ...(closes && { closes }) };
  const consequence = consequenceOf(draft, result.draft, allowance, drawn);
  const unreached = refuseUnreached(result.draft, consequence.after, drawn, asked, stillDenied(flow));
  if (unreached) return unreached;
  const label = `Isolate ${decisive?.near.title}, allow ${flow}`;
  return toPlan(draft, result.draft, consequence, { label, ends: result.ends });
}

/** What else the end keeps that becomes isolated. */
function keptBeside(
  draft: Draft,
  { near, direction }: EndTask,
  { keep = [], dns = false }: IntentOf<'isolateAndAllow'>,
): KeptAtEnd[] | Refusal {
  return keptAtEnds(draft, near, { keep, dns, directions: [direction] });
}
