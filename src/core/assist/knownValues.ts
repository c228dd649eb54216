import type { Cluster, Labels, Workload } from '../model/cluster';
import { count } from './words';

/** A value that occurs in the cluster, those that matter first. */
export interface KnownValue {
  readonly value: string;
  /** Where it occurs: `3 workloads`. */
  readonly detail: string;
}

/** Label keys of objects, the most frequent first. */
export function labelKeys(all: readonly Labels[], noun: string): readonly KnownValue[] {
  return ranked(
    all.flatMap((labels) => Object.keys(labels)),
    noun,
  );
}

/** The values that a label has. */
export function labelValues(all: readonly Labels[], key: string, noun: string): readonly KnownValue[] {
  return ranked(
    all.flatMap((labels) => (Object.hasOwn(labels, key) ? [labels[key] ?? ''] : [])),
    noun,
  );
}

function ranked(values: readonly string[], noun: string): readonly KnownValue[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([value, number]) => ({ value, detail: count(number, noun) }));
}

/** Container ports of workloads: names first where names are asked for, then numbers. */
export function containerPorts(
  workloads: readonly Workload[],
  wanted: 'numbers' | 'names' | 'both',
): readonly KnownValue[] {
  const known = new Map<string, { readonly protocols: Set<string>; readonly workloads: Set<string> }>();
  const add = (value: string, protocol: string, { namespace, name }: Workload) => {
    const entry = known.get(value) ?? { protocols: new Set(), workloads: new Set() };
    known.set(value, entry);
    entry.protocols.add(protocol);
    entry.workloads.add(`${namespace}/${name}`);
  };
  for (const workload of workloads) {
    for (const { port, name, protocol } of workload.ports) {
      if (wanted !== 'names') add(`${port}`, protocol, workload);
      if (wanted !== 'numbers' && name !== undefined) add(name, protocol, workload);
    }
  }
  return [...known]
    .toSorted(([a, one], [b, other]) => other.workloads.size - one.workloads.size || (a < b ? -1 : 1))
    .map(([value, { protocols, workloads: serving }]) => {
      const [first = ''] = serving;
      const where = serving.size === 1 ? first : count(serving.size, 'workload');
      return { value, detail: `${[...protocols].join(', ')}, ${where}` };
    });
}

/** Address ranges that are often meant, and the addresses of nodes. */
export function addressRanges(cluster: Cluster): readonly KnownValue[] {
  return [
    { value: '0.0.0.0/0', detail: 'every IPv4 address' },
    { value: '::/0', detail: 'every IPv6 address' },
    { value: '10.0.0.0/8', detail: 'private addresses' },
    { value: '172.16.0.0/12', detail: 'private addresses' },
    { value: '192.168.0.0/16', detail: 'private addresses' },
    { value: '169.254.169.254/32', detail: 'the metadata service of most clouds' },
    { value: '169.254.0.0/16', detail: 'link-local addresses' },
    ...cluster.nodes.flatMap(({ name, addresses }) =>
      addresses.map((address) => ({
        value: `${address}/${address.includes(':') ? 128 : 32}`,
        detail: `node ${name}`,
      })),
    ),
  ];
}
