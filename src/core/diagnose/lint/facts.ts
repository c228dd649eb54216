import type { Reading } from '../../edit/draft';
import { type Connectivity, isNode, type Party, type PodGroup } from '../../evaluate/connectivity';
import { compilePorts, portsAt, type RulePorts } from '../../evaluate/rulePorts';
import { isMapping, itemsOf, type Mapping, textAt, valueAt } from '../../manifest/value';
import type { Namespace, Service } from '../../model/cluster';
import type { ConnectionSet } from '../../model/connections';
import { type LabelSelector, matcherOf } from '../../model/selector';
import type { Direction, NetworkPolicy, Peer, PodPeer, Rule } from '../../policy/policy';
import type { Contents } from './contents';
import { saying } from './saying';

/** The network plugins of which rules know something. */
export type Plugin =
  | 'antrea'
  | 'aws'
  | 'calico'
  | 'cilium'
  | 'flannel'
  | 'gke'
  | 'kube-router'
  | 'ovn-kubernetes';

export interface LintOptions {
  /** That of the cluster, where the author says it. */
  readonly plugin?: Plugin;
}

/** An object as it is written, of a kind that the model has no place for. */
interface RawObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly value: Mapping;
}

/** Answers to what rules ask about the cluster; each is worked out once. */
export class Facts {
  readonly connectivity: Connectivity;
  readonly options: LintOptions;
  readonly #reading: Reading;
  readonly #contents: Contents;
  readonly #peerGroups = new Map<string, readonly PodGroup[]>();
  readonly #raw = new Map<string, readonly RawObject[]>();
  readonly #ports = new WeakMap<Rule, RulePorts>();
  #policies: ReadonlyMap<string, readonly NetworkPolicy[]> | undefined;
  #groups: ReadonlyMap<string, readonly PodGroup[]> | undefined;
  #allGroups: readonly PodGroup[] | undefined;
  #inferred: readonly PodGroup[] | undefined;
  #hasOperators: boolean | undefined;

  constructor(reading: Reading, options: LintOptions, contents: Contents) {
    this.#reading = reading;
    this.#contents = contents;
    this.connectivity = reading.connectivity;
    this.options = options;
  }

  /** Loaded pods by namespace. */
  get groups(): ReadonlyMap<string, readonly PodGroup[]> {
    if (this.#groups) return this.#groups;
    const isLoaded = (party: Party): party is PodGroup =>
      party.type === 'pods' && party.workload.origin === 'loaded';
    this.#groups = groupBy(this.connectivity.parties.filter(isLoaded), ({ workload }) => workload.namespace);
    return this.#groups;
  }

  /** Whether a workload of the namespace is loaded: without one nothing is known of its pods. */
  knows(namespace: string): boolean {
    return this.groups.has(namespace);
  }

  groupsIn(namespace: string): readonly PodGroup[] {
    return this.groups.get(namespace) ?? [];
  }

  get allGroups(): readonly PodGroup[] {
    this.#allGroups ??= [...this.groups.values()].flat();
    return this.#allGroups;
  }

  /** What stands for selectors that match nothing loaded. */
  get inferredGroups(): readonly PodGroup[] {
    this.#inferred ??= this.connectivity.parties.filter(
      (party): party is PodGroup => party.type === 'pods' && party.workload.origin === 'inferred',
    );
    return this.#inferred;
  }

  /** Namespaces that objects are in or that are declared; not those that a selector presumes. */
  get namespaces(): readonly Namespace[] {
    return [...this.connectivity.cluster.namespaces.values()].filter(({ origin }) => origin !== 'inferred');
  }

  namespacesMatching(selector: LabelSelector): readonly Namespace[] {
    const matches = matcherOf(selector);
    return this.namespaces.filter(({ labels }) => matches(labels));
  }

  /** The loaded pods that a policy selects. */
  subjects(policy: NetworkPolicy): readonly PodGroup[] {
    return this.connectivity.selected(policy).filter(({ workload }) => workload.origin === 'loaded');
  }

  /** The loaded pods that a peer means; none for an ipBlock. */
  peerGroups(policy: NetworkPolicy, peer: Peer): readonly PodGroup[] {
    if (peer.type !== 'pods') return [];
    const key = JSON.stringify([policy.namespace, peer]);
    const known = this.#peerGroups.get(key);
    if (known) return known;
    const groups = this.#findPeers(policy, peer);
    this.#peerGroups.set(key, groups);
    return groups;
  }

