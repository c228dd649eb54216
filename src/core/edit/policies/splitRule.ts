import { duplicateItem } from '../../yaml/duplicateItem';
import { removePath } from '../../yaml/removePath';
import { anyPolicyOf, editObject, placeOf, standingOf, type Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { toStatedPlan } from '../verify';
import { peersKey } from '../writtenRule';
import { writtenValue } from '../writtenValue';

/**
 * Makes of a rule one for each of its peers, or of its ports; each keeps all the rest, comments included, and
 * together they allow the same.
 */
export function splitRule(draft: Draft, intent: IntentOf<'splitRule'>): Plan {
  const { policy: id, direction, rule, by } = intent;
  const policy = anyPolicyOf(draft, id);
  const standing = standingOf(draft, id);
  if (!policy || !standing) return refuse('staleText', `${id} is not in the text any more.`);
  const portsKey = policy.kind === 'ClusterNetworkPolicy' ? 'protocols' : 'ports';
  const key = by === 'peers' ? peersKey[direction] : portsKey;
  const path = ['spec', direction, rule];
  const list = writtenValue(standing.unit.text, [...standing.ref.path, ...path, key]);
  const count = Array.isArray(list) ? list.length : 0;
  const name = `${direction} rule ${rule + 1} of ${policy.name}`;
  if (count < 2)
    return refuse('notPossible', `${name} has no two ${by} to split it by.`, placeOf(draft, id, path));
  const positions = [...Array(count).keys()];
  const copies = positions
    .slice(1)
    .map(() => (text: string, base: readonly (string | number)[]) => duplicateItem(text, [...base, ...path]));
  const cuts = positions.flatMap((kept) =>
    positions
      .filter((other) => other !== kept)
      .toReversed()
      .map((other) => (text: string, base: readonly (string | number)[]) => {
        return removePath(text, [...base, 'spec', direction, rule + kept, key, other]);
      }),
  );
  const after = editObject(draft, policy, ...copies, ...cuts);
  if (isRefusal(after)) return after;
  const end = {
    direction,
    action: 'splitRule',
    policy: policy.name,
    summary: `${name} split into ${count} rules`,
  } as const;
  return toStatedPlan(draft, after, { label: `Split ${name}`, ends: [end] });
}
