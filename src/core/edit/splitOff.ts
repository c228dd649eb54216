import { nameLabel } from '../model/labels';
import type { Party } from '../evaluate/connectivity';
import { union } from '../model/connections';
import type { LabelSelector } from '../model/selector';
import type { Direction, NetworkPolicy, Peer } from '../policy/policy';
import { duplicateItem } from '../yaml/duplicateItem';
import { insertItem } from '../yaml/insertItem';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import type { AskedConnections } from './askedConnections';
import { editObject, inOrder, type Draft } from './draft';
import { covers, findEnd, groupsOf, isInside, partiesOf, type FlowEnd } from './flowEnd';
import { narrowedPorts, narrowPorts } from './narrowPorts';
import { tellingLabel, withoutLabel } from './narrowSelector';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removePeers, removeRule, type AdmittingRule, type Gate } from './takeBack';
import { writeSelector } from './writeSelector';
import { peersKey, toPeer, type WrittenPeer } from './writtenRule';

/** More peers than these in place of one are no rule that anybody wants to read. */
const mostPeers = 12;

/**
 * Rewrites a rule so that it no longer admits the asked connections with the far end, and all else as before: its
 * other peers keep their ports; a peer that matches others too leaves the far end out, by its selector or an exception,
 * or is replaced by peers for each of them; ports of the far end that stay get a rule of their own behind it.
 * Refused where that cannot be written, as where the rule names no peers. What else the policy selects is not asked.
 */
export function splitOff(
  draft: Draft,
  gate: Gate,
  { policy, rule: index, peers }: AdmittingRule,
  asked: AskedConnections,
): Draft | Refusal {
  const { connectivity } = draft.reading;
  const { direction, near, far } = gate;
  const rule = policy[direction][index];
  if (!rule?.peers || !peers)
    return refuse(
      'notPossible',
      `${direction} rule ${index + 1} of ${policy.name} admits anyone: it names no peers that could be told apart.`,
    );
  const destinations = direction === 'ingress' ? groupsOf(connectivity, near) : partiesOf(connectivity, far);
  const removed = [...destinations.map(asked.at), asked.at(undefined)].reduce(union);
  const ports = narrowedPorts(rule.ports, removed, destinations);
  const replaced = replacements(draft, gate, policy, index, peers);
  if (isRefusal(replaced)) return replaced;
  const isForFarAlone =
    peers.length === rule.peers.length &&
    [...replaced.values()].every((instead) => 'peers' in instead && instead.peers.length === 0);
  if (isForFarAlone) {
    return ports.isNothing
      ? removeRule(draft, policy, direction, { rule: index })
      : narrowPorts(draft, policy, direction, index, ports);
  }
  const others = rule.peers.flatMap((_peer, each) => (peers.includes(each) ? [] : [each]));
  const withRest = ports.isNothing ? draft : addRest(draft, policy, direction, index, others, ports);
  if (isRefusal(withRest)) return withRest;
  return inOrder(withRest, [...replaced].toReversed(), (before, [peer, instead]) =>
    replacePeer(before, policy, direction, { rule: index, peer }, instead),
  );
}

/** A copy of the rule behind it, for the peers of the far end and the ports that stay. */
function addRest(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  index: number,
  others: readonly number[],
  ports: ReturnType<typeof narrowedPorts>,
): Draft | Refusal {
  const copied = editObject(draft, policy, (text, base) =>
    duplicateItem(text, [...base, 'spec', direction, index]),
  );
  if (isRefusal(copied)) return copied;
  const narrowed = removePeers(copied, policy, direction, { rule: index + 1, peers: others });
  return isRefusal(narrowed) ? narrowed : narrowPorts(narrowed, policy, direction, index + 1, ports);
}

/** What is to stand in place of a peer: itself with a narrower selector or a hole, or others; none of them: nothing. */
type Instead =
  | { readonly key: 'podSelector' | 'namespaceSelector'; readonly selector: LabelSelector }
  | { readonly except: readonly string[] }
  | { readonly peers: readonly WrittenPeer[] };

/** What is to stand in place of each peer that matches the far end, so that it matches all else. */
function replacements(
  draft: Draft,
  gate: Gate,
  policy: NetworkPolicy,
  rule: number,
  peers: readonly number[],
): ReadonlyMap<number, Instead> | Refusal {
  const replaced = new Map<number, Instead>();
  for (const index of peers) {
    const others = othersMatched(draft, gate, policy, rule, index);
    const peer = policy[gate.direction][rule]?.peers?.[index];
    if (!peer || others.length === 0) {
      replaced.set(index, { peers: [] });
      continue;
    }
    const which = `${peersKey[gate.direction]} ${index + 1} of ${gate.direction} rule ${rule + 1} of ${policy.name}`;
    const instead =
      peer.type === 'ipBlock'
        ? blockWithout(peer, gate.far, which)
        : (narrowedPeer(peer, gate.far, others) ?? nameOthers(draft, policy, others, which));
    if ('reason' in instead) return instead;
    replaced.set(index, instead);
  }
  return replaced;
}

