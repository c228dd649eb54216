import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

/** S29, EX-21: `{}` is all TCP. */
export const allPortsOfProtocol: Rule = {
  code: 'L29',
  title: 'an entry of ports without a port',
  why: 'It opens every port of its protocol; without a protocol, all of TCP and nothing else.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      for (const [at, { protocol, port }] of (rule.ports ?? []).entries()) {
        if (port !== undefined) continue;
        yield {
          path: [...pathOfRule(direction, index), 'ports', at],
          message:
            `This entry names no port, so that it means all ports of ${protocol} and none ` +
            'of the other protocols.',
          consequence: 'Name the ports; or leave out `ports` if all of every protocol is meant.',
        };
      }
    }
  },
};
