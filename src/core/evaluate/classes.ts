import type { Cluster, ContainerPort, Labels } from '../model/cluster';
import { PairNumbers } from '../model/pairNumbers';
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
  readonly weights: readonly number[];
  readonly namespaces: readonly NamespaceClasses[];
  /** By class: the position of its namespace; of selectable classes only. */
  readonly namespaceOf: Int32Array;
}

const nothing: Labels = {};

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
  const identify = new Identifier(distinctions);
  const classOfParty: number[] = [];
  const first: LocatedPodGroup[] = [];
  const namespaceOfClass: number[] = [];
  const weights: number[] = [];
  for (const entry of located) {
    const { workload, labels } = entry.group;
    let namespace = -1;
    let number: number;
    if (isNode(entry.group, profile)) {
      number = identify.number(namespace, nothing, [], entry.addressClasses);
    } else {
      const known = namespaceIndex.get(workload.namespace);
      namespace = known ?? names.push(workload.namespace) - 1;
      if (known === undefined) namespaceIndex.set(workload.namespace, namespace);
      number = identify.number(namespace, labels, workload.ports, entry.addressClasses);
    }
    if (number === first.length) {
      first.push(entry);
      namespaceOfClass.push(namespace);
      weights.push(0);
    }
    weights[number]! += entry.group.pods;
    classOfParty.push(number);
  }
  const { position, namespaces, selectable } = orderByNamespace(namespaceOfClass, names, cluster);
  const count = first.length + ranges.length;
  const samples: Party[] = [];
  const sorted: number[] = [];
  for (const [number, { group }] of first.entries()) {
    samples[position[number]!] = group;
    sorted[position[number]!] = weights[number]!;
  }
  for (const range of ranges) {
    samples.push(range);
    sorted.push(1);
  }
  const of = new Int32Array(located.length + ranges.length);
  for (const [party, number] of classOfParty.entries()) of[party] = position[number]!;
  for (const i of ranges.keys()) of[located.length + i] = first.length + i;
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

/** Numbers equal things equally, 0 upwards, in the order in which they first come. */
class Identifier {
  readonly #tokens = new Map<string, Map<string, number>>();
  readonly #portNames: ReadonlySet<string>;
  readonly #texts = new Map<string, number>();
  readonly #steps = new PairNumbers();
  readonly #ends = new PairNumbers();
  readonly #own: number[] = [];
  #token = 0;

  constructor({ keys, portNames }: Distinctions) {
    for (const key of keys) this.#tokens.set(key, new Map());
    this.#portNames = portNames;
  }

  number(
    namespace: number,
    labels: Labels,
    ports: readonly ContainerPort[],
    addressClasses: readonly number[],
  ): number {
    const own = this.#own;
    own.length = 0;
    for (const key of Object.keys(labels)) {
      const values = this.#tokens.get(key);
      if (values) own.push(this.#tokenIn(values, labels[key]!));
    }
    if (own.length > 1) own.sort((a, b) => a - b);
    let state = this.#steps.number(0, namespace + 1);
    for (const token of own) state = this.#steps.number(state, token);
    state = this.#steps.number(state, this.#tokenIn(this.#texts, this.#portsText(ports)));
    if (addressClasses.length > 0)
      state = this.#steps.number(state, this.#tokenIn(this.#texts, addressClasses.join()));
    return this.#ends.number(state, 0) - 1;
  }

  #portsText(ports: readonly ContainerPort[]): string {
    let text = '';
    for (const { name, port, protocol } of ports) {
      if (name !== undefined && this.#portNames.has(name)) text += `${name} ${protocol} ${port},`;
    }
    return text;
  }

  #tokenIn(tokens: Map<string, number>, text: string): number {
    const known = tokens.get(text);
    if (known !== undefined) return known;
    const token = this.#token++;
    tokens.set(text, token);
    return token;
  }
}
