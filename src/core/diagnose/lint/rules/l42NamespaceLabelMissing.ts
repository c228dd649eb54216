import { nameLabel } from '../../../model/labels';
import { someOf } from '../../../edit/refusal';
import { wantedNamespaceLabels } from '../namespaceLabels';
import type { Rule } from '../rule';

const nameLike = new Set(['name', 'ns', 'namespace', 'nsname', 'namespaceName']);

/** EX-20: no namespace has a label `name` unless somebody gives it one. */
export const namespaceLabelMissing: Rule = {
  code: 'L42',
  title: 'a namespaceSelector asks for a label that no namespace has',
  why: 'It matches nothing; the only label that every namespace has is kubernetes.io/metadata.name.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    const declared = facts.namespaces.filter(({ origin }) => origin === 'loaded');
    if (declared.length === 0) return;
    for (const { key, operator, values, path, isEntry } of wantedNamespaceLabels(policy)) {
      if (key === nameLabel) continue; // L46
      const has = (labels: Readonly<Record<string, string>>) =>
        Object.hasOwn(labels, key) && (operator === 'Exists' || values.includes(labels[key] as string));
      if (declared.some(({ labels }) => has(labels))) continue;
      const meant = values.filter((value) => facts.namespaces.some(({ name }) => name === value));
      const isName = meant.length > 0 && meant.length === values.length && nameLike.has(key);
      yield {
        path,
        ...(!isName && facts.sources.hasOperators && { severity: 'info' }), // an operator may make such namespaces
        message: isName
          ? `${someOf(meant)} ${meant.length === 1 ? 'is a namespace' : 'are namespaces'}, ` +
            `but no namespace carries the label ${key}=${meant[0]}.`
          : 'No namespace in the loaded manifests has ' +
            `${operator === 'Exists' ? `the label ${key}` : `${key}=${values.join(' or ')}`}.`,
        consequence: 'This namespaceSelector matches no namespace that is declared.',
        fixes: isName
          ? [
              {
                title: `Select by ${nameLabel}, which every namespace has`,
                steps: isEntry
                  ? [{ type: 'rename', path, to: nameLabel }]
                  : [{ type: 'set', path, key: 'key', value: nameLabel }],
              },
            ]
          : [],
      };
    }
  },
};
