import type { TableEnd } from '../../worker/views';

/** A row or column of the matrix: a namespace with all its workloads, or a single end. */
export interface AxisItem {
  /** Id of the graph's node, or of all other addresses. */
  readonly id: string;
  readonly title: string;
  /** What stands in the header: below its namespace a workload needs its name only. */
  readonly label: string;
  /** Ids of the ends that it stands for. */
  readonly ends: readonly string[];
  /** Of a namespace: whether its workloads are left out. undefined: a single end. */
  readonly folded?: boolean;
  /** A workload below its namespace. */
  readonly inside: boolean;
}

/** Lays ends out along an axis: each namespace, followed by its workloads unless it is folded; addresses last. */
export function toAxis(
  ends: readonly TableEnd[],
  isFolded: (namespace: string) => boolean,
): readonly AxisItem[] {
  const groups = new Map<string, TableEnd[]>();
  for (const end of ends) {
    const group = groups.get(end.namespace);
    if (group) group.push(end);
    else groups.set(end.namespace, [end]);
  }
  return [...groups].flatMap(([namespace, members]) => {
    const items = members.map(({ id, title }): AxisItem => {
      const label = title.startsWith(`${namespace}/`) ? title.slice(namespace.length + 1) : title;
      return { id, title, label, ends: [id], inside: namespace !== '' };
    });
    if (namespace === '') return items;
    const folded = isFolded(namespace);
    const whole: AxisItem = {
      id: `Namespace/${namespace}`,
      title: namespace,
      label: namespace,
      ends: members.map(({ id }) => id),
      folded,
      inside: false,
    };
    return folded ? [whole] : [whole, ...items];
  });
}
