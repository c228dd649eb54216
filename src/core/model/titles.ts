import type { Cluster, Entry, Workload } from './cluster';

const known = new WeakMap<Cluster, ReadonlyMap<string, string>>();

/**
 * How each workload is called in every text, by id: `namespace/name`, with ` (Kind)` where two workloads of a
 * namespace share a name.
 */
export function workloadTitles(cluster: Cluster): ReadonlyMap<string, string> {
  let titles = known.get(cluster);
  if (!titles) known.set(cluster, (titles = buildTitles(cluster)));
  return titles;
}

function buildTitles({ workloads }: Cluster): Map<string, string> {
  const count = new Map<string, number>();
  for (const workload of workloads) {
    const title = shortTitle(workload);
    count.set(title, (count.get(title) ?? 0) + 1);
  }
  return new Map(
    workloads.map((workload) => {
      const title = shortTitle(workload);
      return [workload.id, count.get(title) === 1 ? title : `${title} (${workload.kind})`];
    }),
  );
}

const shortTitle = ({ namespace, name }: Workload) => `${namespace}/${name}`;

/** How a way into the cluster is called in every text: `Ingress shop/web`. */
export function titleOfEntry({ kind, namespace, name }: Entry): string {
  return `${kind} ${namespace}/${name}`;
}
