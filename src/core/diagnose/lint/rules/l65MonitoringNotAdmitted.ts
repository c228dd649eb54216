import type { PodGroup } from '../../../evaluate/connectivity';
import { admits, NONE } from '../../../model/connections';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { scrapesOf } from '../scrapes';
import { joinWords } from '../words';

/** What is scraped by Prometheus says so in an annotation or is selected by a monitor. */
export const monitoringNotAdmitted: Rule = {
  code: 'L65',
  title: 'a pod that is to be scraped admits nobody from another namespace',
  why: 'Prometheus mostly runs in a namespace of its own, and must be admitted on the port of the metrics.',
  severity: 'info',
  needs: 'evaluator',
  about: 'cluster',
  *check(facts) {
    const told = new Set<string>();
    for (const { group, by, ports } of scrapesOf(facts)) {
      const { workload } = group;
      if (told.has(workload.id) || hasPrometheus(facts, workload.namespace)) continue;
      if (!admitsNobodyElse(facts, group, ports)) continue;
      told.add(workload.id);
      yield {
        resource: workload.id,
        path: ['metadata', 'name'],
        message:
          `${workload.namespace}/${workload.name} is to be scraped (${by}), but admits ` +
          `nobody from another namespace${ports ? ` on TCP ${joinWords(ports.map(String))}` : ''}.`,
        consequence:
          'Prometheus in another namespace gets no metrics of it. Admit it on the port of the metrics.',
      };
    }
  },
};

/** Whether Prometheus runs in the namespace itself: then nobody from another one must be admitted. */
function hasPrometheus(facts: Facts, namespace: string): boolean {
  const isOperated = facts.sources.objectsOf('Prometheus').some((each) => each.namespace === namespace);
  return (
    isOperated ||
    facts.groupsIn(namespace).some(({ workload, labels }) => {
      const names = [workload.name, labels['app'], labels['app.kubernetes.io/name']];
      return names.some((name) => name === 'prometheus' || name === 'prometheus-server');
    })
  );
}

/** Whether ingress is closed, on the ports that are known, for everything that is not in the namespace itself. */
function admitsNobodyElse(
  { connectivity }: Facts,
  group: PodGroup,
  ports: readonly number[] | undefined,
): boolean {
  if (connectivity.isolating(group, 'ingress').length === 0) return false;
  const row = connectivity.admittedRow(group, 'ingress');
  return connectivity.parties.every((party) => {
    if (party.type === 'pods' && party.workload.namespace === group.workload.namespace) return true;
    const admitted = row[party.index] ?? NONE;
    return ports ? !ports.some((port) => admits(admitted, 'TCP', port)) : admitted === NONE;
  });
}
