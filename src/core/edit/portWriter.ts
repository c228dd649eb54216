import { isMapping, itemsOf, valueAt } from '../manifest/value';
import { standingOf, type Draft } from './draft';
import type { PortChoice } from './intent';
import { toWrittenPort } from './writtenRule';
import { writtenValue } from './writtenValue';

/**
 * How a port is written in a policy: without its protocol where that is TCP and the policy leaves this to be
 * understood (S29).
 */
export function portWriter(draft: Draft, policy: { readonly id: string }): (choice: PortChoice) => object {
  const standing = standingOf(draft, policy.id);
  const spec = standing && writtenValue(standing.unit.text, [...standing.ref.path, 'spec']);
  const ports = ['ingress', 'egress']
    .flatMap((direction) => itemsOf(valueAt(spec, direction)))
    .flatMap((rule) => itemsOf(valueAt(rule, 'ports')))
    .filter(isMapping);
  const isUnderstood =
    ports.some(({ protocol }) => protocol === undefined) && !ports.some(({ protocol }) => protocol === 'TCP');
  return (choice) => {
    const { protocol, ...rest } = toWrittenPort(choice);
    const isLeftOut = isUnderstood && protocol === 'TCP' && choice.port !== undefined;
    return isLeftOut ? rest : { protocol, ...rest };
  };
}
