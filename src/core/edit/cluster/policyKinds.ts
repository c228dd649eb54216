/** The kinds of objects in which selectors and address blocks of policies stand. */
export const policyKinds: ReadonlySet<string> = new Set([
  'NetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
]);
