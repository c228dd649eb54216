import { ALL, type ConnectionSet, intersect, NONE, subtract, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction, Policy } from '../policy/policy';
import { type ClassMatrix, oncePerPair } from './classMatrix';
import { type CompiledPolicy, compilePolicy } from './compiledPolicies';
import type { Connectivity, Party, PartyClass, TierMatch, TierVerdict } from './connectivity';
import { canMeet } from './flows';
import { type JudgedEnd, type JudgedEnds, judgedEnds } from './judgedEnds';
import { type Lane, withLanes } from './lanes';
import { type MergedClasses, mergedClasses } from './mergedClasses';
import { type End, PairTable, type PairParts } from './pairParts';
import { type PolicyIndex, reviseIndex } from './policyIndex';
import { SingledOut } from './singledOut';
import { buildTiers, throughTiers } from './tiers';
import { type Likeness, usuallyAllowed } from './usual';

export type { FlowState, PairParts } from './pairParts';

const directions: readonly Direction[] = ['egress', 'ingress'];

/** The part of policies between two classes. Equal ones are shared. */
export interface ClassPart {
  readonly parts: PairParts;
  /** NetworkPolicies permit something else here than both ends admit from anyone. */
  readonly isSingledOut: boolean;
}

/** The policies whose part is asked for, as one, and what would be without any of them. */
export interface Question {
  readonly policies: readonly Policy[];
  /** On the same ground. */
  readonly without: PolicyIndex;
  readonly directions: readonly Direction[];
  /** What an end is made of. The same for ends that are alike, of which `at` and `peer` are some. */
  readonly toEnd: (judged: JudgedEnd, admitted: Admitted, at: number, peer: number) => End;
  /** Tells classes of the ground apart that `toEnd` does, though nothing else does. */
  readonly tellApart?: (at: number) => number;
}

/** What one end admits: by all policies, without those judged, and by the rules of their NetworkPolicies alone. */
export interface Admitted {
  readonly all: ConnectionSet;
  readonly rest: ConnectionSet;
  readonly own: ConnectionSet;
  /** What the Admin tier leaves to NetworkPolicies, and the tier rules that decide. */
  readonly left: ConnectionSet;
  readonly matches: readonly TierMatch[];
}

/**
 * Visits every pair in which the policies have a part together, once. `opens` and `closes` together are exactly what
 * would change if all of them were deleted, both directions at once; the other states are silent in that comparison.
 * What the Admin tier decides is no NetworkPolicy's doing. All pairs are gone through: `attributePolicies` gives
 * those that are alike as one.
 */
export function visitParts(
  connectivity: Connectivity,
  policies: readonly Policy[],
  visit: (source: Party, destination: Party, parts: PairParts) => void,
): void {
  visitMatrix(connectivity, attributePolicies(connectivity, policies), visit);
}

/** Visits the pairs of parties of which a matrix says anything. */
export function visitMatrix(
  { classes }: Connectivity,
  matrix: ClassMatrix<ClassPart>,
  visit: (source: Party, destination: Party, parts: PairParts) => void,
): void {
  const singledOut = new Map<number, PairParts>();
  matrix.forEachSingledOut((source, destination, { parts }) =>
    singledOut.set(source * classes.length + destination, parts),
  );
  const partsOf = (from: PartyClass, to: PartyClass): PairParts =>
    singledOut.get(from.index * classes.length + to.index) ?? matrix.usual(from.index, to.index).parts;
  for (const from of classes) {
    for (const to of classes) {
      const parts = partsOf(from, to);
      if (parts.length === 0) continue;
      for (const source of from.members) {
        for (const destination of to.members)
          if (canMeet(source, destination)) visit(source, destination, parts);
      }
    }
  }
}

/** The part of policies in all pairs, as `visitParts` tells it, class by class. */
export function attributePolicies(
  connectivity: Connectivity,
  policies: readonly Policy[],
): ClassMatrix<ClassPart> {
  const classes = mergedClasses(connectivity);
  const { index } = classes;
  const ids = new Set(policies.map(({ id }) => id));
  return attribute(classes, {
    policies,
    without: withoutPolicies(index, policies),
    directions,
    toEnd: ({ direction, isIsolated, isAlone, isInTier, isOpen }, { all, rest, own, left, matches }) => {
      let allowed = isIsolated ? intersect(own, left) : NONE;
      let denied = isIsolated ? subtract(left, all) : NONE;
      const spared = isAlone ? allowed : NONE;
      for (const { policy, rule, connections } of isInTier ? matches : []) {
        if (!ids.has(policy.id)) continue;
        // Only what the Admin tier leaves and no NetworkPolicy judges reaches the Baseline tier (S51, S54).
        const reached = policy.tier === 'Admin' ? connections : isOpen ? intersect(connections, left) : NONE;
        const action = policy[direction][rule]?.action;
        if (action === 'Accept') allowed = union(allowed, reached);
        if (action === 'Deny') denied = union(denied, reached);
      }
      return { all, rest, allowed, spared, denied };
    },
  });
}

