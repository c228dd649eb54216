import { type ConnectionSet, intersect, isSubset } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction, Policy } from '../policy/policy';
import { admittedBetween } from './cells';
import type { ClassSet } from './classSets';
import { compilePolicy } from './compiledPolicies';
import type { Connectivity, Party } from './connectivity';
import { ChangeSweep, type UsualPeers, type VisitEnd, type VisitUsual } from './changeSweep';
import { indexOf } from './indexes';
import { lazily } from './lazily';
import { policyDifference } from './policyDifference';
import type { PolicyIndex } from './policyIndex';
import { buildColumn, buildRow } from './rows';

/** Two judgements on one ground. */
interface Change {
  readonly before: PolicyIndex;
  readonly after: PolicyIndex;
  /** The policies that only one of them has. */
  readonly policies: readonly Policy[];
}

/** Takes a pair between which something else is permitted than before; by class or party. */
type VisitPair<End> = (source: End, destination: End, was: ConnectionSet, is: ConnectionSet) => void;

/**
 * Visits each pair of parties between which something else is permitted after a change of policies than before, once.
 * Only what changed policies can concern is looked at, class by class. Of a group to itself: between two of its pods.
 *
 * @param before on the same ground as `after`: see `onCommonGround`
 */
export function visitDelta(before: Connectivity, after: Connectivity, visit: VisitPair<Party>): void {
  const { members } = indexOf(after).ground;
  const visitClasses: VisitPair<number> = (from, to, was, is) => {
    for (const source of members(from)) {
      for (const destination of members(to)) visit(source, destination, was, is);
    }
  };
  visitClassDelta(before, after, visitClasses, (direction, at, was, is, { forEach }) => {
    forEach((peer) => {
      if (direction === 'egress') visitClasses(at, peer, was, is);
      else visitClasses(peer, at, was, is);
    });
  });
}

/** How many pairs of two different pods, or of a pod and a range of addresses, a change concerns. */
interface DeltaSize {
  /** More is permitted than before. */
  readonly opened: number;
  /** Less is permitted than before; both may be said of one pair. */
  readonly closed: number;
}

/** The size of `visitDelta`, exactly, without going through all pairs one by one. */
export function deltaSize(before: Connectivity, after: Connectivity): DeltaSize {
  const { weights } = indexOf(after).ground.classes;
  let [opened, closed] = [0, 0];
  const add = (was: ConnectionSet, is: ConnectionSet, pairs: number): void => {
    if (!isSubset(is, was)) opened += pairs;
    if (!isSubset(was, is)) closed += pairs;
  };
  const addPair: VisitPair<number> = (source, destination, was, is) => {
    const itself = source === destination ? weights[source]! : 0;
    add(was, is, weights[source]! * weights[destination]! - itself);
  };
  visitClassDelta(before, after, addPair, (_direction, at, was, is, { weight }) =>
    add(was, is, weights[at]! * weight),
  );
  return { opened, closed };
}

/** By number of the classes of the ground; many peers of one end at once where no rule singles them out. */
function visitClassDelta(
  before: Connectivity,
  after: Connectivity,
  visit: VisitPair<number>,
  visitMany: (
    direction: Direction,
    at: number,
    was: ConnectionSet,
    is: ConnectionSet,
    peers: UsualPeers,
  ) => void,
): void {
  const change = changeBetween(before, after);
  for (const direction of ['egress', 'ingress'] as const) {
    /** Where both ends changed, the first direction has visited the pair. */
    const isVisited = (otherWas: ConnectionSet, otherIs: ConnectionSet): boolean =>
      direction === 'ingress' && otherWas !== otherIs;
    const visitEnd: VisitEnd = (at, peer, own, now, otherWas, otherIs) => {
      if (isVisited(otherWas, otherIs)) return;
      const [was, is] = [intersect(own, otherWas), intersect(now, otherIs)];
      if (was === is) return;
      if (direction === 'egress') visit(at, peer, was, is);
      else visit(peer, at, was, is);
    };
    forEachChangedEnd(change, direction, visitEnd, (at, own, now, peers) => {
      const [was, is] = [intersect(own, peers.admitted), intersect(now, peers.admitted)];
      if (was !== is) visitMany(direction, at, was, is, peers);
    });
  }
}

/** Whether an edit led from one judgement to the other, so that their delta can be asked for. */
export function isOnOneGround(before: Connectivity, after: Connectivity): boolean {
  return indexOf(before).ground === indexOf(after).ground;
}

export function changeBetween(before: Connectivity, after: Connectivity): Change {
  const [old, now] = [indexOf(before), indexOf(after)];
  if (!isOnOneGround(before, after)) throw new Error('two judgements on different ground');
  const { gone, added } = policyDifference(old.given, now.given);
  return { before: old, after: now, policies: [...gone, ...added] };
}

/** For fewer peers than this, single cells are quicker than rows. */
const fewPeers = 24;

