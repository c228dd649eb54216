import type { Connectivity, PodGroup } from '../evaluate/connectivity';

/**
 * Workloads by what is said of them: those together that stand in one namespace and that policies do not tell apart.
 * Workloads with pods that policies tell apart are by themselves.
 */
export interface WorkloadKinds {
  /** Per kind, its workloads by position in the cluster. */
  readonly all: readonly (readonly number[])[];
  /** Per kind, the pod groups of its first workload; one, where it has several workloads. */
  readonly groups: readonly (readonly PodGroup[])[];
  /** Per kind, the classes of its groups, by index. */
  readonly classes: readonly (readonly number[])[];
  /** By class, the kinds that have a group of it. */
  readonly ofClass: readonly (readonly number[])[];
  /** By class, whether one of these kinds has groups of several classes. */
  readonly isMixed: readonly boolean[];
  /** Per kind, whether a workload of it has two pods that can talk with each other (S31). */
  readonly hasSelf: readonly boolean[];
  /** By position of the workload. */
  readonly of: Int32Array;
}

const known = new WeakMap<Connectivity, WorkloadKinds>();

export function workloadKinds(connectivity: Connectivity): WorkloadKinds {
  let kinds = known.get(connectivity);
  if (!kinds) known.set(connectivity, (kinds = buildKinds(connectivity)));
  return kinds;
}

function buildKinds(connectivity: Connectivity): WorkloadKinds {
  const { workloads } = connectivity.cluster;
  const all: number[][] = [];
  const groups: (readonly PodGroup[])[] = [];
  const hasSelf: boolean[] = [];
  const numbers = new Map<string, number>();
  const of = Int32Array.from(workloads, ({ id, namespace }, workload) => {
    const own = connectivity.podGroups(id);
    const talks = own.length > 1 || own.some((group) => group.hasSiblings);
    const [group] = own;
    const isUniform = group && own.length === 1;
    const key = isUniform ? `${connectivity.classOf(group).index} ${talks} ${namespace}` : id;
    let kind = numbers.get(key);
    if (kind === undefined) {
      numbers.set(key, (kind = all.push([]) - 1));
      groups.push(own);
      hasSelf.push(talks);
    }
    all[kind]!.push(workload);
    return kind;
  });
  const classes = groups.map((own) => own.map((group) => connectivity.classOf(group).index));
  const ofClass = connectivity.classes.map((): number[] => []);
  for (const [kind, own] of classes.entries()) for (const one of new Set(own)) ofClass[one]!.push(kind);
  const isMixed = ofClass.map((own) => own.some((kind) => classes[kind]!.length > 1));
  return { all, groups, classes, ofClass, isMixed, hasSelf, of };
}
