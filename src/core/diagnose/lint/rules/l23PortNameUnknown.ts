import { nearest } from '../editDistance';
import { destinationsOf, effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { joinWords, nameWorkloads } from '../words';
import { pathOfRule } from '../written';

/** S30b: a name without such a container port matches nothing. */
export const portNameUnknown: Rule = {
  code: 'L23',
  title: 'a named port that no destination has',
  why: 'The entry matches nothing: a name is looked up among the container ports of the destination.',
  severity: 'error',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      if (!rule.ports?.some(({ port }) => typeof port === 'string')) continue;
      const destinations = destinationsOf(facts, policy, direction, rule);
      if (destinations.length === 0) continue;
      const names = new Set(
        destinations.flatMap(({ workload }) => workload.ports.flatMap(({ name }) => name ?? [])),
      );
      for (const [at, { port }] of rule.ports.entries()) {
        if (typeof port !== 'string' || names.has(port) || /^\d+$/.test(port)) continue;
        const near = nearest(port, names, 2);
        const path = [...pathOfRule(direction, index), 'ports', at, 'port'];
        yield {
          path,
          message:
            `No container of ${nameWorkloads(destinations)} has a port named ${port}` +
            `${names.size > 0 ? `; there ${names.size === 1 ? 'is' : 'are'} ${joinWords([...names].slice(0, 5))}` : ''}.`,
          consequence: 'This entry allows nothing in the loaded manifests.',
          fixes: near.map((name) => ({
            title: `Write ${name}`,
            steps: [{ type: 'replace', path, value: name }],
          })),
        };
      }
    }
  },
};