/** Visits each end and peer of which the end admits something else than before. */
function forEachChangedEnd(
  change: Change,
  direction: Direction,
  visit: VisitEnd,
  visitUsual: VisitUsual,
): void {
  const { before, after } = change;
  const opposite = direction === 'ingress' ? 'egress' : 'ingress';
  const isPlain = before.tierPolicies.length + after.tierPolicies.length === 0;
  const sweep = lazily(() => new ChangeSweep(change, direction));
  for (const [at, peers] of concernedEnds(change, direction)) {
    if (peers !== 'all' && peers.size < fewPeers) {
      for (const peer of peers) {
        const was = admittedBetween(before, at, direction, peer);
        const is = admittedBetween(after, at, direction, peer);
        if (was === is) continue;
        const otherWas = admittedBetween(before, peer, opposite, at);
        visit(at, peer, was, is, otherWas, admittedBetween(after, peer, opposite, at));
      }
    } else if (isPlain) {
      sweep().visitEnd(at, visit, visitUsual);
    } else {
      const [old, now] = [buildRow(before, at, direction, {}), buildRow(after, at, direction, {})];
      const [oldOthers, newOthers] = [
        buildColumn(before, at, opposite, {}),
        buildColumn(after, at, opposite, {}),
      ];
      for (const [peer, was] of old.entries()) {
        if (was !== now[peer]!) visit(at, peer, was, now[peer]!, oldOthers[peer]!, newOthers[peer]!);
      }
    }
  }
}

/** Peers by class. */
export type Peers = ReadonlySet<number> | 'all';

/** The ends, by class, at which something can have changed, and with which peers. */
export function concernedEnds(change: Change, direction: Direction): ReadonlyMap<number, Peers> {
  const ends = new Map<number, Peers>();
  const add = (at: number, peers: Peers): void => {
    const known = ends.get(at);
    if (known === 'all' || known === peers) return;
    ends.set(at, known && peers !== 'all' ? new Set([...known, ...peers]) : peers);
  };
  const { sets } = change.after.ground;
  for (const policy of change.policies) {
    if (policy.kind !== 'NetworkPolicy') continue;
    const { subjects, rules } = compilePolicy(policy, change.after.ground);
    if (!policy.directions.has(direction)) continue;
    const listed = new Set<ClassSet>(rules[direction].flatMap(({ peers = [] }) => peers));
    const isForMany =
      [...listed].some(({ namespaces }) => namespaces) ||
      (direction === 'egress' && rules.egress.some(({ peers, ports }) => !peers && ports.names.length > 0));
    const named = new Set<number>();
    if (!isForMany) for (const set of listed) for (const peer of set.members) named.add(peer);
    sets.forEach(subjects, (at) => add(at, isForMany || hasOtherBase(change, at, direction) ? 'all' : named));
  }
  for (const [at, peers] of concernedByTiers(change, direction)) add(at, peers);
  return ends;
}

/** Whether what a class admits from anyone changed, or whether anything isolates it at all. */
function hasOtherBase({ before, after }: Change, at: number, direction: Direction): boolean {
  const [old, now] = [before[direction], after[direction]];
  return (
    old.fromAnyone.at(at) !== now.fromAnyone.at(at) ||
    (old.isolation.at(at).policies.length === 0) !== (now.isolation.at(at).policies.length === 0)
  );
}

/** The ends on which the tiers say something else, and of which peers. Classes alike to them are looked at once. */
function concernedByTiers(
  { before, after, policies }: Change,
  direction: Direction,
): ReadonlyMap<number, Peers> {
  const ends = new Map<number, Peers>();
  const { ground } = after;
  const changed = policies.filter(
    (policy) => policy.kind !== 'NetworkPolicy' && policy[direction].length > 0,
  );
  if (changed.length === 0) return ends;
  const alike = new PairNumbers();
  const numberOf = (numbers: readonly number[]) =>
    numbers.reduce((state, number) => alike.number(state, number), 0);
  const [old, now] = [before.tiers, after.tiers];
  const peerGroups = new Map<number, number[]>();
  for (let peer = 0; peer < ground.classes.count; peer++) {
    const [, oldPeer, oldNames] = old.numbers(peer, direction);
    const [, newPeer, newNames] = now.numbers(peer, direction);
    const key = numberOf([oldPeer, oldNames, newPeer, newNames]);
    const group = peerGroups.get(key);
    if (group) group.push(peer);
    else peerGroups.set(key, [peer]);
  }
  const subjects = new Set<number>();
  for (const policy of changed) {
    if (policy.kind === 'NetworkPolicy') continue;
    ground.sets.forEach(ground.sets.tierSubjects(policy.subject), (at) => subjects.add(at));
  }
  const found = new Map<number, ReadonlySet<number>>();
  for (const at of subjects) {
    const [oldSubject, , oldNames] = old.numbers(at, direction);
    const [newSubject, , newNames] = now.numbers(at, direction);
    const key = numberOf([oldSubject, oldNames, newSubject, newNames]);
    let peers = found.get(key);
    if (!peers) {
      const differing = [...peerGroups.values()].filter(([peer]) => {
        const [was, is] = [old.verdict(at, direction, peer!), now.verdict(at, direction, peer!)];
        return was.accepted !== is.accepted || was.left !== is.left || was.baseline !== is.baseline;
      });
      found.set(key, (peers = new Set(differing.flat())));
    }
    if (peers.size > 0) ends.set(at, peers);
  }
  return ends;
}
