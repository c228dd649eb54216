import { destinationsOf, effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { nameWorkloads } from '../words';
import { pathOfRule } from '../written';

/** S30b, EX-24: name and protocol must both fit, and the protocol is TCP where none is written. */
export const portNameOtherProtocol: Rule = {
  code: 'L24',
  title: 'a named port whose protocol is another one',
  why: 'A name matches only a container port of the same protocol, which is TCP where none is written.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      if (!rule.ports?.some(({ port }) => typeof port === 'string')) continue;
      const ports = destinationsOf(facts, policy, direction, rule);
      for (const [at, { port, protocol }] of rule.ports.entries()) {
        if (typeof port !== 'string') continue;
        const named = ports.flatMap((group) =>
          group.workload.ports.flatMap((known) => (known.name === port ? [{ group, known }] : [])),
        );
        if (named.length === 0 || named.some(({ known }) => known.protocol === protocol)) continue;
        const protocols = [...new Set(named.map(({ known }) => known.protocol))];
        const isAsked = rule.ports.some((other) => other.port === port && protocols.includes(other.protocol));
        if (isAsked) continue;
        const path = [...pathOfRule(direction, index), 'ports', at];
        yield {
          path,
          message:
            `${port} is a ${protocols.join(' and ')} port of ` +
            `${nameWorkloads(named.map(({ group }) => group))}, but this entry is about ` +
            `${protocol}.`,
          consequence: 'It allows nothing in the loaded manifests.',
          fixes: protocols.map((known) => ({
            title: `Write protocol: ${known}`,
            steps: [{ type: 'set', path, key: 'protocol', value: known }],
          })),
        };
      }
    }
  },
};