/** The same ground without some policies. */
export function withoutPolicies(index: PolicyIndex, policies: readonly Policy[]): PolicyIndex {
  const gone = new Set(policies.map(({ id }) => id));
  const networkPolicies = policies.filter((policy) => policy.kind === 'NetworkPolicy');
  const revised = reviseIndex(index, networkPolicies, []);
  if (networkPolicies.length === policies.length) return revised;
  const tierPolicies = index.tierPolicies.filter(({ id }) => !gone.has(id));
  return { ...revised, tierPolicies, tiers: buildTiers(tierPolicies, index.ground) };
}

/** Answers a question for all pairs. The cost is that of the judged ends and the pairs that rules single out there. */
export function attribute(classes: MergedClasses, question: Question): ClassMatrix<ClassPart> {
  const { index } = classes;
  const ends = judgedEnds(classes, question.policies, question.directions);
  const { leaving, entering } = ends;
  const likeness = numberAlike(classes, question, ends);
  const judge = buildJudge(classes, question, ends, likeness);
  const pairs = oncePerPair(likeness, likeness, (first, second) => judge.usual(first, second));
  const nothing: ClassPart = { parts: [], isSingledOut: false };
  return {
    ...likeness,
    speaking: { sources: new Set(leaving.keys()), destinations: new Set(entering.keys()) },
    usual: (source, destination) =>
      leaving.has(source) || entering.has(destination) ? pairs(source, destination).part : nothing,
    forEachSingledOut(visit) {
      const own = new Set<CompiledPolicy>(
        question.policies.flatMap((policy) =>
          policy.kind === 'NetworkPolicy' ? compilePolicy(policy, index.ground) : [],
        ),
      );
      const singledOut = new SingledOut(classes, (policy) => own.has(policy));
      withLanes(index.ground, (lanes) => {
        const addTo =
          (others: Lane, ours: Lane) => (other: number, connections: ConnectionSet, isOwn: boolean) =>
            lanes.add(isOwn ? ours : others, other, connections);
        const [addSent, addReceived] = [addTo(0, 1), addTo(2, 3)];
        const sent = (at: number): Extra => [lanes.get(0, at), lanes.get(1, at)];
        const received = (at: number): Extra => [lanes.get(2, at), lanes.get(3, at)];
        for (const source of leaving.keys()) {
          singledOut.forEachPeer(source, 'egress', addSent);
          singledOut.forEachEnd(source, 'ingress', addReceived);
          for (const destination of lanes.touched) {
            const pair = pairs(source, destination);
            visit(source, destination, judge.singled(pair, sent(destination), received(destination)));
          }
          lanes.clear();
        }
        for (const destination of entering.keys()) {
          singledOut.forEachPeer(destination, 'ingress', addReceived);
          singledOut.forEachEnd(destination, 'egress', addSent);
          for (const source of lanes.touched) {
            if (leaving.has(source)) continue; // visited above
            const pair = pairs(source, destination);
            visit(source, destination, judge.singled(pair, sent(source), received(source)));
          }
          lanes.clear();
        }
      });
    },
  };
}

/** What rules that single a pair out admit at one end: those of others, and of the judged policies. */
type Extra = readonly [others: ConnectionSet, own: ConnectionSet];

const noExtra: Extra = [NONE, NONE];

/** Numbers the classes so that the judged policies have the same part in pairs of those that are alike. */
function numberAlike(
  { samples, usual }: MergedClasses,
  { without, policies, tellApart }: Question,
  { leaving, entering, ownIsolation }: JudgedEnds,
): Pick<ClassMatrix<ClassPart>, 'alike' | 'numbers' | 'base'> {
  const pairs = new PairNumbers();
  const { alike: before, numbers } = usual;
  const alike = before.slice();
  const isPlain = policies.every(({ kind }) => kind === 'NetworkPolicy') && !tellApart;
  const numberOf = (number: number): number => {
    const at = samples[number]!;
    let state = before[number]!;
    const add = (next: number): void => void (state = pairs.number(state, next));
    if (tellApart) add(tellApart(at));
    for (const end of [leaving.get(number), entering.get(number)]) {
      if (!isPlain) {
        for (const direction of directions) without.tiers.numbers(at, direction).forEach(add);
      }
      if (!end) {
        add(-1);
        continue;
      }
      const { direction } = end;
      add(
        Number(end.isIsolated) + 2 * Number(end.isAlone) + 4 * Number(end.isInTier) + 8 * Number(end.isOpen),
      );
      add(usual.sideNumber(without[direction].isolation.at(at), at, direction));
      add(usual.sideNumber(ownIsolation(at, direction), at, direction));
    }
    return state;
  };
  const ends = new PairNumbers();
  if (isPlain) {
    const apart = new Set([...leaving.keys(), ...entering.keys()]);
    for (const number of apart) alike[number] = numbers - 1 + ends.number(numberOf(number), 0);
    return { alike, numbers: numbers + ends.size, base: { alike: before, apart } };
  }
  for (const number of alike.keys()) alike[number] = ends.number(numberOf(number), 0) - 1;
  return { alike, numbers: ends.size };
}

