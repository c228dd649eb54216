import type { PodGroup } from '../../../evaluate/connectivity';
import { admits, NONE } from '../../../model/connections';
import { matcherOf } from '../../../model/selector';
import type { Backend, Protocol } from '../../../model/cluster';
import type { Facts } from '../facts';
import type { Rule } from '../rule';

/** S96, S97: something in the cluster connects to the backends. */
export const entryNotAdmitted: Rule = {
  code: 'L64',
  title: 'the backend of an Ingress, Route or HTTPRoute admits nobody from outside its namespace',
  why: 'The ingress controller or gateway connects to the backend, and must be admitted like any other pod.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'cluster',
  *check(facts) {
    const told = new Set<string>();
    for (const { id, kind, name, backends } of facts.connectivity.cluster.entries) {
      for (const backend of backends) {
        for (const { group, protocol, port } of servedBy(facts, backend)) {
          const key = `${group.index} ${protocol} ${port}`;
          if (told.has(key) || !isClosed(facts, group, protocol, port)) continue;
          told.add(key);
          const { workload } = group;
          yield {
            resource: facts.isPlaced(id) ? id : workload.id,
            path: ['metadata', 'name'],
            message:
              `${kind} ${name} sends to ${workload.namespace}/${workload.name}, which admits nobody from another ` +
              `namespace or from outside on ${protocol} ${port}.`,
            consequence:
              'The ingress controller or gateway cannot reach it. Admit the namespace in which it runs.',
          };
        }
      }
    }
  },
};

interface Served {
  readonly group: PodGroup;
  readonly protocol: Protocol;
  readonly port: number;
}

function servedBy(facts: Facts, backend: Backend): Served[] {
  const service = facts.connectivity.cluster.services.find(
    ({ namespace, name }) => namespace === backend.namespace && name === backend.service,
  );
  if (!service?.selector) return [];
  const matches = matcherOf({ matchLabels: service.selector });
  const ports = service.ports.filter(
    ({ name, port }) => backend.port === undefined || backend.port === port || backend.port === name,
  );
  return facts
    .groupsIn(service.namespace)
    .filter(({ labels }) => matches(labels))
    .flatMap((group) =>
      ports.flatMap(({ protocol, targetPort }): Served[] => {
        const port =
          typeof targetPort === 'number'
            ? targetPort
            : group.workload.ports.find((known) => known.name === targetPort)?.port;
        return port === undefined ? [] : [{ group, protocol, port }];
      }),
    );
}

/** Whether ingress is closed for everything that is not in the namespace itself. */
function isClosed({ connectivity }: Facts, group: PodGroup, protocol: Protocol, port: number): boolean {
  if (connectivity.isolating(group, 'ingress').length === 0) return false;
  const row = connectivity.admittedRow(group, 'ingress');
  return connectivity.parties.every(
    (party) =>
      (party.type === 'pods' && party.workload.namespace === group.workload.namespace) ||
      !admits(row[party.index] ?? NONE, protocol, port),
  );
}
