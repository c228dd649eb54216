import type { PodGroup } from '../../evaluate/connectivity';
import { isMapping, itemsOf, textAt, textOf, valueAt } from '../../manifest/value';
import type { Service } from '../../model/cluster';
import { matchesSelector } from '../../model/selector';
import { readSelector } from '../../policy/readSelector';
import type { Facts } from './facts';

/** Pods that Prometheus is told to scrape. */
interface Scrape {
  readonly group: PodGroup;
  /** What says so: `prometheus.io/scrape`, `PodMonitor api`. */
  readonly by: string;
  /** The TCP ports there; undefined: that cannot be told. */
  readonly ports: readonly number[] | undefined;
}

/** All that annotations and monitors ask to be scraped. */
export function* scrapesOf(facts: Facts): Generator<Scrape> {
  if (facts.sources.mentions('prometheus.io/scrape')) {
    for (const group of facts.allGroups) {
      const value = facts.sources.valueOf(group.workload.id);
      for (const metadata of [valueAt(value, 'metadata'), valueAt(value, 'spec', 'template', 'metadata')]) {
        const annotations = valueAt(metadata, 'annotations');
        if (textAt(annotations, 'prometheus.io/scrape') !== 'true') continue;
        const port = Number(textOf(valueAt(annotations, 'prometheus.io/port')) ?? Number.NaN);
        yield { group, by: 'prometheus.io/scrape', ports: Number.isInteger(port) ? [port] : undefined };
      }
    }
  }
  for (const monitor of facts.sources.objectsOf('PodMonitor')) {
    const asked = itemsOf(valueAt(monitor.value, 'spec', 'podMetricsEndpoints'));
    for (const [namespace, groups] of facts.groups) {
      for (const group of isInScope(monitor, namespace) ? groups : []) {
        if (!matchesWritten(monitor.value, group.labels)) continue;
        const ports = asked.map((endpoint) => podPort(group, valueAt(endpoint, 'port')));
        yield { group, by: `PodMonitor ${monitor.name}`, ports: allKnown(ports) };
      }
    }
  }
  for (const monitor of facts.sources.objectsOf('ServiceMonitor')) {
    const asked = itemsOf(valueAt(monitor.value, 'spec', 'endpoints'));
    for (const { namespace, name, value } of facts.sources.objectsOf('Service')) {
      const isMeant = isInScope(monitor, namespace) && matchesWritten(monitor.value, labelsIn(value));
      const service = isMeant ? facts.servicesIn(namespace).find((each) => each.name === name) : undefined;
      for (const group of service ? facts.podsBehind(namespace, name) : []) {
        const ports = asked.map((endpoint) => servicePort(group, service, textAt(endpoint, 'port')));
        yield { group, by: `ServiceMonitor ${monitor.name}`, ports: allKnown(ports) };
      }
    }
  }
}

/** Whether a monitor looks in a namespace; in its own where it does not say. */
function isInScope(monitor: { readonly namespace: string; readonly value: unknown }, namespace: string) {
  const selector = valueAt(monitor.value, 'spec', 'namespaceSelector');
  if (valueAt(selector, 'any') === true) return true;
  const names = itemsOf(valueAt(selector, 'matchNames'));
  return names.length > 0 ? names.includes(namespace) : monitor.namespace === namespace;
}

/** Whether the selector of a monitor matches; one that is not written as it must be matches nothing. */
function matchesWritten(monitor: unknown, labels: PodGroup['labels']): boolean {
  const selector = valueAt(monitor, 'spec', 'selector');
  const expressions = itemsOf(valueAt(selector, 'matchExpressions'));
  const isReadable =
    isMapping(selector) &&
    expressions.every(
      (each) =>
        textAt(each, 'key') !== '' &&
        operators.has(textAt(each, 'operator')) &&
        Array.isArray(valueAt(each, 'values') ?? []),
    );
  return isReadable && matchesSelector(readSelector(selector), labels);
}

const operators = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

/** The labels of an object; what is no text is none. */
function labelsIn(value: unknown): PodGroup['labels'] {
  const written = valueAt(value, 'metadata', 'labels');
  const entries = Object.entries(isMapping(written) ? written : {});
  return Object.fromEntries(
    entries.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])),
  );
}

function podPort({ workload }: PodGroup, name: unknown): number | undefined {
  return workload.ports.find((port) => port.name === name && port.protocol === 'TCP')?.port;
}

function servicePort(group: PodGroup, service: Service | undefined, name: string): number | undefined {
  const found = service?.ports.find((port) => port.name === name && port.protocol === 'TCP');
  return typeof found?.targetPort === 'number' ? found.targetPort : podPort(group, found?.targetPort);
}

function allKnown(ports: readonly (number | undefined)[]): readonly number[] | undefined {
  const known = ports.filter((port) => port !== undefined);
  return known.length > 0 && known.length === ports.length ? known : undefined;
}
