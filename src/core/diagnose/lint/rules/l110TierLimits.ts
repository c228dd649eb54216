import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import type { Fix } from '../../fixes/fix';
import type { Finding, Rule } from '../rule';
import { rulesOf, type Written } from '../written';

/** Of OVN-Kubernetes (S49e). */
const mostPriority = 99;
const mostRules = 25;

/** V52, V55, V64, V66, V72. */
export const tierLimits: Rule = {
  code: 'L110',
  title: 'limits of tier policies: number of rules, form of ports, and priorities of OVN-Kubernetes',
  why: 'The server refuses more than 25 rules, an empty protocol and a range of one port.',
  severity: 'warning',
  needs: 'text',
  explains: ['V52', 'V55', 'V64', 'V66'],
  about: 'written',
  *check(written, { plugin }) {
    if (written.kind === 'NetworkPolicy') return;
    const priority = valueAt(written.value, 'spec', 'priority');
    if (plugin === 'ovn-kubernetes' && typeof priority === 'number' && priority > mostPriority) {
      yield {
        path: ['spec', 'priority'],
        message: `OVN-Kubernetes takes priorities from 0 to ${mostPriority} only, and this is ${priority}.`,
        consequence: 'It does not enforce the policy. Give it a priority in this range.',
      };
    }
    if (written.kind !== 'ClusterNetworkPolicy') return;
    for (const direction of ['ingress', 'egress']) {
      const count = itemsOf(valueAt(written.value, 'spec', direction)).length;
      if (count <= mostRules) continue;
      yield {
        path: ['spec', direction],
        message:
          `There are ${count} ${direction} rules, and a policy has ${mostRules} at most: ` +
          'split it into several of neighbouring priorities.',
      };
    }
    yield* portForms(written);
  },
};

function* portForms(written: Written): Generator<Finding> {
  for (const { value, path } of rulesOf(written)) {
    for (const [index, entry] of itemsOf(valueAt(value, 'protocols')).entries()) {
      for (const protocol of ['tcp', 'udp', 'sctp']) {
        const transport = valueAt(entry, protocol);
        if (!isMapping(transport)) continue;
        const at = [...path, 'protocols', index, protocol];
        const range = valueAt(transport, 'destinationPort', 'range');
        const [start, end] = [valueAt(range, 'start'), valueAt(range, 'end')];
        if (Object.keys(transport).length === 0) {
          yield {
            path: at,
            message: `${protocol}: {} is refused: for every port write the range from 1 to 65535.`,
            fixes: [write('Write every port as a range', at, { range: { start: 1, end: 65535 } })],
          };
        } else if (typeof start === 'number' && start === end) {
          yield {
            path: [...at, 'destinationPort', 'range'],
            message: `A range of the one port ${start} is refused: write it as a number.`,
            fixes: [write(`Write number: ${start}`, at, { number: start })],
          };
        }
      }
    }
  }
}

function write(title: string, path: readonly (string | number)[], destinationPort: object): Fix {
  return { title, steps: [{ type: 'replace', path, value: { destinationPort } }] };
}
