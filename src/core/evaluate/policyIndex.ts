import { ALL, type ConnectionSet } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction, NetworkPolicy, Policy, TierPolicy } from '../policy/policy';
import { work } from '../model/work';
import { type CompiledPolicy, type CompiledRule, compilePolicy } from './compiledPolicies';
import type { Scope } from './connectivity';
import type { Ground } from './ground';
import { allowedFromAnyone, type Isolation, isolationBy, open } from './isolation';
import { countAddressUse } from './needs';
import { Pages } from './pages';
import { buildTiers, type Tiers } from './tiers';

/** What is looked up of one direction. */
export interface DirectionIndex {
  /** By class. */
  readonly isolation: Pages<Isolation>;
  /** By class: what its NetworkPolicies admit from or to every peer whatever. */
  readonly fromAnyone: Pages<ConnectionSet>;
  /** By id of a set of classes: the rules with it among their peers. */
  readonly rulesWithPeers: Pages<readonly CompiledRule[] | undefined>;
  /** Rules for any peer whose port names mean something else at each destination; of egress only. */
  readonly namesForAnyone: readonly CompiledRule[];
}

/** Policies on a ground, with the ways to find them. */
export interface PolicyIndex extends Readonly<Record<Direction, DirectionIndex>> {
  readonly ground: Ground;
  /** All policies as they were given. */
  readonly given: readonly Policy[];
  readonly policies: readonly NetworkPolicy[];
  readonly tierPolicies: readonly TierPolicy[];
  readonly tiers: Tiers;
  /** How many of the policies name each set of addresses, by its key. */
  readonly addressUse: ReadonlyMap<string, number>;
}

/** @param tierPolicies in the order of judgement */
export function buildPolicyIndex(
  ground: Ground,
  given: readonly Policy[],
  policies: readonly NetworkPolicy[],
  tierPolicies: readonly TierPolicy[],
): PolicyIndex {
  const compiled = policies.map((policy) => compilePolicy(policy, ground));
  return {
    ground,
    given,
    policies,
    tierPolicies,
    tiers: buildTiers(tierPolicies, ground),
    addressUse: countAddressUse(new Map(), [], given),
    ingress: indexDirection('ingress', compiled, ground),
    egress: indexDirection('egress', compiled, ground),
  };
}

function indexDirection(
  direction: Direction,
  compiled: readonly CompiledPolicy[],
  ground: Ground,
): DirectionIndex {
  const { classes, sets } = ground;
  const chains = new Chains();
  const chainOf = new Int32Array(classes.count);
  const rulesWithPeers = Array<CompiledRule[] | undefined>(sets.all.length).fill(undefined);
  const namesForAnyone: CompiledRule[] = [];
  for (const policy of compiled) {
    if (!policy.policy.directions.has(direction)) continue;
    sets.forEach(policy.subjects, (subject) => {
      work.subjects++;
      chainOf[subject] = chains.lengthen(chainOf[subject]!, policy);
    });
    for (const rule of policy.rules[direction]) {
      if (hasNamesForAnyone(rule, direction)) namesForAnyone.push(rule);
      for (const id of peerIds(rule)) {
        const known = rulesWithPeers[id];
        if (known) known.push(rule);
        else rulesWithPeers[id] = [rule];
      }
    }
  }
  const byChain: Isolation[] = [open];
  const isolation = Array<Isolation>(classes.count).fill(open);
  const fromAnyone = Array<ConnectionSet>(classes.count).fill(ALL);
  for (const [at, chain] of chainOf.entries()) {
    const by = (byChain[chain] ??= isolationBy(chains.policies(chain), direction));
    isolation[at] = by;
    fromAnyone[at] = allowedFromAnyone(by, direction, at, ground);
  }
  return {
    isolation: new Pages(isolation),
    fromAnyone: new Pages(fromAnyone),
    rulesWithPeers: new Pages(rulesWithPeers),
    namesForAnyone,
  };
}

/** Lists of policies by number; equal ones, and equal beginnings, are one. The empty one is 0. */
class Chains {
  readonly #numbers = new PairNumbers();
  readonly #links: { readonly before: number; readonly policy: CompiledPolicy }[] = [];

