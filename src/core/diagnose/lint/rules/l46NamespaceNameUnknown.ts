import { nameLabel } from '../../../model/labels';
import { textAt } from '../../../manifest/value';
import type { NetworkPolicy } from '../../../policy/policy';
import { nearest } from '../editDistance';
import type { Facts } from '../facts';
import { wantedNamespaceLabels } from '../namespaceLabels';
import type { Finding, Rule } from '../rule';

/** Part of every cluster, and seldom among the manifests. */
const builtIn = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** S27: the label always is the name of the namespace. */
export const namespaceNameUnknown: Rule = {
  code: 'L46',
  title: 'kubernetes.io/metadata.name with a value that is no known namespace, or not that of its own',
  why: 'The server sets this label to the name of the namespace, so another value matches nothing.',
  severity: 'warning',
  needs: 'inventory',
  about: 'cluster',
  *check(facts) {
    for (const { name, value } of facts.sources.objectsOf('Namespace')) {
      const label = textAt(value, 'metadata', 'labels', nameLabel);
      const resource = `Namespace/${name}`;
      if (label === '' || label === name || !facts.sources.isPlaced(resource)) continue;
      const path = ['metadata', 'labels', nameLabel];
      yield {
        resource,
        path,
        message: `The server sets ${nameLabel} of this namespace to ${name}, whatever is written here.`,
        consequence: `A namespaceSelector for ${label} does not match it.`,
        fixes: [{ title: `Write ${name}`, steps: [{ type: 'replace', path, value: name }] }],
      };
    }
    const isDeclared = facts.namespaces.some(({ origin }) => origin === 'loaded');
    for (const policy of isDeclared ? facts.connectivity.policies : []) {
      if (!facts.knows(policy.namespace)) continue;
      for (const finding of unknownNames(facts, policy)) yield { ...finding, resource: policy.id };
    }
  },
};

function* unknownNames(facts: Facts, policy: NetworkPolicy): Generator<Finding> {
  const { namespaces } = facts.connectivity.cluster;
  for (const { key, values, valuePath } of wantedNamespaceLabels(policy)) {
    if (key !== nameLabel) continue;
    for (const [index, value] of values.entries()) {
      const known = namespaces.get(value);
      if ((known && known.origin !== 'inferred') || builtIn.has(value)) continue;
      const names = facts.namespaces.map(({ name }) => name);
      const near = nearest(value, names, 2);
      yield {
        path: valuePath(index),
        ...(near.length === 0 && { severity: 'info' }), // it may be declared elsewhere
        message:
          `No namespace is called ${value} in the loaded ` +
          `manifests${near[0] === undefined ? '' : `; there is ${near[0]}`}.`,
        consequence: 'Unless it is created elsewhere, this selects nothing.',
        fixes: near.map((name) => ({
          title: `Write ${name}`,
          steps: [{ type: 'replace', path: valuePath(index), value: name }],
        })),
      };
    }
  }
}
