import type { Cluster, ContainerPort, Labels } from '../model/cluster';
import { axisOf } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import { valueOf } from '../model/selector';
import { type AddressRange, isNode, type Party, type Profile } from './connectivity';
import type { LocatedPodGroup } from './podGroups';

/** The classes of one namespace that selectors see: from `from` up to, not including, `to`. */
export interface NamespaceClasses {
  readonly name: string;
  /** undefined: the cluster does not have the namespace, so that no namespaceSelector finds it. */
  readonly labels: Labels | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * Parties that agree in all that policies can ask for, as one: namespace, labels of the keys that selectors use,
 * ports of the names that rules use, the address sets that hold them. First the pods that selectors see, namespace by namespace, then pods
 * on the host network where those count as their node, then each range of addresses.
 */
export interface Classes {
  readonly count: number;
  /** How many of them selectors see. */
  readonly selectable: number;
  /** By index of the party. */
  readonly of: Int32Array;
  /** A party of each class. */
  readonly samples: readonly Party[];
  /** How many pods (or ranges) are in each. */
  readonly weights: Float64Array;
  readonly namespaces: readonly NamespaceClasses[];
  /** By class: the position of its namespace; of selectable classes only. */
  readonly namespaceOf: Int32Array;
}

/** By what policies tell pods apart. */
export interface Distinctions {
  /** The label keys that selectors of pods use. */
  readonly keys: ReadonlySet<string>;
  /** The names of ports that rules use. */
  readonly portNames: ReadonlySet<string>;
}

export function buildClasses(
  cluster: Cluster,
  located: readonly LocatedPodGroup[],
  ranges: readonly AddressRange[],
  distinctions: Distinctions,
  profile: Profile,
): Classes {
  const names = [...cluster.namespaces.keys()];
  const namespaceIndex = new Map(names.map((name, i) => [name, i]));
  const positionOf = (name: string): number => {
    let known = namespaceIndex.get(name);
    if (known === undefined) namespaceIndex.set(name, (known = names.push(name) - 1));
    return known;
  };
  const identify = new Identifier(distinctions, located.length);
  const of = new Int32Array(located.length + ranges.length);
  const first: LocatedPodGroup[] = [];
  const namespaceOfClass: number[] = [];
  const weights: number[] = [];
  for (const [party, entry] of located.entries()) {
    const { group, addressClasses } = entry;
    const { workload, labels } = group;
    // Policies see of a node nothing but its addresses (S32).
    const namespace = isNode(group, profile) ? -1 : positionOf(workload.namespace);
    identify.start(namespace);
    identify.addAddresses(addressClasses);
    if (namespace >= 0) {
      identify.addPorts(workload.ports);
      identify.addLabels(labels); // last, as they are the most different: what is before them is found together
    }
    const number = identify.number();
    if (number === first.length) {
      first.push(entry);
      namespaceOfClass.push(namespace);
      weights.push(0);
    }
    weights[number]! += group.pods;
    of[party] = number;
  }
  const { position, namespaces, selectable } = orderByNamespace(namespaceOfClass, names, cluster);
  const count = first.length + ranges.length;
  const samples = Array<Party>(count).fill(ranges[0]!);
  const sorted = new Float64Array(count).fill(1);
  for (const [number, { group }] of first.entries()) {
    samples[position[number]!] = group;
    sorted[position[number]!] = weights[number]!;
  }
  for (let party = 0; party < located.length; party++) of[party] = position[of[party]!]!;
  for (const [i, range] of ranges.entries()) {
    samples[first.length + i] = range;
    of[located.length + i] = first.length + i;
  }
  const namespaceOf = new Int32Array(selectable);
  for (const [i, { from, to }] of namespaces.entries()) namespaceOf.fill(i, from, to);
  return { count, selectable, of, samples, weights: sorted, namespaces, namespaceOf };
}

/** Counts the classes of each namespace and gives each class its place. */
function orderByNamespace(namespaceOfClass: readonly number[], names: readonly string[], cluster: Cluster) {
  const sizes = new Int32Array(names.length);
  for (const namespace of namespaceOfClass) if (namespace >= 0) sizes[namespace]!++;
  let next = 0;
  const namespaces = names.map((name, i): NamespaceClasses => {
    const from = next;
    next += sizes[i]!;
    return { name, labels: cluster.namespaces.get(name)?.labels, from, to: next };
  });
  const selectable = next;
  const free = namespaces.map(({ from }) => from);
  const position = namespaceOfClass.map((namespace) => (namespace < 0 ? next++ : free[namespace]!++));
  return { position, namespaces, selectable };
}

/** Up to this many keys are looked up in all labels; of more, those that the labels have. */
const fewKeys = 16;

/** Numbers equal things equally, 0 upwards, in the order in which they first come. They are told part by part. */
class Identifier {
  readonly #values = new Map<string, Map<string, number>>();
  readonly #portNames = new Map<string, number>();
  readonly #addresses = new Map<string, number>();
  readonly #steps: PairNumbers;
  /** By where a thing ended: its number. */
  readonly #ends: number[] = [];
  #numbers = 0;
  #tokens = 0;
  #state = 0;

  constructor({ keys, portNames }: Distinctions, expected: number) {
    this.#steps = new PairNumbers(expected);
    for (const key of keys) this.#values.set(key, new Map());
    for (const name of portNames) this.#portNames.set(name, this.#tokens++);
  }

  start(namespace: number): void {
    this.#state = this.#steps.number(0, namespace + 1);
  }

  addAddresses(addressClasses: readonly number[]): void {
    if (addressClasses.length > 0) this.#step(this.#tokenIn(this.#addresses, addressClasses.join()));
  }

  addPorts(ports: readonly ContainerPort[]): void {
    if (this.#portNames.size === 0) return;
    for (const { name, port, protocol } of ports) {
      const token = name === undefined ? undefined : this.#portNames.get(name);
      if (token === undefined) continue;
      this.#step(token);
      this.#step(axisOf(protocol, port));
    }
  }

  addLabels(labels: Labels): void {
    if (this.#values.size <= fewKeys) {
      for (const [key, values] of this.#values) {
        const value = valueOf(labels, key);
        if (value !== undefined) this.#step(this.#tokenIn(values, value));
      }
      return;
    }
    const own: number[] = [];
    for (const key of Object.keys(labels)) {
      const values = this.#values.get(key);
      if (values) own.push(this.#tokenIn(values, labels[key]!));
    }
    for (const token of own.sort((a, b) => a - b)) this.#step(token);
  }

  number(): number {
    return (this.#ends[this.#state] ??= this.#numbers++);
  }

  #step(token: number): void {
    this.#state = this.#steps.number(this.#state, token);
  }

  #tokenIn(tokens: Map<string, number>, text: string): number {
    let token = tokens.get(text);
    if (token === undefined) tokens.set(text, (token = this.#tokens++));
    return token;
  }
}
