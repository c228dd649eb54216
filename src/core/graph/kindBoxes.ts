import type { KindBoxes } from './cover';
import type { Frame } from './frame';
import type { WorkloadKinds } from './workloadKinds';

/** The nodes by kind: those of workloads first, then each other one by itself. */
export interface Kinds {
  readonly boxes: KindBoxes;
  /** The kind of a node by its id. */
  readonly of: (id: string) => number;
}

export function kindsIn(frame: Frame, { all }: WorkloadKinds): Kinds {
  const ofWorkloads = all.map((kind) => kind.map((workload) => frame.workloads[workload]!));
  const isWorkload = new Set(frame.workloads);
  const others = Array.from({ length: frame.nodes }, (_, node) => node).filter(
    (node) => !isWorkload.has(node),
  );
  const kinds = [...ofWorkloads, ...others.map((node) => [node])];
  const boxOf = kinds.map(([node]) => frame.boxOf[node!]!);
  const members = frame.members.map((): number[] => []);
  for (const [kind, box] of boxOf.entries()) members[box]?.push(kind);
  const kindOf = new Map(kinds.flatMap((kind, i) => kind.map((node) => [node, i] as const)));
  return {
    boxes: {
      nodes: frame.nodes,
      boxOf,
      members,
      kinds,
      hasSelf: kinds.map(([node]) => frame.hasSelf[node!]!),
    },
    of: (id) => kindOf.get(frame.index.get(id)!)!,
  };
}
