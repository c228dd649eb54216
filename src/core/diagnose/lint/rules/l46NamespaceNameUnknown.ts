import { nearest } from '../editDistance';
import { metadataName, wantedNamespaceLabels } from '../namespaceLabels';
import type { Rule } from '../rule';

/** Part of every cluster, and seldom among the manifests. */
const builtIn = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** S27: the label always is the name of the namespace. */
export const namespaceNameUnknown: Rule = {
  code: 'L46',
  title: 'kubernetes.io/metadata.name with a value that is no known namespace',
  why: 'The server sets this label to the name of the namespace, so another value matches nothing.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    const declared = facts.namespaces.filter(({ origin }) => origin === 'loaded');
    if (declared.length === 0) return;
    const names = facts.namespaces.map(({ name }) => name);
    for (const { key, values, valuePath } of wantedNamespaceLabels(policy)) {
      if (key !== metadataName) continue;
      for (const [index, value] of values.entries()) {
        if (names.includes(value) || builtIn.has(value)) continue;
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
  },
};
