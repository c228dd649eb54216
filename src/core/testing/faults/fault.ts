import type { Connectivity, Party, PermittedFlow } from '../../evaluate/connectivity';
import type { Workload } from '../../model/cluster';
import { type ConnectionSet, intersect } from '../../model/connections';
import type { Direction } from '../../policy/policy';
import type { World } from '../arbitraryWorld';
import { engine, type Judge } from '../compareJudges';

/** A mistake that an engine could make, as the engine behind what makes the mistake for it. */
export interface Fault {
  /** What is believed wrongly, after the rule that says otherwise. */
  readonly title: string;
  readonly judge: Judge;
}

/** The engine over another world. */
export function worldFault(title: string, distort: (world: World) => World): Fault {
  return { title, judge: (world) => engine(distort(world)) };
}

export function workloadFault(title: string, distort: (workload: Workload) => Workload): Fault {
  return worldFault(title, (world) => ({
    ...world,
    cluster: { ...world.cluster, workloads: world.cluster.workloads.map(distort) },
  }));
}

/** The engine with another idea of what one end admits. */
export function answerFault(
  title: string,
  distort: (
    judged: Connectivity,
    party: Party,
    direction: Direction,
    peer: Party,
    world: World,
  ) => ConnectionSet,
): Fault {
  return {
    title,
    judge: (world) => {
      const judged = engine(world);
      const permitted = (source: Party, destination: Party): ConnectionSet =>
        intersect(
          distort(judged, source, 'egress', destination, world),
          distort(judged, destination, 'ingress', source, world),
        );
      const exceptionsFrom = (source: Party): readonly PermittedFlow[] =>
        judged.parties.map((destination) => ({ destination, connections: permitted(source, destination) }));
      return { ...judged, permitted, exceptionsFrom };
    },
  };
}
