import { readSelector, type WrittenSelector } from './readSelector';
import type { Subject, TierPeer } from './policy';

/** The parts that ClusterNetworkPolicy and its predecessors write alike. */

interface WrittenPods {
  readonly podSelector?: WrittenSelector | null;
  readonly namespaceSelector?: WrittenSelector | null;
}

export interface WrittenSubject {
  readonly namespaces?: WrittenSelector | null;
  readonly pods?: WrittenPods | null;
}

export interface WrittenTierPeer extends WrittenSubject {
  readonly networks?: readonly string[] | null;
  readonly nodes?: WrittenSelector | null;
  readonly domainNames?: readonly string[] | null;
}

/** Which pods are judged; without a namespaceSelector those of all namespaces (S55). */
export function readSubject({ namespaces, pods }: WrittenSubject): Subject {
  if (!pods) return { namespaceSelector: readSelector(namespaces) };
  return {
    namespaceSelector: readSelector(pods.namespaceSelector),
    podSelector: readSelector(pods.podSelector),
  };
}

/** One element of from or to, of which exactly one field is set (S56). */
export function readTierPeer(written: WrittenTierPeer): TierPeer {
  const { networks, nodes, domainNames } = written;
  if (networks) return { type: 'networks', cidrs: networks };
  if (nodes) return { type: 'nodes', nodeSelector: readSelector(nodes) };
  if (domainNames) return { type: 'domainNames', names: domainNames };
  return { type: 'pods', ...readSubject(written) };
}
