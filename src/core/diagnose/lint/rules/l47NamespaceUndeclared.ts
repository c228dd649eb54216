import { nameLabel } from '../../../model/labels';
import type { Rule } from '../rule';
import { wantedNamespaceLabels } from '../namespaceLabels';

/** S26: its labels are not known, so selectors by other labels than the name cannot match it. */
export const namespaceUndeclared: Rule = {
  code: 'L47',
  title: 'a namespace is used but not declared, and selectors ask for labels of namespaces',
  why: 'Of such a namespace only the name is known; whether a namespaceSelector matches it cannot be told.',
  severity: 'info',
  needs: 'inventory',
  about: 'cluster',
  *check(facts) {
    const { policies } = facts.connectivity;
    const asksForLabels = policies.some((policy) =>
      [...wantedNamespaceLabels(policy)].some(({ key }) => key !== nameLabel),
    );
    if (!asksForLabels) return;
    for (const { name, origin } of facts.namespaces) {
      const [group] = facts.groupsIn(name);
      if (origin !== 'used' || !group || !facts.sources.isPlaced(group.workload.id)) continue;
      yield {
        resource: group.workload.id,
        path: ['metadata', 'namespace'],
        message: `The namespace ${name} is not among the loaded manifests, so its labels are not known.`,
        consequence:
          'Selectors by labels are taken not to match it. Load the Namespace, or select it by its name.',
      };
    }
  },
};
