import { isMapping, itemsOf, textAt, valueAt } from '../../manifest/value';
import { appendItem } from '../../yaml/appendItem';
import { removePath } from '../../yaml/removePath';
import { setKey } from '../../yaml/setKey';
import type { YamlPath } from '../../yaml/unit';
import type { Draft } from '../draft';
import type { IntentOf, Plan, PortWish } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { editObjects, type ObjectEdit } from '../writtenObjects';
import { refusePorts } from './refusePorts';
import { containerDocument, containerPort } from './workloadDocument';
import { changedWorkload, workloadObject, type StandingWorkload } from './workloadObject';

/**
 * Makes the container ports of a workload others: those that stay keep their place and comments, new ones go to its
 * first container. Names of ports in policies stay, so flows may open and close; the plan states them.
 */
export function changeContainerPorts(draft: Draft, intent: IntentOf<'changeContainerPorts'>): Plan {
  const standing = workloadObject(draft, intent.workload);
  if (isRefusal(standing)) return standing;
  const refusal = refusePorts(intent.ports);
  if (refusal) return refusal;
  const edits = portEdits(standing, intent.ports);
  if (edits.length === 0) return refuse('alreadySo', `${standing.title} has these ports already.`);
  const edited = editObjects(draft, [[standing.object, edits]]);
  const after = changedWorkload(edited, standing, ({ ports }) => {
    const found = new Set(ports.map(keyOf));
    return found.size === intent.ports.length && intent.ports.every((port) => found.has(keyOf(port)));
  });
  if (isRefusal(after)) return after;
  const end = { action: 'editObject', summary: `ports of ${standing.title} changed` } as const;
  return toClusterPlan(draft, after, { label: `Change ports of ${standing.title}`, ends: [end] });
}

const keyOf = ({ name, port, protocol }: PortWish): string => JSON.stringify([name ?? '', port, protocol]);

function portEdits(
  { object, template, workload }: StandingWorkload,
  wanted: readonly PortWish[],
): ObjectEdit[] {
  const list = [...template, 'spec', 'containers'];
  const containers = itemsOf(valueAt(object.value, ...list.map(String)));
  const edits: ObjectEdit[] = [];
  const left = new Set(wanted);
  for (const [index, container] of containers.entries()) {
    const at = [...list, index, 'ports'];
    const gone: number[] = [];
    const old = itemsOf(valueAt(container, 'ports'));
    for (const [position, written] of old.entries()) {
      const [number, protocol] = [valueAt(written, 'containerPort'), textAt(written, 'protocol') || 'TCP'];
      const same = [...left].find((port) => port.port === number && port.protocol === protocol);
      if (!same) {
        gone.push(position);
        continue;
      }
      left.delete(same);
      edits.push(...nameEdits(written, [...at, position], same.name));
    }
    const isEmptied = gone.length > 0 && gone.length === old.length && (index > 0 || left.size === 0);
    if (isEmptied) edits.push((text, path) => removePath(text, [...path, ...at]));
    else
      for (const position of gone.toReversed())
        edits.push((text, path) => removePath(text, [...path, ...at, position]));
  }
  const added = [...left];
  if (added.length === 0) return edits;
  if (containers.length === 0)
    return [(text, path) => appendItem(text, [...path, ...list], containerDocument(workload.name, added))];
  return [
    ...edits,
    ...added.map(
      (port): ObjectEdit =>
        (text, path) =>
          appendItem(text, [...path, ...list, 0, 'ports'], containerPort(port)),
    ),
  ];
}

function nameEdits(written: unknown, at: YamlPath, name: string | undefined): ObjectEdit[] {
  if (!isMapping(written) || textAt(written, 'name') === (name ?? '')) return [];
  if (name === undefined) return [(text, path) => removePath(text, [...path, ...at, 'name'])];
  return [(text, path) => setKey(text, [...path, ...at], 'name', name)];
}
