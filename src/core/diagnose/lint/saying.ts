import type { NetworkPolicy } from '../../policy/policy';

const known = new WeakMap<NetworkPolicy, string>();

/** The same text for policies that say the same, in any order of labels. */
export function saying(policy: NetworkPolicy): string {
  const text = known.get(policy) ?? say(policy);
  known.set(policy, text);
  return text;
}

function say({ namespace, podSelector, directions, ingress, egress }: NetworkPolicy): string {
  const types = [directions.has('ingress'), directions.has('egress')];
  return JSON.stringify([namespace, podSelector, types, ingress, egress], (_key, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
