import { blockId } from '../../graph/addressBlocks';
import { insertItem } from '../../yaml/insertItem';
import { removePath } from '../../yaml/removePath';
import { setKey } from '../../yaml/setKey';
import type { Draft } from '../draft';
import { toBlock, findEnd, titleOfBlock } from '../flowEnd';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { toStatedPlan } from '../verify';
import { editObjects, writtenObjects, type ObjectEdit } from '../writtenObjects';
import { peersKey } from '../writtenRule';
import { blockPeers, type BlockPeer } from './blockPeers';
import { policyKinds } from './policyKinds';

/** Makes an address block another one in every rule that names just it. The plan states what opens and closes. */
export function changeBlock(draft: Draft, { block: id, cidr, except }: IntentOf<'changeBlock'>): Plan {
  const old = findBlock(draft, id);
  if (isRefusal(old)) return old;
  const block = toBlock(cidr, except);
  if (isRefusal(block)) return block;
  if (blockId(block) === id) return refuse('alreadySo', `The block is ${old.title} already.`);
  const edits = writtenObjects(draft, old.block.cidr)
    .filter(({ kind }) => policyKinds.has(kind))
    .map((object) => [object, blockPeers(object, old.block)] as const);
  const networks = edits.some(([, peers]) => peers.some(({ network }) => network));
  if (networks && except.length > 0)
    return refuse('notPossible', `A rule of a tier policy names ${old.title}: it has no exceptions.`);
  const after = editObjects(
    draft,
    edits.map(([object, peers]) => [object, peers.flatMap((peer) => peerEdits(peer, old.block, block))]),
  );
  if (isRefusal(after)) return after;
  if (after === draft) return refuse('staleText', `No rule names ${old.title} any more.`);
  const title = titleOfBlock(block);
  const count = edits.reduce((sum, [, peers]) => sum + peers.length, 0);
  const summary = `${old.title} becomes ${title} in ${count} ${count === 1 ? 'place' : 'places'}`;
  return toStatedPlan(draft, after, {
    label: `Change ${old.title} to ${title}`,
    ends: [{ action: 'editPolicy', summary }],
  });
}

/** The end of the flows of a block that is there. */
export function findBlock({ reading }: Draft, id: string) {
  const end = findEnd(reading.connectivity, id);
  if (isRefusal(end)) return end;
  if (end.type === 'addresses') return end;
  return refuse('notPossible', `${end.title} is no address block.`) satisfies Refusal;
}

interface WrittenBlock {
  readonly cidr: string;
  readonly except: readonly string[];
}

function peerEdits(
  { direction, rule, peer, network }: BlockPeer,
  old: WrittenBlock,
  { cidr, except }: WrittenBlock,
): ObjectEdit[] {
  const path = ['spec', direction, rule, peersKey[direction], peer];
  if (network) {
    const list = [...path, 'networks'];
    return [
      (text, base) => insertItem(text, [...base, ...list], network.index + 1, cidr),
      (text, base) => removePath(text, [...base, ...list, network.index]),
    ];
  }
  const block = [...path, 'ipBlock'];
  const edits: ObjectEdit[] = [];
  if (cidr !== old.cidr) edits.push((text, base) => setKey(text, [...base, ...block], 'cidr', cidr));
  const isSame = old.except.length === except.length && except.every((hole) => old.except.includes(hole));
  if (!isSame && except.length > 0)
    edits.push((text, base) => setKey(text, [...base, ...block], 'except', except));
  if (!isSame && except.length === 0)
    edits.push((text, base) => removePath(text, [...base, ...block, 'except']));
  return edits;
}
