import { ALL, type ConnectionSet, intersect, NONE, subtract, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction, Policy } from '../policy/policy';
import { type ClassMatrix, oncePerPair } from './classMatrix';
import { type CompiledPolicy, compilePolicy } from './compiledPolicies';
import type { Connectivity, Party, PartyClass, TierMatch, TierVerdict } from './connectivity';
import { canMeet } from './flows';
import { type Isolation, isolationBy } from './isolation';
import { type MergedClasses, mergedClasses } from './mergedClasses';
import { type End, PairTable, type PairParts } from './pairParts';
import { type PolicyIndex, reviseIndex } from './policyIndex';
import { Lanes, SingledOut } from './singledOut';
import { buildTiers, throughTiers } from './tiers';
import { usuallyAllowed } from './usual';

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

/** One direction of a class that some of the policies judge. */
export interface JudgedEnd {
  readonly direction: Direction;
  /** Whether a NetworkPolicy among them isolates it. */
  readonly isIsolated: boolean;
  /** Whether nobody but they isolates it. */
  readonly isAlone: boolean;
  /** Whether a tier policy among them has rules for it. */
  readonly isInTier: boolean;
  /** Whether no NetworkPolicy whatever isolates it. */
  readonly isOpen: boolean;
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
  const { index, count } = classes;
  const ends = buildEnds(classes, question);
  const { leaving, entering } = ends;
  const { alike, numbers } = numberAlike(classes, question, ends);
  const judge = buildJudge(classes, question, ends);
  const pairs = oncePerPair({ alike, numbers }, (first, second) => judge.usual(first, second));
  const nothing: ClassPart = { parts: [], isSingledOut: false };
  return {
    alike,
    numbers,
    speaking: { sources: new Set(leaving.keys()), destinations: new Set(entering.keys()) },
    usual: (source, destination) =>
      leaving.has(source) || entering.has(destination) ? pairs(source, destination).part : nothing,
    forEachSingledOut(visit) {
      const own = new Set<CompiledPolicy>(
        question.policies.flatMap((policy) =>
          policy.kind === 'NetworkPolicy' ? compilePolicy(policy, index.ground) : [],
        ),
      );
      const lanes = new Lanes(4, count);
      const singledOut = new SingledOut(classes, (policy) => own.has(policy));
      const addTo = (lane: number) => (other: number, connections: ConnectionSet, isOwn: boolean) =>
        lanes.add(isOwn ? lane + 1 : lane, other, connections);
      const [addSent, addReceived] = [addTo(0), addTo(2)];
      const extra = (lane: number, at: number): Extra => [lanes.get(lane, at), lanes.get(lane + 1, at)];
      for (const source of leaving.keys()) {
        singledOut.forEachPeer(source, 'egress', addSent);
        singledOut.forEachEnd(source, 'ingress', addReceived);
        for (const destination of lanes.touched) {
          const pair = pairs(source, destination);
          visit(source, destination, judge.singled(pair, extra(0, destination), extra(2, destination)));
        }
        lanes.clear();
      }
      for (const destination of entering.keys()) {
        singledOut.forEachPeer(destination, 'ingress', addReceived);
        singledOut.forEachEnd(destination, 'egress', addSent);
        for (const source of lanes.touched) {
          if (leaving.has(source)) continue; // visited above
          const pair = pairs(source, destination);
          visit(source, destination, judge.singled(pair, extra(0, source), extra(2, source)));
        }
        lanes.clear();
      }
    },
  };
}

/** What rules that single a pair out admit at one end: those of others, and of the judged policies. */
type Extra = readonly [others: ConnectionSet, own: ConnectionSet];

const noExtra: Extra = [NONE, NONE];

/** The ends that the policies judge, by number of the merged class. */
interface JudgedEnds {
  readonly leaving: ReadonlyMap<number, JudgedEnd>;
  readonly entering: ReadonlyMap<number, JudgedEnd>;
  /** What isolates an end of the policies that are judged alone. */
  readonly ownIsolation: (at: number, direction: Direction) => Isolation;
}

function buildEnds({ index, samples, members }: MergedClasses, question: Question): JudgedEnds {
  const judged = new Set<Policy>(question.policies);
  const own = new Map<Isolation, Isolation>();
  const ownIsolation = (at: number, direction: Direction): Isolation => {
    const isolation = index[direction].isolation[at]!;
    let known = own.get(isolation);
    if (!known) {
      const some = isolation.policies.filter(({ policy }) => judged.has(policy));
      own.set(isolation, (known = isolationBy(some, direction)));
    }
    return known;
  };
  const endsOf = (direction: Direction): ReadonlyMap<number, JudgedEnd> => {
    const ends = new Map<number, JudgedEnd>();
    if (!question.directions.includes(direction)) return ends;
    for (const policy of question.policies) {
      const isTier = policy.kind !== 'NetworkPolicy';
      if (isTier ? policy[direction].length === 0 : !policy.directions.has(direction)) continue;
      const subjects = isTier ? index.tiers.subjects(policy) : compilePolicy(policy, index.ground).subjects;
      if (!subjects) continue;
      for (const number of members(subjects)) {
        const known = ends.get(number);
        const { policies } = index[direction].isolation[samples[number]!]!;
        ends.set(number, {
          direction,
          isIsolated: !isTier || known?.isIsolated === true,
          isAlone: isTier ? known?.isAlone === true : policies.every(({ policy: one }) => judged.has(one)),
          isInTier: isTier || known?.isInTier === true,
          isOpen: policies.length === 0,
        });
      }
    }
    return ends;
  };
  return { leaving: endsOf('egress'), entering: endsOf('ingress'), ownIsolation };
}

/** Numbers the classes so that the judged policies have the same part in pairs of those that are alike. */
function numberAlike(
  { alike: before, numbers, samples, usual }: MergedClasses,
  { without, policies, tellApart }: Question,
  { leaving, entering, ownIsolation }: JudgedEnds,
): Pick<ClassMatrix<ClassPart>, 'alike' | 'numbers'> {
  const pairs = new PairNumbers();
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
      add(usual.sideNumber(without[direction].isolation[at]!, at, direction));
      add(usual.sideNumber(ownIsolation(at, direction), at, direction));
    }
    return state;
  };
  const ends = new PairNumbers();
  if (isPlain) {
    for (const number of new Set([...leaving.keys(), ...entering.keys()])) {
      alike[number] = numbers - 1 + ends.number(numberOf(number), 0);
    }
    return { alike, numbers: numbers + ends.size };
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
  { index, samples }: MergedClasses,
  { without, toEnd }: Question,
  { leaving, entering, ownIsolation }: JudgedEnds,
) {
  const table = new PairTable();
  const endOf = (at: number, direction: Direction, peer: number, judged: JudgedEnd | undefined): UsualEnd => {
    const isolation = index[direction].isolation[at]!;
    const isolationWithout = without[direction].isolation[at]!;
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
      const egress = endOf(from, 'egress', to, leaving.get(source));
      const ingress = endOf(to, 'ingress', from, entering.get(destination));
      const fromAnyone = intersect(index.egress.fromAnyone[from]!, index.ingress.fromAnyone[to]!);
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
