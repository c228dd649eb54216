import type { LeftOut } from '../core/index';
import { count } from '../ui/count';
import type { Inventory } from '../worker/views';

/** `4 namespaces`, `9 workloads`, `7 policies`. */
export function listInventory({ namespaces, workloads, policies }: Inventory): readonly string[] {
  return [
    count(namespaces, 'namespace'),
    count(workloads, 'workload'),
    count(policies, 'policy', 'policies'),
  ];
}

/** `4 namespaces · 9 workloads · 7 policies` */
export function describeInventory(inventory: Inventory): string {
  return listInventory(inventory).join(' · ');
}

/** `Ignored: 132 ConfigMap, 12 Secret and 3 other kinds.`, or nothing. */
export function describeIgnored({ ignored }: Inventory, most: number): string {
  if (ignored.length === 0) return '';
  const named = ignored.slice(0, most).map(([kind, amount]) => `${amount.toLocaleString('en')} ${kind}`);
  const rest = ignored.length - named.length;
  return `Ignored: ${named.join(', ')}${rest > 0 ? ` and ${count(rest, 'other kind')}` : ''}.`;
}

/** `Left out: 12 Secrets, data, …`, or nothing. */
export function describeLeftOut({ secrets, data, environments, records }: LeftOut): string {
  const parts = [
    secrets > 0 ? count(secrets, 'Secret') : '',
    data > 0 ? 'the data of ConfigMaps' : '',
    environments > 0 ? 'environments and commands' : '',
    records > 0 ? 'managed fields' : '',
  ].filter(Boolean);
  if (parts.length === 0) return '';
  const last = parts.at(-1) ?? '';
  const list = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return `Left out, as no policy needs it: ${list}. Of an export, apply the policies only.`;
}
