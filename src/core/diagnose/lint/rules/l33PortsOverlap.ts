import { describeConnections, intersect, NONE } from '../../../model/connections';
import { compilePorts } from '../../../evaluate/rulePorts';
import type { PolicyPort } from '../../../policy/policy';
import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

export const portsOverlap: Rule = {
  code: 'L33',
  title: 'entries of ports that overlap',
  why: 'One of them is superfluous, or one is not what was meant.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      const ports = rule.ports ?? [];
      for (const [at, port] of ports.entries()) {
        const before = ports.findIndex((other, i) => i < at && overlaps(other, port));
        if (before < 0) continue;
        const other = ports[before] as PolicyPort;
        const path = [...pathOfRule(direction, index), 'ports'];
        const [lost, kept] = isInside(port, other) ? [at, before] : [before, at];
        const isHeld = isInside(port, other) || isInside(other, port);
        yield {
          path: [...path, at],
          message: isHeld
            ? `${describe(ports[lost] as PolicyPort)} is already in entry ${kept + 1}, ` +
              `${describe(ports[kept] as PolicyPort)}.`
            : `${describe(port)} overlaps entry ${before + 1}, ${describe(other)}.`,
          fixes: [
            isHeld
              ? {
                  title: `Remove ${describe(ports[lost] as PolicyPort)}`,
                  steps: [{ type: 'remove', path: [...path, lost] }],
                }
              : {
                  title: 'Write one range for both',
                  steps: [
                    { type: 'replace', path: [...path, before], value: merged(other, port) },
                    { type: 'remove', path: [...path, at] },
                  ],
                },
          ],
        };
      }
    }
  },
};

const numbersOf = (port: PolicyPort) => compilePorts([port]).fixed;

function overlaps(a: PolicyPort, b: PolicyPort): boolean {
  if (typeof a.port === 'string' || typeof b.port === 'string')
    return a.port === b.port && a.protocol === b.protocol;
  return intersect(numbersOf(a), numbersOf(b)) !== NONE;
}

function isInside(inner: PolicyPort, outer: PolicyPort): boolean {
  if (typeof inner.port === 'string') return true;
  return intersect(numbersOf(inner), numbersOf(outer)) === numbersOf(inner);
}

function merged(a: PolicyPort, b: PolicyPort): PolicyPort {
  const [first, last] = [a, b].map(
    ({ port, endPort }) => [Number(port), endPort ?? Number(port)] as const,
  ) as [readonly [number, number], readonly [number, number]];
  return {
    protocol: a.protocol,
    port: Math.min(first[0], last[0]),
    endPort: Math.max(first[1], last[1]),
  };
}

function describe(port: PolicyPort): string {
  return typeof port.port === 'string'
    ? `the ${port.protocol} port ${port.port}`
    : describeConnections(numbersOf(port));
}
