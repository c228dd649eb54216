import { type Connectivity, isNode, type Party } from '../evaluate/connectivity';
import { toAddressParty } from '../evaluate/flows';
import { resolveService } from '../evaluate/services';
import type { Protocol, Service, Workload } from '../model/cluster';
import { type ConnectionSet, describeConnections } from '../model/connections';
import { workloadTitles } from '../model/titles';
import { explainFlow } from './explain';
import type { Explanation } from './explanation';

/** What is asked: may this connection be made? */
export interface TrafficQuery {
  /** Id of a workload, or any address: a pod's is the pod. */
  readonly source: string;
  /** Also the id of a Service (`Service/shop/db`), whose port then is meant. */
  readonly destination: string;
  readonly protocol: Protocol | 'other';
  /** A number, or the name of a port at the destination; undefined: every port of a Service, or none of `other`. */
  readonly port?: number | string;
}

/** One connection of the answer: of a Service each to one of the workloads behind it. */
export interface TrafficLine {
  /** What the ends are called. */
  readonly source: string;
  readonly destination: string;
  /** Ids of the workloads at the ends; undefined: an address. */
  readonly sourceWorkload?: string;
  readonly destinationWorkload?: string;
  /** At the pod: `TCP 8080`. */
  readonly ports: string;
  /** The number of it; means nothing for `other`. */
  readonly port: number;
  readonly explanation: Explanation;
}

export type TrafficAnswer =
  | {
      readonly type: 'answer';
      /** Of all lines together. */
      readonly verdict: Explanation['verdict'];
      /** Never empty. */
      readonly lines: readonly TrafficLine[];
      /** What is to be known of all lines. */
      readonly caveats: readonly string[];
    }
  | {
      readonly type: 'problem';
      readonly at: 'source' | 'destination' | 'port';
      /** What is wrong, and what can be done. */
      readonly message: string;
    };

type Problem = Extract<TrafficAnswer, { type: 'problem' }>;

/** An end that policies judge. */
interface Judged {
  readonly title: string;
  readonly subject: Party | string;
  readonly workload?: string;
}

/** A destination with the one port that a connection arrives at. */
interface Arrival {
  readonly end: Judged;
  readonly port: number;
}

/**
 * Judges one connection and explains the verdict. A Service stands for the workloads behind it and their ports
 * (S35, S30a). What was asked wrongly is a problem with what to do about it; nothing is thrown.
 */
export function testTraffic(connectivity: Connectivity, query: TrafficQuery): TrafficAnswer {
  const service = serviceOf(connectivity, query.destination);
  const source = readEnd(connectivity, query.source, 'source');
  if ('type' in source) return source;
  const arrivals = service ? behind(connectivity, service, query) : direct(connectivity, query);
  if ('type' in arrivals) return arrivals;
  const isOutside = (end: Judged) => typeof end.subject === 'object' && end.subject.type === 'addresses';
  if (isOutside(source) && arrivals.every(({ end }) => isOutside(end))) {
    return {
      type: 'problem',
      at: 'destination',
      message:
        'Both ends are outside the cluster: no policy decides between them. Choose a workload as one end.',
    };
  }
  const { protocol } = query;
  const lines = arrivals.map(({ end, port }): TrafficLine => {
    const explanation = explainFlow(connectivity, source.subject, end.subject, { protocol, port });
    return {
      source: source.title,
      destination: end.title,
      ...(source.workload !== undefined && { sourceWorkload: source.workload }),
      ...(end.workload !== undefined && { destinationWorkload: end.workload }),
      ports: describeConnections([{ protocol, from: port, to: port }]),
      port,
      explanation,
    };
  });
  const caveats = service ? serviceCaveats(service, lines) : [];
  return { type: 'answer', verdict: verdictOf(lines), lines, caveats };
}

function verdictOf(lines: readonly TrafficLine[]): Explanation['verdict'] {
  const verdicts = new Set(lines.map(({ explanation }) => explanation.verdict));
  const [only] = verdicts;
  return verdicts.size === 1 && only ? only : 'partly';
}

/** S49, S35, S31 */
function serviceCaveats({ isHeadless }: Service, lines: readonly TrafficLine[]): readonly string[] {
  const caveats = [
    isHeadless
      ? 'A headless Service has no address of its own: its name stands for the pods, and a port number is theirs.'
      : 'Policies are judged at the pods behind the Service. Some network plugins also judge its own address and port.',
  ];
  const isHairpin = lines.some(
    ({ sourceWorkload, destinationWorkload }) =>
      sourceWorkload !== undefined && sourceWorkload === destinationWorkload,
  );
  if (isHairpin)
    caveats.push('Whether a pod may reach itself through a Service depends on the network plugin.');
  return caveats;
}

function serviceOf({ cluster }: Connectivity, id: string): Service | undefined {
  return cluster.services.find((service) => service.id === id);
}

function readEnd(connectivity: Connectivity, text: string, at: 'source' | 'destination'): Judged | Problem {
  const trimmed = text.trim();
  if (connectivity.podGroups(trimmed).length > 0) return toWorkload(connectivity, trimmed);
  const party = toAddressParty(connectivity, trimmed);
  if (party?.type === 'pods' && !isNode(party, connectivity.profile))
    return { ...toWorkload(connectivity, party.workload.id), subject: party };
  if (party) return { title: trimmed, subject: party };
  if (serviceOf(connectivity, trimmed))
    return problem(at, 'A Service only receives connections. Choose a workload behind it as the source.');
  if (trimmed === '') return problem(at, `Choose a workload or type an address as the ${at}.`);
  return problem(at, `${trimmed} is neither a loaded workload nor an address like 10.0.0.1 or 2001:db8::1.`);
}

