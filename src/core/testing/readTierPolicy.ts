import type { TierPolicy } from '../policy/policy';
import { readAdminNetworkPolicy } from '../policy/adminNetworkPolicy';
import { readClusterNetworkPolicy } from '../policy/clusterNetworkPolicy';
import type { WrittenTierPolicy } from './written';

/** A tier policy as the reader of its kind reads it. */
export function readTierPolicy(written: WrittenTierPolicy): TierPolicy {
  return written.kind === 'ClusterNetworkPolicy'
    ? readClusterNetworkPolicy(written)
    : readAdminNetworkPolicy(written);
}
