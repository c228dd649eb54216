import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import type { YamlPath } from '../../../yaml/unit';
import type { Fix } from '../../fixes/fix';
import type { Rule } from '../rule';
import { type Placed, peersKeyOf, rulesOf, selectorsOf, type Written } from '../written';

/** V43: where the API has a list, a single map or string is no list of one. */
export const listMapConfusion: Rule = {
  code: 'L98',
  title: 'a map or text where a list is needed, or a list where a map is',
  why: 'A dash is missing or one too many: the API server cannot decode the policy.',
  severity: 'warning',
  needs: 'text',
  explains: ['V43'],
  about: 'written',
  *check(written) {
    if (written.kind !== 'NetworkPolicy') return;
    for (const { value, path } of lists(written)) {
      if (value === undefined || Array.isArray(value)) continue;
      const isEmptyMap = isMapping(value) && Object.keys(value).length === 0;
      const key = String(path.at(-1));
      yield {
        path,
        message:
          `${key} is a list: ` +
          `${isEmptyMap ? 'write [] for no element, or - {} for one that means everything' : 'a dash is missing'}.`,
        consequence: 'The API server refuses the policy, so that it restricts nothing.',
        fixes: isEmptyMap
          ? emptyMapFixes(key, path)
          : [{ title: 'Make it a list of one', steps: [{ type: 'replace', path, value: [value] }] }],
      };
    }
    for (const { value, path } of maps(written)) {
      const [only] = Array.isArray(value) ? (value as unknown[]) : [];
      if (!Array.isArray(value)) continue;
      yield {
        path,
        message: `${String(path.at(-1))} is no list: there is a dash too many.`,
        consequence: 'The API server refuses the policy, so that it restricts nothing.',
        fixes:
          value.length === 1 && isMapping(only)
            ? [{ title: 'Take the dash out', steps: [{ type: 'replace', path, value: only }] }]
            : [],
      };
    }
  },
};

/** Where an empty list and none mean the same, it can go; for rules, either may be meant; from, to, ports are open. */
function emptyMapFixes(key: string, path: YamlPath): readonly Fix[] {
  const write = (title: string, value: unknown): Fix => ({
    title,
    steps: [{ type: 'replace', path, value }],
  });
  if (key === 'matchExpressions' || key === 'except') return [write('Write [], an empty list', [])];
  if (key !== 'ingress' && key !== 'egress') return [];
  return [write('Write []: no rule', []), write('Write - {}: a rule that allows everything', [{}])];
}

function* lists(written: Written): Generator<Placed> {
  const spec = valueAt(written.value, 'spec');
  for (const key of ['ingress', 'egress', 'policyTypes']) {
    yield { value: valueAt(spec, key), path: ['spec', key] };
  }
  for (const { value, path, peersKey } of rulesOf(written)) {
    for (const key of [peersKey, 'ports']) yield { value: valueAt(value, key), path: [...path, key] };
    for (const [index, peer] of itemsOf(valueAt(value, peersKey)).entries()) {
      const at = [...path, peersKey, index, 'ipBlock', 'except'];
      yield { value: valueAt(peer, 'ipBlock', 'except'), path: at };
    }
  }
  for (const { value, path } of selectorsOf(written)) {
    yield { value: valueAt(value, 'matchExpressions'), path: [...path, 'matchExpressions'] };
    for (const [index, item] of itemsOf(valueAt(value, 'matchExpressions')).entries()) {
      yield { value: valueAt(item, 'values'), path: [...path, 'matchExpressions', index, 'values'] };
    }
  }
}

function* maps(written: Written): Generator<Placed> {
  yield { value: valueAt(written.value, 'spec', 'podSelector'), path: ['spec', 'podSelector'] };
  for (const { peers, path, direction } of rulesOf(written)) {
    for (const [index, peer] of peers.entries()) {
      for (const key of ['podSelector', 'namespaceSelector', 'ipBlock']) {
        yield { value: valueAt(peer, key), path: [...path, peersKeyOf[direction], index, key] };
      }
    }
  }
  for (const { value, path } of selectorsOf(written)) {
    yield { value: valueAt(value, 'matchLabels'), path: [...path, 'matchLabels'] };
  }
}
