import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { removeObjects, writtenObjects } from '../writtenObjects';
import { refuseDefault } from './renameNamespace';

/** Takes a namespace out with every object that says to be in it, of any kind. */
export function removeNamespace(draft: Draft, { namespace }: IntentOf<'removeNamespace'>): Plan {
  const refusal = refuseDefault(namespace, 'removed');
  if (refusal) return refusal;
  const objects = writtenObjects(draft, namespace).filter(
    (object) => object.namespace === namespace || (object.kind === 'Namespace' && object.name === namespace),
  );
  if (objects.length === 0)
    return refuse('notPossible', `Nothing in the text says that there is a namespace ${namespace}.`);
  const after = removeObjects(draft, objects);
  if (isRefusal(after)) return after;
  const others = objects.filter(({ kind }) => kind !== 'Namespace').length;
  const summary = `namespace ${namespace} removed, with ${others} ${others === 1 ? 'object' : 'objects'} in it`;
  return toClusterPlan(draft, after, {
    label: `Remove namespace ${namespace}`,
    ends: [{ action: 'removeObject', summary }],
  });
}
