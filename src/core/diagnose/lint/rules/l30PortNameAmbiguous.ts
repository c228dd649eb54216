import { destinationsOf, effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { someOf } from '../../../edit/refusal';
import { pathOfRule } from '../written';

/** S30b, EX-23: resolved for each pod by itself. */
export const portNameAmbiguous: Rule = {
  code: 'L30',
  title: 'a named port that is another number on other pods',
  why: 'A name is resolved for each destination by itself, so one entry opens different ports.',
  severity: 'info', // names are there for this
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      if (!rule.ports?.some(({ port }) => typeof port === 'string')) continue;
      const destinations = destinationsOf(facts, policy, direction, rule);
      for (const [at, { port, protocol }] of rule.ports.entries()) {
        if (typeof port !== 'string') continue;
        const numbers = new Map<number, string>();
        for (const { workload } of destinations) {
          for (const known of workload.ports) {
            if (known.name === port && known.protocol === protocol && !numbers.has(known.port))
              numbers.set(known.port, `${known.port} on ${workload.namespace}/${workload.name}`);
          }
        }
        if (numbers.size < 2) continue;
        yield {
          path: [...pathOfRule(direction, index), 'ports', at, 'port'],
          message: `${port} is not the same port everywhere: ${someOf([...numbers.values()])}.`,
          consequence: `This entry opens ${numbers.size} different ports, on each pod its own. Write the number if one is meant.`,
        };
      }
    }
  },
};
