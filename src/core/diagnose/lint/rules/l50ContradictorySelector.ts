import { isUnsatisfiable, placedRequirements, type PlacedRequirement } from '../requirements';
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
      const byKey = new Map<string, PlacedRequirement[]>();
      for (const requirement of placedRequirements(value)) {
        const known = byKey.get(requirement.key);
        if (known) known.push(requirement);
        else byKey.set(requirement.key, [requirement]);
      }
      for (const [key, own] of byKey) {
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
