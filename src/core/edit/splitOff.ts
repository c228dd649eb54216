import type { Party } from '../evaluate/connectivity';
import { union } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';
import { duplicateItem } from '../yaml/duplicateItem';
import { insertItem } from '../yaml/insertItem';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import type { AskedConnections } from './askedConnections';
import { editObject, inOrder, type Draft } from './draft';
import { covers, findEnd, groupsOf, isInside, partiesOf, type FlowEnd } from './flowEnd';
import { narrowedPorts, narrowPorts } from './narrowPorts';
import { isRefusal, refuse, someOf, type Refusal } from './refusal';
import { removePeers, removeRule, type AdmittingRule, type Gate } from './takeBack';
import { peersKey, toPeer, type WrittenPeer } from './writtenRule';

/** More peers than these in place of one are no rule that anybody wants to read. */
const mostPeers = 12;

/**
 * Rewrites a rule so that it no longer admits the asked connections with the far end, and all else as before: its
 * other peers keep their ports; a peer that matches others too is replaced by peers for each of them, or gets an
 * exception; ports of the far end that stay get a rule of their own behind it.
 * Refused where that cannot be written: the policy selects other pods too, or the rule names no peers.
 */
export function splitOff(
  draft: Draft,
  gate: Gate,
  { policy, rule: index, peers }: AdmittingRule,
  asked: AskedConnections,
): Draft | Refusal {
  const { connectivity } = draft.reading;
  const { direction, near, far } = gate;
  const name = `${direction} rule ${index + 1} of ${policy.name}`;
  const strangers = connectivity.selected(policy).filter((group) => !covers(near, group));
  if (strangers.length > 0) {
    const who = someOf([...new Set(strangers.map(({ workload }) => workload.name))]);
    return refuse(
      'notPossible',
      `${policy.name} selects ${who} too: ${name} cannot be split for one of them.`,
    );
  }
  const rule = policy[direction][index];
  if (!rule?.peers || !peers)
    return refuse('notPossible', `${name} admits anyone: it names no peers that could be told apart.`);
  const destinations = direction === 'ingress' ? groupsOf(connectivity, near) : partiesOf(connectivity, far);
  const removed = [...destinations.map(asked.at), asked.at(undefined)].reduce(union);
  const ports = narrowedPorts(rule.ports, removed, destinations);
  const replaced = replacements(draft, gate, policy, index, peers);
  if (isRefusal(replaced)) return replaced;
  const isForFarAlone =
    peers.length === rule.peers.length && [...replaced.values()].every((others) => others.length === 0);
  if (isForFarAlone) {
    return ports.isNothing
      ? removeRule(draft, policy, direction, { rule: index })
      : narrowPorts(draft, policy, direction, index, ports);
  }
  const others = rule.peers.flatMap((_peer, each) => (peers.includes(each) ? [] : [each]));
  const withRest = ports.isNothing ? draft : addRest(draft, policy, direction, index, others, ports);
  if (isRefusal(withRest)) return withRest;
  return inOrder(withRest, [...replaced].toReversed(), (before, [peer, written]) =>
    replacePeer(before, policy, direction, { rule: index, peer }, written),
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

/** What is to stand in place of each peer that matches the far end: whom else it matches; or a block with a hole. */
function replacements(
  draft: Draft,
  gate: Gate,
  policy: NetworkPolicy,
  rule: number,
  peers: readonly number[],
): ReadonlyMap<number, readonly WrittenPeer[]> | Refusal {
  const replaced = new Map<number, readonly WrittenPeer[]>();
  for (const peer of peers) {
    const others = othersMatched(draft, gate, policy, rule, peer);
    const written = others.length === 0 ? [] : nameOthers(draft, gate, policy, rule, peer, others);
    if (isRefusal(written)) return written;
    replaced.set(peer, written);
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

function nameOthers(
  draft: Draft,
  { direction, far }: Gate,
  policy: NetworkPolicy,
  rule: number,
  peer: number,
  others: readonly Party[],
): readonly WrittenPeer[] | Refusal {
  const written = policy[direction][rule]?.peers?.[peer];
  const which = `${peersKey[direction]} ${peer + 1} of ${direction} rule ${rule + 1} of ${policy.name}`;
  if (written?.type === 'ipBlock') {
    if (far.type !== 'addresses' || far.block.except.length > 0 || !isInside(far.block.cidr, written.cidr))
      return refuse('notPossible', `${which} cannot leave out ${far.title}: it is a block of addresses.`);
    return [{ ipBlock: { cidr: written.cidr, except: [...written.except, far.block.cidr] } }];
  }
  const named: WrittenPeer[] = [];
  for (const end of endsOf(draft, others)) {
    const other = isRefusal(end) ? end : toPeer(end, policy.namespace, draft.reading.connectivity.cluster);
    if (isRefusal(other)) return other;
    if (!('type' in other)) named.push(other);
  }
  if (named.length <= mostPeers) return named;
  return refuse(
    'notPossible',
    `${which} matches ${named.length} others too: choose a narrower selector for it first.`,
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
  written: readonly WrittenPeer[],
): Draft | Refusal {
  const list = ['spec', direction, rule, peersKey[direction]];
  const [first] = written;
  if (written.length === 1 && first && 'ipBlock' in first) {
    const path = [...list, peer, 'ipBlock'];
    const { except } = first.ipBlock;
    return editObject(draft, policy, (text, base) => setKey(text, [...base, ...path], 'except', except));
  }
  const added = inOrder(draft, [...written.entries()], (before, [offset, value]) =>
    editObject(before, policy, (text, base) =>
      insertItem(text, [...base, ...list], peer + 1 + offset, value),
    ),
  );
  if (isRefusal(added)) return added;
  return editObject(added, policy, (text, base) => removePath(text, [...base, ...list, peer]));
}
