import { PairNumbers } from '../model/pairNumbers';
import type { Direction } from '../policy/policy';
import { compilePolicy } from './compiledPolicies';
import type { Party } from './connectivity';
import type { PolicyIndex } from './policyIndex';

const directions: readonly Direction[] = ['ingress', 'egress'];

/**
 * Numbers classes by all that policies say of them, 0 upwards: whom equal policies isolate, whom the same peers hold
 * and for whom the named ports mean the same are equal to every question. Pods and addresses are kept apart.
 */
export function numberBehaviours(index: PolicyIndex): Int32Array {
  const { classes, sets } = index.ground;
  const isUsed = sets.all.map(({ id }) => directions.some((side) => index[side].rulesWithPeers[id]?.length));
  const names = namesIn(index);
  const identify = new Numbering();
  const ends = new PairNumbers();
  const behaviours = new Int32Array(classes.count);
  for (let at = 0; at < classes.count; at++) {
    const sample = classes.samples[at]!;
    identify.start();
    identify.step(sample.type);
    for (const direction of directions) {
      identify.step(index[direction].isolation[at]!);
      if (index.tierPolicies.length === 0) continue;
      for (const number of index.tiers.numbers(at, direction)) identify.step(number);
    }
    identify.step(meaningOf(names, sample, at < classes.selectable));
    sets.forEachHolding(at, (set) => {
      if (isUsed[set]) identify.step(-1 - set);
    });
    behaviours[at] = ends.number(identify.state, 0) - 1;
  }
  return behaviours;
}

/** The port names that NetworkPolicies use; what the tiers' mean is among their numbers. */
function namesIn({ ground, policies }: PolicyIndex): ReadonlySet<string> {
  const names = new Set<string>();
  for (const policy of policies) {
    const { rules } = compilePolicy(policy, ground);
    for (const direction of directions) {
      for (const { ports } of rules[direction]) for (const { name } of ports.names) names.add(name);
    }
  }
  return names;
}

function meaningOf(names: ReadonlySet<string>, party: Party, isSelectable: boolean): string {
  if (!isSelectable || party.type !== 'pods' || names.size === 0) return '';
  return party.workload.ports
    .flatMap(({ name, protocol, port }) =>
      name !== undefined && names.has(name) ? [`${name} ${protocol} ${port}`] : [],
    )
    .join();
}

/** Numbers sequences: equal ones end in the same state. */
class Numbering {
  state = 0;
  readonly #tokens = new Map<unknown, number>();
  readonly #steps = new PairNumbers();

  start(): void {
    this.state = 0;
  }

  step(thing: unknown): void {
    let token = this.#tokens.get(thing);
    if (token === undefined) this.#tokens.set(thing, (token = this.#tokens.size));
    this.state = this.#steps.number(this.state, token);
  }
}
