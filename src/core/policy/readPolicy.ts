import { readAdminNetworkPolicy } from './adminNetworkPolicy';
import { readClusterNetworkPolicy } from './clusterNetworkPolicy';
import { readNetworkPolicy } from './networkPolicy';
import type { Policy } from './policy';

/** A policy of any kind that is evaluated, from a manifest that its validation does not refuse. */
export function readPolicy(kind: Policy['kind'], value: unknown): Policy {
  switch (kind) {
    case 'NetworkPolicy':
      return readNetworkPolicy(value);
    case 'ClusterNetworkPolicy':
      return readClusterNetworkPolicy(value);
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return readAdminNetworkPolicy(value);
  }
}
