import { itemsOf, valueAt } from '../../manifest/value';
import type { Direction } from '../../policy/policy';
import type { FixStep } from '../fixes/fix';
import type { Written } from './written';

const types = { ingress: 'Ingress', egress: 'Egress' } as const;

/** Names of policyTypes in the order in which they are usually written. */
export function typeNames(directions: ReadonlySet<Direction>): string[] {
  return (['ingress', 'egress'] as const)
    .filter((direction) => directions.has(direction))
    .map((direction) => types[direction]);
}

/** Writes the effective policyTypes where they are left to the default, so that a removed rule cannot change them (S2). */
export function keepTypes({ value }: Written, directions: ReadonlySet<Direction>): FixStep[] {
  const isWritten = itemsOf(valueAt(value, 'spec', 'policyTypes')).length > 0;
  if (isWritten) return [];
  return [{ type: 'set', path: ['spec'], key: 'policyTypes', value: typeNames(directions) }];
}
