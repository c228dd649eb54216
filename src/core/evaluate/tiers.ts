import { ALL, type ConnectionSet, intersect, isEmpty, NONE, subtract, union } from '../model/connections';
import type { Direction, Policy, Tier, TierPolicy, TierRule } from '../policy/policy';
import type { ClassSet, ClassSets } from './classSets';
import type { TierMatch, TierVerdict } from './connectivity';
import type { Ground } from './ground';
import { compileTierPorts, portsAt, type RulePorts } from './rulePorts';

/** The policies of the tiers, compiled, with a table of what they say: few rules, so few different answers. */
export interface Tiers {
  /** In the order of judgement. */
  readonly policies: readonly TierPolicy[];
  /** The classes that a policy of the tiers selects. */
  subjects(policy: TierPolicy): ClassSet | undefined;
  /** Numbers of a class in a direction: as a subject, as a peer, by its ports. Where all are equal so is what is said. */
  numbers(at: number, direction: Direction): readonly [subject: number, peer: number, names: number];
  /** Whether a class is judged at all in a direction. */
  isJudged(at: number, direction: Direction): boolean;
  matches(at: number, direction: Direction, peer: number): readonly TierMatch[];
  verdict(at: number, direction: Direction, peer: number, without?: readonly Policy[]): TierVerdict;
  /** The different verdicts on a class, over all its peers. */
  verdicts(at: number, direction: Direction): readonly TierVerdict[];
}

/** Everything goes on to NetworkPolicies, and what they do not judge is allowed. */
const silence: TierVerdict = { accepted: NONE, left: ALL, baseline: ALL };

const tierOrder: readonly Tier[] = ['Admin', 'Baseline'];

/** Sorts policies of the tiers in the order of judgement: ties, which nothing defines, by name (S52, S53). */
export function sortTierPolicies(policies: readonly TierPolicy[]): readonly TierPolicy[] {
  return policies.toSorted(
    (a, b) =>
      tierOrder.indexOf(a.tier) - tierOrder.indexOf(b.tier) ||
      a.priority - b.priority ||
      compareText(a.name, b.name) ||
      compareText(a.kind, b.kind),
  );
}

/** Order by code units, independent of the locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What one end admits in the end, given what the NetworkPolicies that isolate it admit (S51, S54). */
export function throughTiers(
  { accepted, left, baseline }: TierVerdict,
  isIsolated: boolean,
  admitted: ConnectionSet,
): ConnectionSet {
  return union(accepted, intersect(left, isIsolated ? admitted : baseline));
}

interface CompiledTierRule {
  readonly index: number;
  readonly peers: readonly ClassSet[];
  readonly ports: RulePorts;
}

interface CompiledTierPolicy {
  readonly policy: TierPolicy;
  readonly subjects: ClassSet;
  readonly rules: Readonly<Record<Direction, readonly CompiledTierRule[]>>;
}

/** What the tiers say at one end. */
interface Answer {
  readonly matches: readonly TierMatch[];
  readonly verdict: TierVerdict;
}

const noAnswer: Answer = { matches: [], verdict: silence };

/**
 * Compiles the policies of the tiers. Classes are numbered by the policies that select them, by the peers that hold
 * them and by what the named ports mean at them; each combination is judged once.
 *
 * @param policies in the order of judgement
 */
export function buildTiers(policies: readonly TierPolicy[], ground: Ground): Tiers {
  const { sets, classes, profile } = ground;
  const compiled = policies.map((policy) => compile(policy, sets));
  const byId = new Map(compiled.map((entry) => [entry.policy.id, entry]));
  const sides = {
    ingress: buildSide('ingress', compiled, ground),
    egress: buildSide('egress', compiled, ground),
  };
  const inFull = { ingress: new Map<number, Answer>(), egress: new Map<number, Answer>() };
  const inPart = new Map<string, Map<number, Answer>>();
  const verdictsOn = {
    ingress: new Map<number, readonly TierVerdict[]>(),
    egress: new Map<number, readonly TierVerdict[]>(),
  };
  const tableWithout = (direction: Direction, missing: readonly string[]): Map<number, Answer> => {
    if (missing.length === 0) return inFull[direction];
    const scope = `${direction} ${missing.join('\n')}`;
    let table = inPart.get(scope);
    if (!table) inPart.set(scope, (table = new Map()));
    return table;
  };

  const answer = (
    at: number,
    direction: Direction,
    peer: number,
    without: readonly Policy[] = [],
  ): Answer => {
    const { subjects, peers, names, peerCount, nameCount } = sides[direction];
    const subject = subjects[at]!;
    if (subject === 0) return noAnswer;
    const missing =
      without.length === 0 ? [] : without.flatMap(({ kind, id }) => (kind === 'NetworkPolicy' ? [] : [id]));
    const table = tableWithout(direction, missing);
    const destination = direction === 'ingress' ? at : peer;
    const key = (subject * peerCount + peers[peer]!) * nameCount + names[destination]!;
    let found = table.get(key);
    if (!found) {
      const applying = compiled.filter(
        ({ policy, subjects: selected }) => !missing.includes(policy.id) && sets.contains(selected, at),
      );
      found = judge(applying, direction, {
        isPeer: (set) => sets.contains(set, peer),
        connectionsOf: (ports) => portsAt(ports, classes.samples[destination]!, profile),
      });
      table.set(key, found);
    }
    return found;
  };

  return {
    policies,
    subjects: ({ id }) => byId.get(id)?.subjects,
    numbers(at, direction) {
      const { subjects, peers, names } = sides[direction];
      return [subjects[at]!, peers[at]!, names[at]!];
    },
    isJudged: (at, direction) => sides[direction].subjects[at] !== 0,
    matches: (at, direction, peer) => answer(at, direction, peer).matches,
    verdict: (...asked) => answer(...asked).verdict,
    verdicts(at, direction) {
      const { subjects, names, nameCount, samples } = sides[direction];
      const key = direction === 'ingress' ? subjects[at]! * nameCount + names[at]! : subjects[at]!;
      let verdicts = verdictsOn[direction].get(key);
      if (!verdicts) {
        verdicts = [...new Set(samples.map((peer) => answer(at, direction, peer).verdict))];
        verdictsOn[direction].set(key, verdicts);
      }
      return verdicts;
    },
  };
}