function toWorkload({ cluster }: Connectivity, id: string): Judged {
  return { title: workloadTitles(cluster).get(id) ?? id, subject: id, workload: id };
}

function direct(connectivity: Connectivity, query: TrafficQuery): readonly Arrival[] | Problem {
  const end = readEnd(connectivity, query.destination, 'destination');
  if ('type' in end) return end;
  const { protocol, port } = query;
  if (protocol === 'other') return [{ end, port: 0 }];
  if (port === undefined || port === '')
    return problem('port', 'Type a port: a number, or a name of the destination’s ports.');
  const number = toNumber(port);
  if (number !== undefined) {
    return isPortNumber(number) ? [{ end, port: number }] : wrongPort(port);
  }
  const workload = connectivity.cluster.workloads.find(({ id }) => id === end.workload);
  const found = workload?.ports.filter(({ name, protocol: own }) => name === port && own === protocol) ?? [];
  if (found.length > 0) return found.map((named) => ({ end, port: named.port }));
  return problem('port', `${end.title} has no ${protocol} port called ${port}${offers(workload)}.`);
}

function toNumber(port: number | string): number | undefined {
  if (typeof port === 'number') return Number.isInteger(port) ? port : 0;
  return /^\d+$/.test(port) ? Number(port) : undefined;
}

const isPortNumber = (number: number): boolean => number >= 1 && number <= 65535;

const wrongPort = (port: number | string): Problem =>
  problem('port', `Port ${port}: must be between 1 and 65535, inclusive.`);

/** What could be asked instead. */
function offers(workload: Workload | undefined): string {
  const names = (workload?.ports ?? []).flatMap(({ name, protocol, port }) =>
    name === undefined ? [] : [`${name} (${protocol} ${port})`],
  );
  if (!workload) return ': addresses have no names for their ports';
  return names.length > 0 ? `; it has ${names.join(', ')}` : ', nor any with a name';
}

/**
 * The workloads and addresses behind a Service, with each port of theirs that its ports lead to. A number that is
 * asked of a headless one is the port of the pods, be it offered or not (S35).
 */
function behind(
  connectivity: Connectivity,
  service: Service,
  { protocol, port }: TrafficQuery,
): readonly Arrival[] | Problem {
  const title = `Service ${service.namespace}/${service.name}`;
  if (protocol === 'other')
    return problem('port', 'A Service forwards TCP, UDP and SCTP only. Choose one of them.');
  const wanted = port === undefined || port === '' ? undefined : (toNumber(port) ?? port);
  const { externalName } = service;
  if (externalName !== undefined) {
    const other = externalName === '' ? 'another name' : externalName;
    return problem(
      'destination',
      `${title} only stands for ${other}: type an address that this resolves to.`,
    );
  }
  const podPort = service.isHeadless && typeof wanted === 'number' ? wanted : undefined;
  if (podPort !== undefined && !isPortNumber(podPort)) return wrongPort(podPort);
  const own = service.ports.filter((offered) => offered.protocol === protocol);
  const isOffered = (offered: Service['ports'][number]) =>
    wanted === undefined || offered.port === wanted || offered.name === wanted;
  if (podPort === undefined && !own.some(isOffered)) {
    const ports = service.ports.map(describeServicePort).join(', ');
    return problem(
      'port',
      `${title} has no ${protocol} port${wanted === undefined ? '' : ` ${wanted}`}; it has ${ports || 'none'}.`,
    );
  }
  const { workloads, addresses } = resolveService(connectivity.cluster, service, {
    protocol,
    ...(wanted !== undefined && podPort === undefined && { port: wanted }),
  });
  const numbersOf = (connections: ConnectionSet): readonly number[] =>
    podPort === undefined ? portsOf(connections) : [podPort];
  if (workloads.length + addresses.length === 0) {
    const cause = service.selector ? 'selects no loaded workload' : 'has no selector and no listed addresses';
    return problem('destination', `${title} ${cause}: connections to it go nowhere.`);
  }
  const arrivals = [
    ...workloads.flatMap(({ workload, connections }) =>
      numbersOf(connections).map((number) => ({ end: toWorkload(connectivity, workload.id), port: number })),
    ),
    ...addresses.flatMap(({ address, connections }) => {
      const end = readEnd(connectivity, address, 'destination');
      return 'type' in end ? [] : numbersOf(connections).map((number) => ({ end, port: number }));
    }),
  ];
  if (arrivals.length > 0) return arrivals;
  const names = workloads.map(({ workload }) => `${workload.namespace}/${workload.name}`);
  return problem(
    'port',
    `${names.join(', ')} behind ${title}: no container port has the name that it forwards to.`,
  );
}

function describeServicePort({ name, protocol, port }: Service['ports'][number]): string {
  return name === undefined ? `${protocol} ${port}` : `${name} (${protocol} ${port})`;
}

/** A Service forwards to single ports. */
function portsOf({ ranges }: ConnectionSet): readonly number[] {
  return ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

function problem(at: Problem['at'], message: string): Problem {
  return { type: 'problem', at, message };
}
