import type { Problem } from '../../manifest/problem';
import type { Policy } from '../../policy/policy';
import { validateAdminNetworkPolicy } from './adminNetworkPolicy';
import { validateClusterNetworkPolicy } from './clusterNetworkPolicy';
import { validateNetworkPolicy } from './networkPolicy';
import type { ServerVersion } from './serverVersion';

/** What an API server has to say of a policy of any kind that is evaluated. Never throws, whatever the value is. */
export function validatePolicy(
  kind: Policy['kind'],
  value: unknown,
  serverVersion: ServerVersion,
): Problem[] {
  switch (kind) {
    case 'NetworkPolicy':
      return validateNetworkPolicy(value, serverVersion);
    case 'ClusterNetworkPolicy':
      return validateClusterNetworkPolicy(value);
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return validateAdminNetworkPolicy(value, kind);
  }
}