function compile(policy: TierPolicy, sets: ClassSets): CompiledTierPolicy {
  const compileRule = ({ peers, ports }: TierRule, index: number): CompiledTierRule => ({
    index,
    peers: peers.map((peer) => sets.tierPeer(peer)),
    ports: compileTierPorts(ports),
  });
  return {
    policy,
    subjects: sets.tierSubjects(policy.subject),
    rules: { ingress: policy.ingress.map(compileRule), egress: policy.egress.map(compileRule) },
  };
}

/** What rules are asked at one end. */
interface Place {
  readonly isPeer: (set: ClassSet) => boolean;
  readonly connectionsOf: (ports: RulePorts) => ConnectionSet;
}

/** The rules of each tier in order: the first that matches decides (S52). */
function judge(
  policies: readonly CompiledTierPolicy[],
  direction: Direction,
  { isPeer, connectionsOf }: Place,
): Answer {
  const matches: TierMatch[] = [];
  const undecided = { Admin: ALL, Baseline: ALL };
  for (const { policy, rules } of policies) {
    for (const { index, peers, ports } of rules[direction]) {
      const first = peers.findIndex(isPeer);
      if (first < 0) continue;
      const connections = intersect(undecided[policy.tier], connectionsOf(ports));
      if (isEmpty(connections)) continue;
      undecided[policy.tier] = subtract(undecided[policy.tier], connections);
      matches.push({ policy, rule: index, peer: first, connections });
    }
  }
  const decided = (tier: Tier, action: TierRule['action']): ConnectionSet =>
    matches
      .filter(({ policy, rule }) => policy.tier === tier && policy[direction][rule]?.action === action)
      .reduce((all, { connections }) => union(all, connections), NONE);
  const accepted = decided('Admin', 'Accept');
  const left = subtract(subtract(ALL, accepted), decided('Admin', 'Deny'));
  return { matches, verdict: { accepted, left, baseline: subtract(ALL, decided('Baseline', 'Deny')) } };
}

/** Classes numbered by what can make a difference in one direction. */
interface Side {
  /** 0: no policy selects it. */
  readonly subjects: Int32Array;
  readonly peers: Int32Array;
  readonly peerCount: number;
  /** By what the named ports mean there. */
  readonly names: Int32Array;
  readonly nameCount: number;
  /** One class for each different peer. */
  readonly samples: readonly number[];
}

function buildSide(direction: Direction, compiled: readonly CompiledTierPolicy[], ground: Ground): Side {
  const { classes, sets, profile } = ground;
  const active = compiled.filter(({ rules }) => rules[direction].length > 0);
  const rules = active.flatMap((policy) => policy.rules[direction]);
  const [subjects] = numberByMembership(
    active.map((policy) => policy.subjects),
    ground,
  );
  const [peers, peerCount] = numberByMembership(new Set(rules.flatMap((rule) => rule.peers)), ground);
  const named = rules.filter(({ ports }) => ports.names.length > 0);
  const numbers = new Map<string, number>();
  const names = new Int32Array(classes.count);
  for (let at = 0; at < classes.count && named.length > 0; at++) {
    const key = named.map(({ ports }) => portsAt(ports, classes.samples[at]!, profile).id).join();
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    names[at] = number;
  }
  const nameCount = Math.max(1, numbers.size);
  const samples = new Map<number, number>();
  for (let at = 0; at < classes.count; at++) {
    const key = direction === 'egress' ? peers[at]! * nameCount + names[at]! : peers[at]!;
    if (!samples.has(key)) samples.set(key, at);
  }
  return { subjects, peers, peerCount, names, nameCount, samples: [...samples.values()] };

  /** Numbers equal for, and only for, classes that lie in the same sets, 0 for those in none; and how many. */
  function numberByMembership(
    some: Iterable<ClassSet>,
    { classes: { count } }: Ground,
  ): [Int32Array, number] {
    const numbered = new Int32Array(count);
    let used = 1;
    for (const set of some) {
      const next = new Map<number, number>();
      sets.forEach(set, (member) => {
        const before = numbered[member]!;
        let after = next.get(before);
        if (after === undefined) next.set(before, (after = used++));
        numbered[member] = after;
      });
    }
    return [numbered, used];
  }
}
