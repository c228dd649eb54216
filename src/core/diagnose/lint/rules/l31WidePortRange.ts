import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

export const widePortRange: Rule = {
  code: 'L31',
  title: 'a very wide range of ports',
  why: 'A thousand ports and more are rarely needed, and open what nobody thought of.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      for (const [at, { protocol, port, endPort }] of (rule.ports ?? []).entries()) {
        if (typeof port !== 'number' || endPort === undefined || endPort - port < 1000) continue;
        const isAll = port === 1 && endPort === 65535;
        yield {
          path: [...pathOfRule(direction, index), 'ports', at],
          message: isAll
            ? `The range holds every port of ${protocol}: leave out port and endPort, or ` +
              'ports altogether, if that is meant.'
            : `The range from ${port} to ${endPort} opens ${endPort - port + 1} ports. Name those that are needed.`,
        };
      }
    }
  },
};
