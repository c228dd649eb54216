import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { permittedRow } from '../evaluate/flows';
import { containsAddress, parseAddress } from '../model/cidr';
import type { Cluster, Workload } from '../model/cluster';
import { admits, type ConnectionSet, connectionsOf } from '../model/connections';
import { portsThatMatter } from './arbitraryPolicy';
import { podsOf, someAddresses, type World } from './arbitraryWorld';
import { type NaiveEnd, type NaiveQuery, naiveVerdict } from './naiveVerdict';
import { writeWorld } from './writeWorld';

/** Whoever judges a world: the engine, the engine behind its readers, or a faulty one. */
export type Judge = (world: World) => Connectivity;

export const engine: Judge = ({ cluster, policies, profile }) =>
  buildConnectivity(cluster, policies, profile);

/** What a judge says of a world against what the rules say. */
interface Comparison {
  /** Pairs of ends times ports that were judged by both. */
  readonly cells: number;
  /** The first cell on which they disagree, with the manifests that show it. */
  readonly disagreement?: string;
}

/** An end as the rules see it and the way to find it in a judgement. */
interface Seat {
  readonly title: string;
  readonly end: NaiveEnd;
  partyIn(connectivity: Connectivity): Party;
}

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** One query for each stretch of ports in which no rule can make a difference: its first port. */
const queries: readonly NaiveQuery[] = [
  ...protocols.flatMap((protocol) => portsThatMatter.map((port) => ({ protocol, port }))),
  { protocol: 'other', port: 0 },
];

/** The stretch of ports that a query stands for. */
const stretches = queries.map(({ protocol, port }) => {
  const next = portsThatMatter[portsThatMatter.indexOf(port) + 1] ?? 65536;
  return protocol === 'other' ? { protocol, from: 0, to: 0 } : { protocol, from: port, to: next - 1 };
});

const answers = new Map<ConnectionSet, readonly boolean[]>();

/** Whether a set holds each of the queries; a set that is not made of whole stretches is none that rules can make. */
function answersOf(set: ConnectionSet): readonly boolean[] {
  const known = answers.get(set);
  if (known) return known;
  const members = queries.map(({ protocol, port }) => admits(set, protocol, port));
  const isWhole = connectionsOf(stretches.filter((_, i) => members[i])) === set;
  const found = isWhole ? members : [];
  answers.set(set, found);
  return found;
}

/**
 * Compares a judge with the rules in every cell of a world: each pod and address to each other one, on each port
 * that matters. The judge's sets are asked for their members, so a verdict on one port is membership in the set.
 */
export function compareJudges(whole: World, judge: Judge = engine): Comparison {
  const world = { ...whole, cluster: separatePods(whole.cluster) };
  const connectivity = judge(world);
  const verdict = naiveVerdict(world.cluster, world.written, world.profile);
  const seats = seatsOf(world.cluster).map((seat) => ({ ...seat, party: seat.partyIn(connectivity) }));
  let cells = 0;
  for (const source of seats) {
    const row = permittedRow(connectivity, source.party);
    for (const destination of seats) {
      if (source === destination || ('address' in source.end && 'address' in destination.end)) continue;
      const set = connectivity.permitted(source.party, destination.party);
      const said = answersOf(set);
      const isAllowed = verdict(source.end, destination.end);
      const wrong = queries.find((query, i) => said[i] !== isAllowed(query));
      const title = `${source.title} -> ${destination.title}`;
      if (wrong) {
        const expected = isAllowed(wrong) ? 'ALLOW' : 'DENY';
        const cell = `${title} ${wrong.protocol} ${wrong.port} = ${expected}, but the engine disagrees`;
        return { cells, disagreement: describe(world, cell) };
      }
      if (row[destination.party.index] !== set)
        return { cells, disagreement: describe(world, `${title}: the row of the source says otherwise`) };
      cells += queries.length;
    }
  }
  return { cells };
}

function describe(world: World, cell: string): string {
  return `${cell}\nprofile ${JSON.stringify(world.profile)}\n\n${writeWorld(world)}`;
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
