import type { LabelRequirement, LabelSelector } from '../../model/selector';
import type { NetworkPolicy } from '../../policy/policy';
import type { YamlPath } from '../../yaml/unit';
import { effectiveRules } from './destinations';
import { pathOfRule } from './written';

/** A requirement of a namespaceSelector that names values, with the place of each. */
interface NamespaceRequirement extends LabelRequirement {
  /** Of the entry of matchLabels, or of the element of matchExpressions. */
  readonly path: YamlPath;
  readonly isEntry: boolean;
  readonly values: readonly string[];
  /** Of the value at a position. */
  readonly valuePath: (index: number) => YamlPath;
}

/** The labels that the namespaceSelectors of a policy want namespaces to have. */
export function* wantedNamespaceLabels(policy: NetworkPolicy): Generator<NamespaceRequirement> {
  for (const { direction, index, rule } of effectiveRules(policy)) {
    for (const [at, peer] of (rule.peers ?? []).entries()) {
      if (peer.type !== 'pods' || !peer.namespaceSelector) continue;
      yield* wanted(peer.namespaceSelector, [...pathOfRule(direction, index, at), 'namespaceSelector']);
    }
  }
}

function* wanted(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  path: YamlPath,
): Generator<NamespaceRequirement> {
  for (const [key, value] of Object.entries(matchLabels)) {
    const at = [...path, 'matchLabels', key];
    yield { key, operator: 'In', values: [value], path: at, isEntry: true, valuePath: () => at };
  }
  for (const [index, { key, operator, values = [] }] of matchExpressions.entries()) {
    if (operator === 'NotIn' || operator === 'DoesNotExist') continue;
    const at = [...path, 'matchExpressions', index];
    yield { key, operator, values, path: at, isEntry: false, valuePath: (i) => [...at, 'values', i] };
  }
}
