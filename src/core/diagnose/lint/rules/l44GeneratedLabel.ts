import { isMapping, itemsOf, textAt, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { selectorsOf } from '../written';

const changing = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'batch.kubernetes.io/controller-uid',
  'controller-uid',
]);

/** S92: fixed, but made by a controller for one pod or one run. */
const single = new Set([
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-name',
  'job-name',
  'batch.kubernetes.io/job-completion-index',
]);

export const generatedLabel: Rule = {
  code: 'L44',
  title: 'a selector on a label that a controller generates',
  why: 'Such a label changes with every rollout or is that of one pod, so the selector stops to match.',
  severity: 'warning',
  needs: 'policy',
  about: 'written',
  *check(written) {
    for (const { value, path, chooses } of selectorsOf(written)) {
      if (chooses === 'namespaces' || chooses === 'nodes') continue;
      const labels = valueAt(value, 'matchLabels');
      const entries = Object.keys(isMapping(labels) ? labels : {}).map((key) => ({
        key,
        at: [...path, 'matchLabels', key],
      }));
      const expressions = itemsOf(valueAt(value, 'matchExpressions')).map((item, index) => ({
        key: textAt(item, 'key'),
        at: [...path, 'matchExpressions', index, 'key'],
      }));
      for (const { key, at } of [...entries, ...expressions]) {
        if (!changing.has(key) && !single.has(key)) continue;
        yield {
          path: at,
          atKey: true,
          severity: changing.has(key) ? 'warning' : 'info',
          message: changing.has(key)
            ? `${key} is generated and changes with every rollout: select by a label of the application.`
            : `${key} is given by a controller: it singles out one pod or one run of a job. ` +
              'For all of them, select by a label of the application.',
        };
      }
    }
  },
};
