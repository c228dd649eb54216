import { describeConnections, intersect, NONE } from '../../../model/connections';
import { compilePorts } from '../../../evaluate/rulePorts';
import { isDnsPort } from '../dns';
import { destinationsOf, effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { exposedBy, hasDeclaredPorts } from '../servedPorts';
import { nameWorkloads } from '../words';
import { pathOfRule } from '../written';
import { targetsOf } from './l25ServicePort';

/** S30, EX-25: declarations are optional, so this stays silent where some destination declares nothing. */
export const portNotExposed: Rule = {
  code: 'L22',
  title: 'a port that no container of the destinations declares',
  why: 'The rule opens a port on which nothing seems to listen, and perhaps not the one that was meant.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      if (!rule.ports || (direction === 'egress' && rule.peers?.some(({ type }) => type === 'ipBlock')))
        continue;
      const destinations = destinationsOf(facts, policy, direction, rule);
      if (destinations.length === 0 || !destinations.every(hasDeclaredPorts)) continue;
      const numbers = new Set(
        destinations.flatMap(({ workload }) => workload.ports.map((known) => known.port)),
      );
      for (const [at, port] of rule.ports.entries()) {
        // Declared for another protocol, the port is known to be there.
        if (typeof port.port !== 'number' || numbers.has(port.port)) continue;
        if (direction === 'egress' && isDnsPort(port)) continue; // for a name service, wherever it is
        const exposed = exposedBy(destinations);
        const opened = compilePorts([port]).fixed;
        if (intersect(opened, exposed) !== NONE || targetsOf(facts, destinations, port).length > 0) continue;
        yield {
          path: [...pathOfRule(direction, index), 'ports', at],
          message:
            `No container of ${nameWorkloads(destinations)} declares ${describeConnections(opened)}; ` +
            `declared ${exposed.ranges.length === 1 ? 'is' : 'are'} ${describeConnections(exposed)}.`,
          consequence: 'Where nothing listens there, this entry opens nothing. Use the container port.',
        };
      }
    }
  },
};
