import type { Draft } from './draft';
import type { DrawnFlow } from './flowChanges';
import { isOnePod } from './flowDifference';
import { findEnd, isSubject, partiesOf } from './flowEnd';
import type { FlowIds, WriteChoice } from './intent';
import { isRefusal, refuse, type Refusal } from './refusal';

/** The ends of a flow by their ids. */
export function drawnFlow(
  { reading: { connectivity } }: Draft,
  ids: FlowIds,
  { sourceLabels, destinationLabels }: WriteChoice = {},
): DrawnFlow | Refusal {
  const source = findEnd(connectivity, ids.source, sourceLabels);
  const destination = findEnd(connectivity, ids.destination, destinationLabels);
  if (isRefusal(source)) return source;
  return isRefusal(destination) ? destination : { source, destination };
}

/** Ends between which no policy decides: addresses or everyone at both, or one and the same pod (S31). */
export function refuseEnds(
  { reading: { connectivity } }: Draft,
  { source, destination }: DrawnFlow,
  code: 'alreadyAllowed' | 'notPossible',
): Refusal | undefined {
  if (!isSubject(source) && !isSubject(destination)) {
    return refuse('notPossible', 'Policies decide at pods only: one end must be a workload or a namespace.');
  }
  const parties = source.id === destination.id ? partiesOf(connectivity, source) : [];
  const isOneAndOnly = parties.every((from) => parties.every((to) => isOnePod(from, to)));
  if (parties.length === 0 || !isOneAndOnly) return undefined;
  return refuse(code, `${source.title} is one pod, and a pod always reaches itself.`);
}
