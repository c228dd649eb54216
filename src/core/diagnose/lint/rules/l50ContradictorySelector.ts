import { isUnsatisfiable, placedRequirements } from '../requirements';
import type { Rule } from '../rule';
import { selectorsOf } from '../written';

export const contradictorySelector: Rule = {
  code: 'L50',
  title: 'a selector that nothing can match',
  why: 'Its requirements contradict each other: all of them must be met at once.',
  severity: 'error',
  needs: 'policy',
  about: 'written',
  *check(written) {
    for (const { value, path, chooses } of selectorsOf(written)) {
      const requirements = placedRequirements(value);
      for (const key of new Set(requirements.map((requirement) => requirement.key))) {
        const own = requirements.filter((requirement) => requirement.key === key);
        if (own.length < 2 || !isUnsatisfiable(own)) continue;
        yield {
          path: [...path, ...(own.at(-1)?.path ?? [])],
          message:
            `What is asked of ${key} contradicts itself: no label can meet it, as all ` +
            'requirements must hold.',
          consequence:
            chooses === 'subject'
              ? 'The policy selects no pod, ever.'
              : 'This selector matches nothing, ever.',
        };
      }
    }
  },
};
