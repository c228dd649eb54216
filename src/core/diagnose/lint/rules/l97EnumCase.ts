import { itemsOf, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { type Placed, portsOf, selectorsOf, type Written } from '../written';

const protocols = ['TCP', 'UDP', 'SCTP'];
const types = ['Ingress', 'Egress'];
const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** V1, V16, V25. */
export const enumCase: Rule = {
  code: 'L97',
  title: 'protocol, policyTypes or operator in wrong case',
  why: 'They are compared exactly: tcp is not TCP, and the API server refuses the policy.',
  severity: 'warning',
  needs: 'text',
  explains: ['V1', 'V16', 'V25'],
  about: 'written',
  *check(written) {
    for (const { value, path, names } of choices(written)) {
      if (typeof value !== 'string' || names.includes(value)) continue;
      const meant = names.find((name) => name.toLowerCase() === value.toLowerCase().replaceAll(/[ _-]/g, ''));
      if (meant === undefined) continue;
      yield {
        path,
        message: `${value} is unknown: it is spelt ${meant}.`,
        consequence: 'The API server refuses the policy, so that it restricts nothing.',
        fixes: [{ title: `Write ${meant}`, steps: [{ type: 'replace', path, value: meant }] }],
      };
    }
  },
};

function* choices(written: Written): Generator<Placed & { readonly names: readonly string[] }> {
  if (written.kind === 'NetworkPolicy') {
    for (const [index, value] of itemsOf(valueAt(written.value, 'spec', 'policyTypes')).entries()) {
      yield { value, path: ['spec', 'policyTypes', index], names: types };
    }
    for (const { value, path } of portsOf(written)) {
      yield { value: valueAt(value, 'protocol'), path: [...path, 'protocol'], names: protocols };
    }
  }
  for (const selector of selectorsOf(written)) {
    for (const [index, item] of itemsOf(valueAt(selector.value, 'matchExpressions')).entries()) {
      const path = [...selector.path, 'matchExpressions', index, 'operator'];
      yield { value: valueAt(item, 'operator'), path, names: operators };
    }
  }
}