  /** The list with one more policy at the end. */
  lengthen(before: number, policy: CompiledPolicy): number {
    const number = this.#numbers.number(before, policy.number);
    if (number > this.#links.length) this.#links.push({ before, policy });
    return number;
  }

  policies(number: number): readonly CompiledPolicy[] {
    const policies: CompiledPolicy[] = [];
    for (let at = number; at > 0; ) {
      const { before, policy } = this.#links[at - 1]!;
      policies.push(policy);
      at = before;
    }
    return policies.toReversed();
  }
}

const hasNamesForAnyone = ({ peers, ports }: CompiledRule, direction: Direction): boolean =>
  !peers && direction === 'egress' && ports.names.length > 0;

const peerIds = ({ peers = [] }: CompiledRule): Iterable<number> =>
  peers.length === 1 ? [peers[0]!.id] : new Set(peers.map(({ id }) => id));

/** The index of other policies: what is gone is taken out, what is new is put in, the rest stays as it is. */
export function reviseIndex(
  index: PolicyIndex,
  gone: readonly NetworkPolicy[],
  added: readonly NetworkPolicy[],
): PolicyIndex {
  const { ground } = index;
  const [old, now] = [gone, added].map((some) => some.map((policy) => compilePolicy(policy, ground)));
  return {
    ...index,
    ingress: reviseDirection('ingress', index.ingress, old!, now!, ground),
    egress: reviseDirection('egress', index.egress, old!, now!, ground),
  };
}

function reviseDirection(
  direction: Direction,
  before: DirectionIndex,
  gone: readonly CompiledPolicy[],
  added: readonly CompiledPolicy[],
  ground: Ground,
): DirectionIndex {
  const { sets } = ground;
  const isActive = ({ policy }: CompiledPolicy) => policy.directions.has(direction);
  const [old, now] = [gone.filter(isActive), added.filter(isActive)];
  if (old.length + now.length === 0) return before;
  const isolation = new Map<number, Isolation>();
  const fromAnyone = new Map<number, ConnectionSet>();
  const revised = new Map<string, Isolation>();
  const numbers = new Map<Isolation, number>();
  const subjects = new Set<number>();
  for (const { subjects: set } of [...old, ...now]) sets.forEach(set, (subject) => subjects.add(subject));
  work.subjects += subjects.size;
  for (const subject of subjects) {
    const known = before.isolation.at(subject);
    if (!numbers.has(known)) numbers.set(known, numbers.size);
    const joining = now.filter((policy) => sets.contains(policy.subjects, subject));
    const key = `${numbers.get(known)} ${joining.map(({ number }) => number).join()}`;
    let next = revised.get(key);
    if (!next) {
      const staying = known.policies.filter((policy) => !old.includes(policy));
      revised.set(key, (next = isolationBy([...staying, ...joining], direction)));
    }
    isolation.set(subject, next);
    fromAnyone.set(subject, allowedFromAnyone(next, direction, subject, ground));
  }
  const rulesWithPeers = new Map<number, readonly CompiledRule[]>();
  const rulesWith = (id: number) => rulesWithPeers.get(id) ?? before.rulesWithPeers.at(id) ?? [];
  for (const rule of old.flatMap(({ rules }) => rules[direction])) {
    for (const id of peerIds(rule))
      rulesWithPeers.set(
        id,
        rulesWith(id).filter((other) => other !== rule),
      );
  }
  for (const rule of now.flatMap(({ rules }) => rules[direction])) {
    for (const id of peerIds(rule)) rulesWithPeers.set(id, [...rulesWith(id), rule]);
  }
  const isStaying = ({ owner }: CompiledRule) => !old.includes(owner);
  const namesForAnyone = [
    ...before.namesForAnyone.filter(isStaying),
    ...now.flatMap(({ rules }) => rules[direction].filter((rule) => hasNamesForAnyone(rule, direction))),
  ];
  return {
    isolation: before.isolation.with(isolation),
    fromAnyone: before.fromAnyone.with(fromAnyone),
    rulesWithPeers: before.rulesWithPeers.with(rulesWithPeers),
    namesForAnyone,
  };
}

/** Tells which policies are in a scope. */
export function scopeFilter({ without, only }: Scope): ((policy: Policy) => boolean) | undefined {
  if (!without && !only) return undefined;
  const [missing, alone] = [without, only].map((some) => some && new Set(some.map(({ id }) => id)));
  return ({ id }) => !missing?.has(id) && (!alone || alone.has(id));
}

/** What isolates a class, by the policies of a scope. */
export function isolationInScope(
  index: PolicyIndex,
  at: number,
  direction: Direction,
  isInScope: ((policy: Policy) => boolean) | undefined,
): Isolation {
  const all = index[direction].isolation.at(at);
  if (!isInScope || all.policies.every(({ policy }) => isInScope(policy))) return all;
  return isolationBy(
    all.policies.filter(({ policy }) => isInScope(policy)),
    direction,
  );
}
