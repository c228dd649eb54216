import type { FlowChange, Plan } from './intent';

/** Why an intent is not carried out. */
export type Refusal = Extract<Plan, { type: 'refusal' }>;

export function refuse(code: Refusal['code'], reason: string, place?: Refusal['place']): Refusal {
  return { type: 'refusal', code, reason, ...(place && { place }) };
}

/** Tells a refusal from a result. */
export function isRefusal(result: object): result is Refusal {
  return 'type' in result && result.type === 'refusal';
}

/** `a, b and 4 more`: at most three by name. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return [shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** `shop/api to shop/db, TCP 80, 443; …; and 4 more`: names of flows have commas of their own. */
export function someFlows(changes: readonly FlowChange[]): string {
  const shown = changes.slice(0, 3).map(({ name }) => name);
  const rest = changes.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
