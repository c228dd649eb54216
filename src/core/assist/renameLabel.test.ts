import { expect, test } from 'vitest';
import { applyEdits } from '../text/edit';
import { labelAt, renameLabel } from './renameLabel';

const policy = `spec:
  podSelector:
    matchLabels: {app: api} # app stays here
  ingress:
    - from:
        - namespaceSelector: {matchLabels: {app: api}}
          podSelector:
            matchExpressions:
              - {key: app, operator: In, values: [api, "web"]}
        - ipBlock: {cidr: 10.0.0.0/8}
`;

test('a key is renamed in all selectors of pods, and nowhere else', () => {
  const found = labelAt(policy, policy.indexOf('app') + 1);
  expect(found?.label).toEqual({ of: 'pods', key: 'app' });
  expect(applyEdits(policy, renameLabel(policy, found!.label, 'example.com/app'))).toBe(
    policy
      .replace('{app: api} # app', '{example.com/app: api} # app')
      .replace('key: app', 'key: example.com/app'),
  );
});

test('a value is renamed where its key has it, quoted where it must be', () => {
  const found = labelAt(policy, policy.indexOf('api') + 1);
  expect(found?.label).toEqual({ of: 'pods', key: 'app', value: 'api' });
  expect(applyEdits(policy, renameLabel(policy, found!.label, '1'))).toBe(
    policy.replace('{app: api} #', "{app: '1'} #").replace('[api,', "['1',"),
  );
});

test('there is no label outside of selectors', () => {
  expect(labelAt(policy, policy.indexOf('cidr') + 1)).toBeUndefined();
  expect(labelAt('a: [', 1)).toBeUndefined();
});
