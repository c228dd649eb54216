import type { PodGroup } from '../../../evaluate/connectivity';
import { NONE } from '../../../model/connections';
import { isMapping, itemsOf, textAt, valueAt } from '../../../manifest/value';
import { matchesSelector } from '../../../model/selector';
import type { Facts } from '../facts';
import type { Rule } from '../rule';

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
    for (const { group, by } of scraped(facts)) {
      const { workload } = group;
      if (told.has(workload.id) || hasPrometheus(facts, workload.namespace)) continue;
      if (!admitsNobodyElse(facts, group)) continue;
      told.add(workload.id);
      yield {
        resource: workload.id,
        path: ['metadata', 'name'],
        message:
          `${workload.namespace}/${workload.name} is to be scraped (${by}), but admits ` +
          'nobody from another namespace.',
        consequence:
          'Prometheus in another namespace gets no metrics of it. Admit it on the port of the metrics.',
      };
    }
  },
};

function* scraped(facts: Facts): Generator<{ readonly group: PodGroup; readonly by: string }> {
  if (facts.mentions('prometheus.io/scrape')) {
    for (const group of facts.allGroups) {
      const value = facts.valueOf(group.workload.id);
      const metadata = [valueAt(value, 'metadata'), valueAt(value, 'spec', 'template', 'metadata')];
      if (metadata.some((each) => textAt(each, 'annotations', 'prometheus.io/scrape') === 'true'))
        yield { group, by: 'prometheus.io/scrape' };
    }
  }
  for (const { namespace, name, value } of facts.rawObjects('PodMonitor')) {
    for (const group of facts.groupsIn(namespace)) {
      if (matchesWritten(valueAt(value, 'spec', 'selector'), group.labels))
        yield { group, by: `PodMonitor ${name}` };
    }
  }
  for (const monitor of facts.rawObjects('ServiceMonitor')) {
    for (const service of facts.rawObjects('Service')) {
      const isMeant =
        isInScope(monitor, service.namespace) &&
        matchesWritten(valueAt(monitor.value, 'spec', 'selector'), labelsOf(service.value));
      for (const group of isMeant ? facts.podsBehind(service.namespace, service.name) : [])
        yield { group, by: `ServiceMonitor ${monitor.name}` };
    }
  }
}

/** Whether a monitor looks for Services in a namespace; in its own where it does not say. */
function isInScope(monitor: { readonly namespace: string; readonly value: unknown }, namespace: string) {
  const selector = valueAt(monitor.value, 'spec', 'namespaceSelector');
  if (valueAt(selector, 'any') === true) return true;
  const names = itemsOf(valueAt(selector, 'matchNames'));
  return names.length > 0 ? names.includes(namespace) : monitor.namespace === namespace;
}

/** The labels of an object; what is no text is none. */
function labelsOf(value: unknown): PodGroup['labels'] {
  const written = valueAt(value, 'metadata', 'labels');
  const entries = Object.entries(isMapping(written) ? written : {});
  return Object.fromEntries(
    entries.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])),
  );
}

/** Whether Prometheus runs in the namespace itself: then nobody from another one must be admitted. */
function hasPrometheus(facts: Facts, namespace: string): boolean {
  const isOperated = facts.rawObjects('Prometheus').some((each) => each.namespace === namespace);
  return (
    isOperated ||
    facts.groupsIn(namespace).some(({ workload, labels }) => {
      const names = [workload.name, labels['app'], labels['app.kubernetes.io/name']];
      return names.some((name) => name === 'prometheus' || name === 'prometheus-server');
    })
  );
}

/** Only matchLabels: monitors with expressions are rare, and a hint is no verdict. */
function matchesWritten(selector: unknown, labels: PodGroup['labels']): boolean {
  const written = valueAt(selector, 'matchLabels');
  if (!isMapping(written) || itemsOf(valueAt(selector, 'matchExpressions')).length > 0) return false;
  const matchLabels = Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]));
  return matchesSelector({ matchLabels }, labels);
}

/** Whether ingress is closed for everything that is not in the namespace itself. */
function admitsNobodyElse({ connectivity }: Facts, group: PodGroup): boolean {
  if (connectivity.isolating(group, 'ingress').length === 0) return false;
  const row = connectivity.admittedRow(group, 'ingress');
  return connectivity.parties.every(
    (party) =>
      (party.type === 'pods' && party.workload.namespace === group.workload.namespace) ||
      (row[party.index] ?? NONE) === NONE,
  );
}
