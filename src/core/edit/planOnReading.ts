import type { Connectivity } from '../evaluate/connectivity';
import type { SourceFile } from '../text/workspace';
import { splitUnits } from '../yaml/documents';
import { allowFlow } from './allowFlow';
import type { Draft, Reading } from './draft';
import type { DrawnFlow } from './flowChanges';
import { isOnePod } from './flowDifference';
import { findEnd, partiesOf } from './flowEnd';
import type { Intent, Plan } from './intent';
import { isolateAndAllow } from './isolateAndAllow';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removeFlow } from './removeFlow';

/**
 * What an intent would write, checked by judging the edited text, or why it is not done. Changes nothing.
 * @param reading what was read of exactly these files; refused with `staleText` when it is older
 * @param read reads files, in the same way as `reading` was made
 */
export function planOnReading(
  files: readonly SourceFile[],
  reading: Reading,
  intent: Intent,
  read: (files: readonly SourceFile[]) => Reading,
): Plan {
  if (!isReadingOf(reading, files)) {
    return refuse('staleText', 'The text has changed in the meantime: try again.');
  }
  const source = findEnd(reading.connectivity, intent.source);
  const destination = findEnd(reading.connectivity, intent.destination);
  if (isRefusal(source)) return source;
  if (isRefusal(destination)) return destination;
  const drawn = { source, destination };
  const refusal = refuseEnds(reading.connectivity, drawn, intent.type);
  if (refusal) return refusal;
  const draft: Draft = { files, reading, read, changes: [], reveal: [] };
  return planFor(intent, draft, drawn);
}

function planFor(intent: Intent, draft: Draft, drawn: DrawnFlow): Plan {
  switch (intent.type) {
    case 'allowFlow':
      return allowFlow(draft, drawn, intent.ports);
    case 'isolateAndAllow':
      return isolateAndAllow(draft, drawn, intent.ports);
    case 'removeFlow':
      return removeFlow(draft, drawn);
  }
}

/** Ends between which no policy decides: addresses at both, or one and the same pod (S31). */
function refuseEnds(
  connectivity: Connectivity,
  { source, destination }: DrawnFlow,
  type: Intent['type'],
): Refusal | undefined {
  if (source.type === 'addresses' && destination.type === 'addresses') {
    return refuse('notPossible', 'Policies decide at workloads only: one end must be a workload.');
  }
  const parties = source.id === destination.id ? partiesOf(connectivity, source) : [];
  const isOneAndOnly = parties.every((from) => parties.every((to) => isOnePod(from, to)));
  if (parties.length === 0 || !isOneAndOnly) return undefined;
  const code = type === 'removeFlow' ? 'notPossible' : 'alreadyAllowed';
  return refuse(code, `${source.title} is one pod, and a pod always reaches itself.`);
}

/** Whether the units that were read are those of the text now. */
function isReadingOf(reading: Reading, files: readonly SourceFile[]): boolean {
  return (
    reading.files.length === files.length &&
    files.every(({ name, text }, index) => {
      const read = reading.files[index];
      if (read?.name !== name) return false;
      const units = splitUnits(text);
      return (
        units.length === read.units.length &&
        units.every((unit, i) => unit.from === read.units[i]?.from && unit.text === read.units[i]?.text)
      );
    })
  );
}
