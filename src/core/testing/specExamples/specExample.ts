import type { Cluster } from '../../model/cluster';
import type {
  WrittenClusterPolicy,
  WrittenNetworkPolicy,
  WrittenPolicy,
  WrittenTierPolicy,
} from '../written';

/** An example of the specification: policies and the verdicts that follow. */
export interface SpecExample {
  readonly title: string;
  readonly policies: readonly SpecPolicy[];
  /** undefined: the WORLD of the specification. */
  readonly cluster?: Cluster;
  /** `source -> destination PROTOCOL PORT = ALLOW|DENY` */
  readonly verdicts: readonly string[];
  /** Verdicts where an ipBlock never matches a pod (S24). */
  readonly externalOnly?: readonly string[];
}

/** A NetworkPolicy without what is always the same, or a policy of a tier. */
type SpecPolicy = SpecNetworkPolicy | WrittenTierPolicy;

interface SpecNetworkPolicy {
  readonly name: string;
  /** undefined: `default` (S25). */
  readonly namespace?: string;
  readonly spec?: WrittenNetworkPolicy['spec'];
}

/** The policies of an example as whole manifests. */
export function manifestsOf({ policies }: SpecExample): readonly WrittenPolicy[] {
  return policies.map((policy): WrittenPolicy => {
    if ('kind' in policy) return policy;
    const { name, namespace = 'default', spec } = policy;
    return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
  });
}

/** A ClusterNetworkPolicy of an example. */
export function clusterPolicy(name: string, spec: WrittenClusterPolicy['spec']): WrittenTierPolicy {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec,
  };
}
