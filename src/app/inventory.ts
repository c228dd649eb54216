import { count } from '../ui/count';
import type { Inventory } from '../worker/protocol';

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