function othersMatched(
  { reading: { connectivity } }: Draft,
  { direction, near, far }: Gate,
  policy: NetworkPolicy,
  rule: number,
  peer: number,
): Party[] {
  const isMatched = (party: Party) =>
    groupsOf(connectivity, near).some((group) =>
      connectivity
        .matches(group, direction, party)
        .some((match) => match.policy.id === policy.id && match.rule === rule && match.peer === peer),
    );
  return connectivity.parties.filter((party) => !covers(far, party) && isMatched(party));
}

function blockWithout(
  { cidr, except }: Extract<Peer, { type: 'ipBlock' }>,
  far: FlowEnd,
  which: string,
): Instead | Refusal {
  if (far.type === 'addresses' && far.block.except.length === 0 && isInside(far.block.cidr, cidr))
    return { except: [...except, far.block.cidr] };
  return refuse('notPossible', `${which} cannot leave out ${far.title}: it is a block of addresses.`);
}

/** The same selector without the far end, where a label tells this apart: so it stays true of pods to come. */
function narrowedPeer(
  { namespaceSelector, podSelector = {} }: Extract<Peer, { type: 'pods' }>,
  far: FlowEnd,
  others: readonly Party[],
): Instead | undefined {
  if (far.type === 'namespace' && namespaceSelector)
    return {
      key: 'namespaceSelector',
      selector: withoutLabel(namespaceSelector, [nameLabel, far.namespace]),
    };
  if (far.type !== 'workload') return undefined;
  const label = tellingLabel(
    far,
    others.filter((party) => party.type === 'pods'),
  );
  return label && { key: 'podSelector', selector: withoutLabel(podSelector, label) };
}

function nameOthers(
  draft: Draft,
  policy: NetworkPolicy,
  others: readonly Party[],
  which: string,
): Instead | Refusal {
  const peers: WrittenPeer[] = [];
  for (const end of endsOf(draft, others)) {
    const other = isRefusal(end) ? end : toPeer(end, policy.namespace, draft.reading.connectivity.cluster);
    if (isRefusal(other)) return other;
    if (!('type' in other)) peers.push(other);
  }
  if (peers.length <= mostPeers) return { peers };
  return refuse(
    'notPossible',
    `${which} matches ${peers.length} others too: choose a narrower selector for it first.`,
  );
}

/** Namespaces of which all pods are meant, else workloads. */
function endsOf({ reading: { connectivity } }: Draft, parties: readonly Party[]): (FlowEnd | Refusal)[] {
  const left = new Set(parties);
  const namespaces = new Set(
    parties.flatMap((party) => (party.type === 'pods' ? [party.workload.namespace] : [])),
  );
  const ends: (FlowEnd | Refusal)[] = [];
  for (const namespace of namespaces) {
    const end = findEnd(connectivity, `Namespace/${namespace}`);
    if (isRefusal(end)) continue;
    const pods = partiesOf(connectivity, end);
    if (pods.length < 2 || !pods.every((party) => left.has(party))) continue;
    ends.push(end);
    for (const party of pods) left.delete(party);
  }
  const ids = new Set([...left].flatMap((party) => (party.type === 'pods' ? [party.workload.id] : [])));
  return [...ends, ...[...ids].map((id) => findEnd(connectivity, id))];
}

function replacePeer(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  { rule, peer }: { readonly rule: number; readonly peer: number },
  instead: Instead,
): Draft | Refusal {
  const list = ['spec', direction, rule, peersKey[direction]];
  const path = [...list, peer];
  if ('selector' in instead) return writeSelector(draft, policy, path, instead.key, instead.selector);
  if ('except' in instead)
    return editObject(draft, policy, (text, base) =>
      setKey(text, [...base, ...path, 'ipBlock'], 'except', instead.except),
    );
  const added = inOrder(draft, [...instead.peers.entries()], (before, [offset, value]) =>
    editObject(before, policy, (text, base) =>
      insertItem(text, [...base, ...list], peer + 1 + offset, value),
    ),
  );
  if (isRefusal(added)) return added;
  return editObject(added, policy, (text, base) => removePath(text, [...base, ...path]));
}
