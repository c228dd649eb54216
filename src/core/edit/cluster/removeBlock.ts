import { removePath } from '../../yaml/removePath';
import { policyOf, type Draft } from '../draft';
import type { EndPlan, IntentOf, Plan } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { keepDirections } from '../takeBack';
import { toStatedPlan } from '../verify';
import { editObjects, writtenObjects, type ObjectEdit, type WrittenObject } from '../writtenObjects';
import { peersKey } from '../writtenRule';
import { blockPeers, type BlockPeer } from './blockPeers';
import { findBlock } from './changeBlock';
import { policyKinds } from './policyKinds';

/**
 * Takes an address block out of every rule that names just it. A rule that names nothing else goes, as one without
 * peers would allow everyone (S11); isolation stays. The plan states what opens and closes.
 */
export function removeBlock(draft: Draft, { block: id }: IntentOf<'removeBlock'>): Plan {
  const end = findBlock(draft, id);
  if (isRefusal(end)) return end;
  const found = writtenObjects(draft, end.block.cidr)
    .filter(({ kind }) => policyKinds.has(kind))
    .flatMap((object) => {
      const peers = blockPeers(object, end.block);
      return peers.length > 0 ? [{ object, peers }] : [];
    });
  if (found.length === 0) return refuse('staleText', `No rule names ${end.title} any more.`);
  const edited = editObjects(
    draft,
    found.map(({ object, peers }) => [object, editsFor(peers)]),
  );
  if (isRefusal(edited)) return edited;
  let after = edited;
  for (const { object } of found) {
    const policy = policyOf(draft, idOf(object));
    const kept = policy ? keepDirections(after, policy) : after;
    if (isRefusal(kept)) return kept;
    after = kept;
  }
  const ends = found.map(
    ({ object: { name } }): EndPlan => ({
      action: 'removePeer',
      policy: name,
      summary: `${end.title} taken out of ${name}`,
    }),
  );
  return toStatedPlan(draft, after, { label: `Remove ${end.title}`, ends });
}

const idOf = ({ kind, namespace, name }: WrittenObject) => `${kind}/${namespace || 'default'}/${name}`;

/** From the last rule to the first, so that positions stay true. */
function editsFor(peers: readonly BlockPeer[]): ObjectEdit[] {
  const rules = new Map<string, BlockPeer[]>();
  for (const peer of peers) {
    const key = `${peer.direction} ${peer.rule}`;
    rules.set(key, [...(rules.get(key) ?? []), peer]);
  }
  return [...rules.values()].toReversed().flatMap(ruleEdits);
}

function ruleEdits(peers: readonly BlockPeer[]): ObjectEdit[] {
  const [first] = peers;
  if (!first) return [];
  const rule = ['spec', first.direction, first.rule];
  const byElement = new Map<number, BlockPeer[]>();
  for (const peer of peers) byElement.set(peer.peer, [...(byElement.get(peer.peer) ?? []), peer]);
  const isWhole = (own: readonly BlockPeer[]) =>
    own.every(({ network }) => !network || network.of === own.length);
  const whole = [...byElement.values()].filter(isWhole).length;
  if (whole === first.of) return [(text, base) => removePath(text, [...base, ...rule])];
  return [...byElement].toReversed().flatMap(([position, own]): ObjectEdit[] => {
    const path = [...rule, peersKey[first.direction], position];
    if (isWhole(own)) return [(text, base) => removePath(text, [...base, ...path])];
    return own.toReversed().map(
      ({ network }): ObjectEdit =>
        (text, base) =>
          removePath(text, [...base, ...path, 'networks', network?.index ?? 0]),
    );
  });
}
