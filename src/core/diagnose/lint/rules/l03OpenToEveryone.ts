import { describeConnections } from '../../../model/connections';
import type { PolicyPort, Rule as PolicyRule } from '../../../policy/policy';
import type { Rule } from '../rule';
import { counted, workloadsOf } from '../words';
import { hasKey, pathOfRule, rulesOf } from '../written';
import { isSplit } from './l04StrayDashSplitsRule';

/** Remote shells, file servers, databases and queues: rarely meant for everyone. */
const sensitive = new Set([
  22, 23, 111, 139, 445, 873, 1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5984, 6379,
  8086, 9042, 9092, 9200, 9300, 11211, 15672, 26257, 27017,
]);

const publicName = /public|internet|external|world|anyone|everyone|anywhere|gateway|ingress-?controller/;

/** S11, S28: ports without peers open them to all. */
export const openToEveryone: Rule = {
  code: 'L3',
  title: 'a rule names ports but no peers',
  why: 'Without from or to the ports are open to everyone, also outside the cluster.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts, written) {
    for (const { direction, index, value, peersKey } of rulesOf(written)) {
      const rule = policy[direction][index];
      if (!rule?.ports || rule.peers || !policy.directions.has(direction) || hasKey(value, peersKey))
        continue;
      const rules = policy[direction];
      if (isSplit(rules[index - 1], rule) || isSplit(rule, rules[index + 1])) continue; // L4
      if (direction === 'egress' && isOnlyDns(rule)) continue; // any resolver
      const isSensitive = rule.ports.some((port) => touches(port, sensitive));
      const isMarked = publicName.test(policy.name);
      if (isMarked && !isSensitive) continue;
      const subjects = facts.subjects(policy);
      const ports = describePorts(rule.ports);
      const whom =
        subjects.length > 0 ? counted(workloadsOf(subjects).length, 'workload') : 'the selected pods';
      yield {
        path: pathOfRule(direction, index),
        severity: direction === 'egress' || isSensitive ? 'warning' : 'info',
        message:
          `${direction === 'ingress' ? 'Ingress' : 'Egress'} rule ${index + 1} names no peers, ` +
          `so ${ports} ${direction === 'ingress' ? 'is open to' : 'is allowed towards'} everyone. ` +
          `Add ${peersKey}, or say that everyone is meant in the name of the policy.`,
        consequence:
          direction === 'ingress'
            ? `Everyone, inside and outside the cluster, reaches ${ports} of ${whom}.`
            : `From ${whom} to any pod and any address, ${ports} is allowed.`,
      };
    }
  },
};

function isOnlyDns({ ports }: PolicyRule): boolean {
  return (ports ?? []).every(({ port, endPort }) => (port === 53 || port === 5353) && endPort === undefined);
}

function touches({ port, endPort }: PolicyPort, numbers: ReadonlySet<number>): boolean {
  if (typeof port === 'string') return false;
  if (port === undefined) return true;
  return [...numbers].some((number) => port <= number && number <= (endPort ?? port));
}

/** `TCP 80, 443 and the port named http`. */
function describePorts(ports: readonly PolicyPort[]): string {
  const names = ports.flatMap(({ port }) => (typeof port === 'string' ? [`the port named ${port}`] : []));
  const ranges = ports.flatMap(({ protocol, port, endPort }) =>
    typeof port === 'string' ? [] : [{ protocol, from: port ?? 1, to: endPort ?? port ?? 65535 }],
  );
  const numbers = ranges.length > 0 ? [describeConnections(ranges)] : [];
  return [...numbers, ...names].join(' and ');
}
