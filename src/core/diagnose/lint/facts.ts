import { groupBy } from '../../model/groupBy';
import type { Reading } from '../../edit/draft';
import { type Connectivity, isNode, type Party, type PodGroup } from '../../evaluate/connectivity';
import { compilePorts, portsAt, type RulePorts } from '../../evaluate/rulePorts';
import type { Namespace, Service } from '../../model/cluster';
import type { ConnectionSet } from '../../model/connections';
import { type LabelSelector, matcherOf, selectorKey } from '../../model/selector';
import type { Direction, NetworkPolicy, Peer, PodPeer, Rule } from '../../policy/policy';
import type { Contents } from './contents';
import { saying } from './saying';
import { Sources } from './sources';

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

/** Answers to what rules ask about the cluster; each is worked out once. */
export class Facts {
  readonly connectivity: Connectivity;
  readonly options: LintOptions;
  readonly sources: Sources;
  readonly #peerGroups = new Map<string, readonly PodGroup[]>();
  readonly #ports = new WeakMap<Rule, RulePorts>();
  readonly #subjects = new WeakMap<NetworkPolicy, readonly PodGroup[]>();
  #alike: ReadonlyMap<string, readonly NetworkPolicy[]> | undefined;
  #twins: ReadonlyMap<string, readonly NetworkPolicy[]> | undefined;
  #services: ReadonlyMap<string, readonly Service[]> | undefined;
  #policies: ReadonlyMap<string, readonly NetworkPolicy[]> | undefined;
  #groups: ReadonlyMap<string, readonly PodGroup[]> | undefined;
  #nodePods: ReadonlyMap<string, readonly PodGroup[]> | undefined;
  #allGroups: readonly PodGroup[] | undefined;
  #inferred: readonly PodGroup[] | undefined;

  constructor(reading: Reading, options: LintOptions, contents: Contents) {
    this.sources = new Sources(reading, contents);
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

  /** The loaded pods of a namespace that are on the host network. */
  nodePodsIn(namespace: string): readonly PodGroup[] {
    const { profile } = this.connectivity;
    this.#nodePods ??= groupBy(
      this.allGroups.filter((group) => isNode(group, profile)),
      ({ workload }) => workload.namespace,
    );
    return this.#nodePods.get(namespace) ?? [];
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
    const known = this.#subjects.get(policy);
    if (known) return known;
    const found = this.connectivity.selected(policy).filter(({ workload }) => workload.origin === 'loaded');
    this.#subjects.set(policy, found);
    return found;
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

  /** The other policies that, by their texts, select all pods that this one selects. */
  policiesAround(policy: NetworkPolicy): readonly NetworkPolicy[] {
    this.#alike ??= groupBy(this.connectivity.policies, alikeKey);
    const keys = new Set([`${policy.namespace} `, alikeKey(policy)]);
    const around = [...keys].flatMap((key) => this.#alike?.get(key) ?? []);
    return around.filter((other) => other !== policy);
  }

  /** The policies of the namespace that say the same, itself included, in their order. */
  twinsOf(policy: NetworkPolicy): readonly NetworkPolicy[] {
    this.#twins ??= groupBy(this.connectivity.policies, saying);
    return this.#twins.get(saying(policy)) ?? [];
  }

  /** What a rule allows at one of its subjects with one of its peers, by its ports alone. */
  portsOf(rule: Rule, direction: Direction, subject: Party, peer: Party): ConnectionSet {
    const ports = this.#ports.get(rule) ?? compilePorts(rule.ports);
    this.#ports.set(rule, ports);
    return portsAt(ports, direction === 'ingress' ? subject : peer, this.connectivity.profile);
  }

  servicesIn(namespace: string): readonly Service[] {
    this.#services ??= groupBy(this.connectivity.cluster.services, (service) => service.namespace);
    return this.#services.get(namespace) ?? [];
  }

  servicesOf(group: PodGroup): readonly Service[] {
    return this.servicesIn(group.workload.namespace).filter(
      ({ selector }) => selector !== undefined && matcherOf({ matchLabels: selector })(group.labels),
    );
  }

  /** The loaded pods that a Service selects; none where there is no such Service. */
  podsBehind(namespace: string, service: string): readonly PodGroup[] {
    const known = this.servicesIn(namespace).find(({ name }) => name === service);
    if (!known?.selector) return [];
    const matches = matcherOf({ matchLabels: known.selector });
    return this.groupsIn(namespace).filter(({ labels }) => matches(labels));
  }
}

/** The same for policies of one namespace with the same podSelector; that of an empty one has just the namespace. */
const alikeKey = ({ namespace, podSelector }: NetworkPolicy): string =>
  `${namespace} ${selectorKey(podSelector)}`;