/** What is usual at one end, with all that singled out pairs need to be judged by it. */
interface UsualEnd {
  readonly judged: JudgedEnd | undefined;
  readonly at: number;
  readonly peer: number;
  readonly allowed: ConnectionSet;
  readonly rest: ConnectionSet;
  readonly own: ConnectionSet;
  readonly isIsolated: boolean;
  readonly isIsolatedWithout: boolean;
  readonly verdict: TierVerdict | undefined;
  readonly verdictWithout: TierVerdict | undefined;
  readonly matches: readonly TierMatch[];
  /** Numbers of ends by what rules admit beyond. */
  readonly known: Map<number, EndNumber>;
}

interface EndNumber {
  readonly number: number;
  /** What NetworkPolicies admit. */
  readonly allowed: ConnectionSet;
}

interface UsualPair {
  readonly egress: UsualEnd;
  readonly ingress: UsualEnd;
  /** What NetworkPolicies permit that single nobody out in any way. */
  readonly fromAnyone: ConnectionSet;
  readonly part: ClassPart;
}

function buildJudge(
  { index, samples, usual }: MergedClasses,
  { without, toEnd, tellApart }: Question,
  { leaving, entering, ownIsolation }: JudgedEnds,
  likeness: Likeness,
) {
  const table = new PairTable();
  const makeEnd = (direction: Direction, end: number, other: number): UsualEnd => {
    const [at, peer] = [samples[end]!, samples[other]!];
    const judged = (direction === 'egress' ? leaving : entering).get(end);
    const isolation = index[direction].isolation.at(at);
    const isolationWithout = without[direction].isolation.at(at);
    const own = ownIsolation(at, direction);
    const verdictIn = ({ tiers }: PolicyIndex) =>
      tiers.isJudged(at, direction) ? tiers.verdict(at, direction, peer) : undefined;
    return {
      judged,
      at,
      peer,
      allowed: usuallyAllowed(index, isolation, at, direction, peer),
      rest: judged ? usuallyAllowed(without, isolationWithout, at, direction, peer) : ALL,
      own: judged && own.policies.length > 0 ? usuallyAllowed(index, own, at, direction, peer) : NONE,
      isIsolated: isolation.policies.length > 0,
      isIsolatedWithout: isolationWithout.policies.length > 0,
      verdict: verdictIn(index),
      verdictWithout: verdictIn(without),
      matches: index.tiers.isJudged(at, direction) ? index.tiers.matches(at, direction, peer) : [],
      known: new Map(),
    };
  };
  const endsOf = (direction: Direction) =>
    oncePerPair(likeness, tellApart ? likeness : usual.asPeers, (end, other) =>
      makeEnd(direction, end, other),
    );
  const [leavingOf, enteringOf] = [endsOf('egress'), endsOf('ingress')];
  const numberOf = (end: UsualEnd, [others, own]: Extra): EndNumber => {
    const key = others.id * 2 ** 26 + own.id;
    const known = end.known.get(key);
    if (known) return known;
    const allowed = union(end.allowed, union(others, own));
    const all = through(end.verdict, end.isIsolated, allowed);
    const admitted = (): Admitted => ({
      all,
      rest: through(end.verdictWithout, end.isIsolatedWithout, union(end.rest, others)),
      own: union(end.own, own),
      left: end.verdict?.left ?? ALL,
      matches: end.matches,
    });
    const number = end.judged
      ? table.touched(toEnd(end.judged, admitted(), end.at, end.peer))
      : table.untouched(all);
    const found = { number, allowed };
    end.known.set(key, found);
    return found;
  };
  const interned = new Map<PairParts, [ClassPart, ClassPart]>();
  const toPart = (egress: EndNumber, ingress: EndNumber, fromAnyone: ConnectionSet): ClassPart => {
    const parts = table.parts(egress.number, ingress.number);
    let both = interned.get(parts);
    if (!both) {
      both = [
        { parts, isSingledOut: false },
        { parts, isSingledOut: true },
      ];
      interned.set(parts, both);
    }
    return both[Number(intersect(egress.allowed, ingress.allowed) !== fromAnyone) as 0 | 1];
  };
  return {
    usual(source: number, destination: number): UsualPair {
      const [from, to] = [samples[source]!, samples[destination]!];
      const [egress, ingress] = [leavingOf(source, destination), enteringOf(destination, source)];
      const fromAnyone = intersect(index.egress.fromAnyone.at(from), index.ingress.fromAnyone.at(to));
      const part = toPart(numberOf(egress, noExtra), numberOf(ingress, noExtra), fromAnyone);
      return { egress, ingress, fromAnyone, part };
    },
    singled: ({ egress, ingress, fromAnyone }: UsualPair, sent: Extra, received: Extra): ClassPart =>
      toPart(numberOf(egress, sent), numberOf(ingress, received), fromAnyone),
  };
}

const through = (
  verdict: TierVerdict | undefined,
  isIsolated: boolean,
  allowed: ConnectionSet,
): ConnectionSet => (verdict ? throughTiers(verdict, isIsolated, allowed) : allowed);
