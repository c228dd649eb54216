import type { PodGroup } from '../../../evaluate/connectivity';
import type { PolicyPort } from '../../../policy/policy';
import { destinationsOf, effectiveRules } from '../destinations';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { joinWords } from '../words';
import { pathOfRule } from '../written';

/** S30a: policies judge the port of the pod, after the Service has translated it. */
export const servicePort: Rule = {
  code: 'L25',
  title: 'the port of a Service instead of the port of its pods',
  why: 'Policies are applied after the Service has translated its port to the target port of the pod.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      const destinations = destinationsOf(facts, policy, direction, rule);
      for (const [at, port] of (rule.ports ?? []).entries()) {
        const found = targetsOf(facts, destinations, port);
        if (found.length === 0) continue;
        const path = [...pathOfRule(direction, index), 'ports', at, 'port'];
        const targets = [...new Set(found.map(({ target }) => target))];
        yield {
          path,
          message:
            `${port.protocol} ${port.port} is a port of the Service ${joinWords([...new Set(found.map(({ service }) => service))])}, ` +
            `but its pods listen on ${joinWords(targets.map(String))}.`,
          consequence:
            `Connections through the Service arrive at ${joinWords(targets.map(String))}, ` +
            'which this entry does not allow.',
          fixes: targets.map((target) => ({
            title: `Write port: ${target}`,
            steps: [{ type: 'replace', path, value: target }],
          })),
        };
      }
    }
  },
};

/** The Services of the pods with this very port that lead to another one; none where a container declares it. */
export function targetsOf(
  facts: Facts,
  groups: readonly PodGroup[],
  { protocol, port, endPort }: PolicyPort,
): { readonly service: string; readonly target: number | string }[] {
  if (typeof port !== 'number' || endPort !== undefined) return [];
  const isServed = groups.some(({ workload }) =>
    workload.ports.some((known) => known.port === port && known.protocol === protocol),
  );
  if (isServed) return [];
  return groups.flatMap((group) =>
    facts
      .servicesOf(group)
      .flatMap((service) =>
        service.ports.flatMap((served) =>
          served.port === port && served.protocol === protocol && served.targetPort !== port
            ? [{ service: service.name, target: served.targetPort }]
            : [],
        ),
      ),
  );
}
