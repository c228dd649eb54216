import { PairNumbers } from '../model/pairNumbers';
import { axisOf } from '../model/connections';
import type { Direction } from '../policy/policy';
import { compilePolicy } from './compiledPolicies';
import type { Party } from './connectivity';
import type { Isolation } from './isolation';
import type { PolicyIndex } from './policyIndex';

const directions: readonly Direction[] = ['ingress', 'egress'];

const known = new WeakMap<PolicyIndex, Int32Array>();

/**
 * Numbers classes by all that policies say of them, 0 upwards: whom equal policies isolate, whom the same peers hold
 * and for whom the named ports mean the same are equal to every question. Pods and addresses are kept apart.
 */
export function behavioursOf(index: PolicyIndex): Int32Array {
  let behaviours = known.get(index);
  if (!behaviours) known.set(index, (behaviours = numberBehaviours(index)));
  return behaviours;
}

function numberBehaviours(index: PolicyIndex): Int32Array {
  const { classes, sets } = index.ground;
  const names = namesIn(index);
  const isolations = new Map<Isolation, number>();
  const numberOf = (isolation: Isolation): number => {
    let number = isolations.get(isolation);
    if (number === undefined) isolations.set(isolation, (number = isolations.size));
    return number;
  };
  const pairs = new PairNumbers(classes.count);
  let state = 0;
  const step = (token: number): void => void (state = pairs.number(state, token));
  const states = new Int32Array(classes.count);
  for (let at = 0; at < classes.count; at++) {
    const sample = classes.samples[at]!;
    state = Number(sample.type === 'pods');
    for (const direction of directions) {
      step(numberOf(index[direction].isolation.at(at)));
      if (index.tierPolicies.length > 0) index.tiers.numbers(at, direction).forEach(step);
    }
    if (at < classes.selectable) stepPorts(sample, names, step);
    states[at] = state;
  }
  for (const set of sets.all) {
    if (!directions.some((side) => index[side].rulesWithPeers.at(set.id)?.length)) continue;
    sets.forEach(set, (at) => {
      states[at] = pairs.number(states[at]!, -1 - set.id);
    });
  }
  const ends: number[] = [];
  let numbers = 0;
  return states.map((end) => (ends[end] ??= numbers++));
}

/** The port names that NetworkPolicies use, numbered; what the tiers' mean is among their numbers. */
function namesIn({ ground, policies }: PolicyIndex): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const policy of policies) {
    const { rules } = compilePolicy(policy, ground);
    for (const direction of directions) {
      for (const { ports } of rules[direction]) {
        for (const { name } of ports.names) if (!names.has(name)) names.set(name, names.size);
      }
    }
  }
  return names;
}

/** Steps through what the names mean at a party. */
function stepPorts(party: Party, names: ReadonlyMap<string, number>, step: (token: number) => void): void {
  if (party.type !== 'pods' || names.size === 0) return;
  for (const { name, protocol, port } of party.workload.ports) {
    const number = name === undefined ? undefined : names.get(name);
    if (number === undefined) continue;
    step(number);
    step(axisOf(protocol, port));
  }
}