  #findPeers(policy: NetworkPolicy, { namespaceSelector, podSelector }: PodPeer): readonly PodGroup[] {
    const namespaces = namespaceSelector
      ? this.namespacesMatching(namespaceSelector).map(({ name }) => name)
      : [policy.namespace];
    const matches = matcherOf(podSelector);
    const { profile } = this.connectivity;
    return namespaces.flatMap((namespace) =>
      this.groupsIn(namespace).filter((group) => !isNode(group, profile) && matches(group.labels)),
    );
  }

  policiesIn(home: string): readonly NetworkPolicy[] {
    this.#policies ??= groupBy(this.connectivity.policies, ({ namespace }) => namespace);
    return this.#policies.get(home) ?? [];
  }

  /** The policies of the namespace that say the same, itself included, in their order. */
  twinsOf(policy: NetworkPolicy): readonly NetworkPolicy[] {
    const own = saying(policy);
    return this.policiesIn(policy.namespace).filter((other) => saying(other) === own);
  }

  /** What a rule allows at one of its subjects with one of its peers, by its ports alone. */
  portsOf(rule: Rule, direction: Direction, subject: Party, peer: Party): ConnectionSet {
    const ports = this.#ports.get(rule) ?? compilePorts(rule.ports);
    this.#ports.set(rule, ports);
    return portsAt(ports, direction === 'ingress' ? subject : peer, this.connectivity.profile);
  }

  servicesOf(group: PodGroup): readonly Service[] {
    return this.connectivity.cluster.services.filter(
      ({ namespace, selector }) =>
        namespace === group.workload.namespace &&
        selector !== undefined &&
        matcherOf({ matchLabels: selector })(group.labels),
    );
  }

  /** The loaded pods that a Service selects; none where there is no such Service. */
  podsBehind(namespace: string, service: string): readonly PodGroup[] {
    const known = this.connectivity.cluster.services.find(
      (each) => each.namespace === namespace && each.name === service,
    );
    if (!known?.selector) return [];
    const matches = matcherOf({ matchLabels: known.selector });
    return this.groupsIn(namespace).filter(({ labels }) => matches(labels));
  }

  /** The objects of a kind as they are written; `kind` is a word of the code, never user text. */
  rawObjects(kind: string): readonly RawObject[] {
    const known = this.#raw.get(kind);
    if (known) return known;
    const mention = new RegExp(`kind"?: *["']?${kind}\\b`);
    const found = this.#reading.files.flatMap(({ units }) =>
      units
        .flatMap(({ text }) => (mention.test(text) ? objectsIn(this.#contents.valueOf(text)) : []))
        .filter((object) => object.kind === kind),
    );
    this.#raw.set(kind, found);
    return found;
  }

  /** An object as it is written. */
  valueOf(id: string): unknown {
    const ref = this.#reading.resources.get(id);
    const unit = ref && this.#reading.files.find(({ name }) => name === ref.file)?.units[ref.unit];
    if (!unit) return undefined;
    let value = this.#contents.valueOf(unit.text);
    for (const step of ref.path) {
      value = typeof step === 'number' ? itemsOf(value)[step] : valueAt(value, step);
    }
    return value;
  }

  isPlaced(id: string): boolean {
    return this.#reading.resources.has(id);
  }

  /** Whether there are kinds that Kubernetes does not have: their operators make pods and namespaces on their own. */
  get hasOperators(): boolean {
    this.#hasOperators ??= this.#reading.files.some(({ units }) =>
      units.some(({ text }) => {
        const group = /^[ "]*apiVersion"?: *["']?([\w.-]+\.[\w-]+)\//m.exec(text)?.[1];
        return (
          group !== undefined && (!group.endsWith('.k8s.io') || text.includes('CustomResourceDefinition'))
        );
      }),
    );
    return this.#hasOperators;
  }

  /** Whether the text of some unit holds the word. */
  mentions(word: string): boolean {
    return this.#reading.files.some(({ units }) => units.some(({ text }) => text.includes(word)));
  }
}

function objectsIn(value: unknown): RawObject[] {
  const objects = Array.isArray(value) ? value : [value, ...itemsOf(valueAt(value, 'items'))];
  return objects.filter(isMapping).map((object) => ({
    kind: textAt(object, 'kind'),
    namespace: textAt(object, 'metadata', 'namespace') || 'default',
    name: textAt(object, 'metadata', 'name'),
    value: object,
  }));
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
