import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { permittedRow } from '../evaluate/flows';
import { admits, type ConnectionSet, connectionsOf, intersect } from '../model/connections';
import { portsThatMatter } from './arbitraryPolicy';
import type { World } from './arbitraryWorld';
import type { NaiveQuery } from './naiveEnds';
import { naiveVerdict } from './naiveVerdict';
import { seatsOf, separatePods } from './seats';
import { writeWorld } from './writeWorld';

/** Whoever judges a world: the engine, the engine behind its readers, or a faulty one. */
export type Judge = (world: World) => Connectivity;

export const engine: Judge = ({ cluster, policies, tierPolicies, profile }) =>
  buildConnectivity(cluster, [...policies, ...tierPolicies], profile);

/** What a judge says of a world against what the rules say. */
interface Comparison {
  /** Pairs of ends times ports that were judged by both. */
  readonly cells: number;
  /** The first cell on which they disagree, with the manifests that show it. */
  readonly disagreement?: string;
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
 * that matters. The judge's sets are asked for their members, so a verdict on one port is membership in the set. What it
 * says of a pair, of a row and of a column has to be one.
 */
export function compareJudges(whole: World, judge: Judge = engine): Comparison {
  const world = { ...whole, cluster: separatePods(whole.cluster) };
  const connectivity = judge(world);
  const verdict = naiveVerdict(world.cluster, [...world.written, ...world.writtenTiers], world.profile);
  const seats = seatsOf(world.cluster).map((seat) => ({ ...seat, party: seat.partyIn(connectivity) }));
  const arrivals = seats.map(({ party }) => arrivalsAt(connectivity, party));
  let cells = 0;
  for (const source of seats) {
    const row = permittedRow(connectivity, source.party);
    for (const [i, destination] of seats.entries()) {
      if (source === destination || ('address' in source.end && 'address' in destination.end)) continue;
      const set = connectivity.permitted(source.party, destination.party);
      const said = answersOf(set);
      const isAllowed = verdict(source.end, destination.end);
      const wrong = queries.find((query, at) => said[at] !== isAllowed(query));
      const title = `${source.title} -> ${destination.title}`;
      if (wrong) {
        const expected = isAllowed(wrong) ? 'ALLOW' : 'DENY';
        const cell = `${title} ${wrong.protocol} ${wrong.port} = ${expected}, but the engine disagrees`;
        return { cells, disagreement: describe(world, cell) };
      }
      if (row[destination.party.index] !== set)
        return { cells, disagreement: describe(world, `${title}: the row of the source says otherwise`) };
      if (arrivals[i]![source.party.index] !== set)
        return {
          cells,
          disagreement: describe(world, `${title}: the column of the destination says otherwise`),
        };
      cells += queries.length;
    }
  }
  return { cells };
}

/** What arrives at a party, by the index of the source: what the column of the sources and its own row leave. */
function arrivalsAt(connectivity: Connectivity, party: Party): readonly ConnectionSet[] {
  const row = connectivity.admittedRow(party, 'ingress');
  return connectivity.admittedColumn(party, 'egress').map((set, i) => intersect(set, row[i]!));
}

function describe(world: World, cell: string): string {
  return `${cell}\nprofile ${JSON.stringify(world.profile)}\n\n${writeWorld(world)}`;
}
