import type { Arbitrary } from 'fast-check';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { containsAddress, parseAddress } from '../model/cidr';
import type { Cluster, Workload } from '../model/cluster';
import type { ConnectionSet } from '../model/connections';
import { arbitraryWorld, podsOf, someAddresses, type World } from './arbitraryWorld';
import type { NaiveEnd } from './naiveEnds';

/** An end as the rules see it and the way to find it in a judgement. */
interface Seat {
  readonly title: string;
  readonly end: NaiveEnd;
  partyIn(connectivity: Connectivity): Party;
}

/** The same cluster with pods that are known one by one as workloads of their own; templates stay whole. */
export function separatePods(cluster: Cluster): Cluster {
  const workloads = cluster.workloads.flatMap((workload) =>
    workload.pods.length === 1
      ? [workload]
      : workload.pods.map((pod, i): Workload => {
          const name = `${workload.name}-${i}`;
          const id = `Pod/${workload.namespace}/${name}`;
          return { ...workload, id, kind: 'Pod', name, labels: pod.labels, pods: [pod] };
        }),
  );
  return { ...cluster, workloads };
}

/** A world in which every workload is of separate pods. */
export const separateWorld: Arbitrary<World> = arbitraryWorld.map((world) => ({
  ...world,
  cluster: separatePods(world.cluster),
}));

/** The ends of a cluster of separate pods: each pod, of a Deployment two alike (S93), and addresses outside. */
export function seatsOf(cluster: Cluster): readonly Seat[] {
  const pods = cluster.workloads.flatMap((workload): Seat[] => {
    const made = podsOf(workload);
    return (workload.kind === 'Deployment' ? [...made, ...made] : made).map((pod, i) => ({
      title: `${workload.namespace}/${workload.name}${made.length > 1 ? `-${i}` : ''}`,
      end: { ...workload, ...pod },
      partyIn: (connectivity) => {
        const groups = connectivity.podGroups(workload.id);
        const nameOf = ({ labels }: typeof pod) => labels['statefulset.kubernetes.io/pod-name'];
        // The last group of a StatefulSet holds the pods that no selector tells apart.
        const group = groups.find((some) => nameOf(some) === nameOf(pod)) ?? groups.at(-1);
        if (!group) throw new Error(`nobody is ${workload.id}`);
        return group;
      },
    }));
  });
  const addresses = someAddresses.map(
    (text): Seat => ({
      title: text,
      end: { address: text },
      partyIn: ({ addressRanges }) => {
        const address = parseAddress(text);
        const range = addressRanges.find(({ intervals }) => address && containsAddress(intervals, address));
        if (!range) throw new Error(`nobody has ${text}`);
        return range;
      },
    }),
  );
  return [...pods, ...addresses];
}

/** The ends of a cluster of separate pods in a judgement of it, in one order whatever the judgement calls them. */
export function partiesAt(cluster: Cluster, connectivity: Connectivity): readonly Party[] {
  return seatsOf(cluster).map((seat) => seat.partyIn(connectivity));
}

/** All pairs of different ends that are not both addresses, by position. */
export function pairsIn(cluster: Cluster): readonly (readonly [source: number, destination: number])[] {
  const isAddress = seatsOf(cluster).map(({ end }) => 'address' in end);
  return isAddress.flatMap((from, source) =>
    isAddress.flatMap((to, destination) =>
      source === destination || (from && to) ? [] : [[source, destination] as const],
    ),
  );
}

/** What is permitted between all these pairs. */
export function permittedIn(cluster: Cluster, connectivity: Connectivity): readonly ConnectionSet[] {
  const parties = partiesAt(cluster, connectivity);
  return pairsIn(cluster).map(([source, destination]) =>
    connectivity.permitted(parties[source]!, parties[destination]!),
  );
}
