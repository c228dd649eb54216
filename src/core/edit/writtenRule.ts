import { nameLabel } from '../model/labels';
import type { Cluster, Namespace, Workload } from '../model/cluster';
import type { Block } from '../model/cidr';
import type { LabelSelector } from '../model/selector';
import type { Direction } from '../policy/policy';
import type { FlowEnd, SubjectEnd } from './flowEnd';
import type { PortChoice } from './intent';
import { isRefusal, refuse, someOf, type Refusal } from './refusal';

/** An element of `from` or `to` as the API spells it. */
export type WrittenPeer =
  | { readonly podSelector: LabelSelector }
  | { readonly namespaceSelector: LabelSelector; readonly podSelector?: LabelSelector }
  | { readonly ipBlock: { readonly cidr: string; readonly except?: readonly string[] } };

/** Everyone: the rule names no peers (S11). */
export const anyone = { type: 'anyone' } as const;
export type Anyone = typeof anyone;

/** A rule as the API spells it, its keys in the usual order. */
export type WrittenRule = {
  readonly [key in 'from' | 'to']?: readonly WrittenPeer[];
} & { readonly ports?: readonly object[] };

/** The key of a rule that lists its peers. */
export const peersKey = { ingress: 'from', egress: 'to' } as const;

/** The entry of `policyTypes` for a direction. */
export const policyType = { ingress: 'Ingress', egress: 'Egress' } as const;

/** How a rule names an end, in a policy of the namespace; or why it cannot be named. */
export function toPeer(
  end: FlowEnd,
  policyNamespace: string,
  cluster: Cluster,
): WrittenPeer | Anyone | Refusal {
  if (end.type === 'anywhere') return anyone;
  if (end.type === 'addresses') return { ipBlock: toIpBlock(end.block) };
  const podSelector = toPodSelector(end);
  if (isRefusal(podSelector)) return podSelector;
  if (end.namespace === policyNamespace) return { podSelector };
  const namespaceSelector = toNamespaceSelector(cluster.namespaces.get(end.namespace), end);
  if (isRefusal(namespaceSelector)) return namespaceSelector;
  return end.type === 'namespace' ? { namespaceSelector } : { namespaceSelector, podSelector };
}

/** The selector that singles out a workload, or all pods of a namespace; or why there is none. */
export function toPodSelector(end: SubjectEnd): LabelSelector | Refusal {
  if (end.type === 'namespace') return {};
  const { workload, selectable, selector, title } = end;
  if (!selectable) {
    return refuse(
      'notPossible',
      `${title} runs on the host network: selectors do not reach it. Allow the addresses of its nodes instead.`,
    );
  }
  if (selector.type === 'labels') {
    return Object.keys(selector.labels).length > 0 ? { matchLabels: { ...selector.labels } } : {};
  }
  return refuse('notPossible', whyShared(title, workload, selector.sharedWith));
}

function whyShared(title: string, workload: Workload, sharedWith: readonly Workload[]): string {
  if (workload.origin === 'inferred') {
    return `${title} stands for a selector that matches others when it is written alone: load the workload itself.`;
  }
  const isLabelled = workload.pods.some(({ labels }) => Object.keys(labels).length > 0);
  if (!isLabelled || sharedWith.length === 0) {
    return `No label selects ${title} alone: give its pods a label such as app: ${workload.name}.`;
  }
  const names = someOf(sharedWith.map(({ name, kind }) => `${name} (${kind})`));
  return `${names} in ${workload.namespace} can be selected by every label that ${title} has: give ${title} a label of its own.`;
}

/** The selector of an end's namespace: by its name, of an inferred one by the labels it stands for. */
export function toNamespaceSelector(
  namespace: Namespace | undefined,
  end: SubjectEnd,
): LabelSelector | Refusal {
  const { namespace: name } = end;
  if (!namespace || isNamespaceName(name)) return { matchLabels: { [nameLabel]: name } };
  const labels = Object.entries(namespace.labels).filter(([key]) => key !== nameLabel);
  return labels.length > 0 ? { matchLabels: Object.fromEntries(labels) } : refuseNamespace(end);
}

/** The name of an inferred namespace may be no more than the text of a selector, such as `team=b`. */
export function isNamespaceName(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

export function refuseNamespace({ title }: SubjectEnd): Refusal {
  return refuse('notPossible', `The namespace of ${title} is not known: load it first.`);
}

export function toIpBlock({ cidr, except }: Block): { cidr: string; except?: readonly string[] } {
  return except.length > 0 ? { cidr, except } : { cidr };
}

/** A rule for peers, or for anyone. No ports chosen: a rule without ports, which allows all (S28). */
export function toRule(
  direction: Direction,
  peers: readonly WrittenPeer[] | Anyone,
  ports: readonly PortChoice[],
  writePort: (choice: PortChoice) => object = toWrittenPort,
): WrittenRule {
  return {
    ...('type' in peers ? {} : { [peersKey[direction]]: peers }),
    ...(ports.length > 0 && { ports: ports.map((port) => writePort(port)) }),
  };
}

/** A port with its keys in the usual order. */
export function toWrittenPort({ protocol, port, endPort }: PortChoice): PortChoice {
  return { protocol, ...(port !== undefined && { port }), ...(endPort !== undefined && { endPort }) };
}

/** The rules of a new policy; a direction without rules here is isolated all the same. */
export type WrittenRules = { readonly [direction in Direction]?: readonly WrittenRule[] };

/** A policy with explicit types, so that it isolates in no other direction (S2). */
export function toPolicy(
  metadata: { readonly name: string; readonly namespace?: string },
  podSelector: LabelSelector,
  rules: WrittenRules,
): object {
  const directions = (['ingress', 'egress'] as const).filter((direction) => rules[direction]);
  const written = directions.filter((direction) => rules[direction]?.length !== 0);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector,
      policyTypes: directions.map((direction) => policyType[direction]),
      ...Object.fromEntries(written.map((direction) => [direction, rules[direction]])),
    },
  };
}
