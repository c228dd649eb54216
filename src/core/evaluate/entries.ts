import type { Cluster, Entry, Protocol, Service, Workload } from '../model/cluster';
import { type ConnectionSet, intersect, isSubset, NONE, union } from '../model/connections';
import { buildConnectivity } from './buildConnectivity';
import type { Connectivity, PodGroup } from './connectivity';
import { controllersOf, standInController, withStandIn } from './controllers';
import { type AskedPort, resolveService, selects } from './services';

/** What an entry's controller sends to one workload, and what of it the policies permit (S96, S97). */
export interface EntryFlow {
  readonly entry: Entry;
  /** A loaded workload that is recognisably the controller, else the stand-in (`origin` inferred). */
  readonly source: Workload;
  readonly destination: Workload;
  /** The Services between them, in the order of the entry. */
  readonly services: readonly Service[];
  /** The pods' ports that the entry sends to. */
  readonly asked: ConnectionSet;
  /** What of them is permitted from some pod of the controller to some pod that the Services select. */
  readonly permitted: ConnectionSet;
  readonly isBlocked: boolean;
}

/** Which controllers are asked: those recognised in the cluster, or one that nothing is known of in any case. */
type Sources = 'recognised' | 'stand-in';

const answers = new WeakMap<Connectivity, Map<Sources, readonly EntryFlow[]>>();

/**
 * For each entry, each of its controllers and each workload behind it: what is sent and what of it is permitted.
 * An entry that no loaded controller serves has the stand-in as its source. Where several controllers could
 * serve an Ingress, each is listed: which one does is not said in the manifests. Computed once.
 */
export function entryFlows(
  connectivity: Connectivity,
  sources: Sources = 'recognised',
): readonly EntryFlow[] {
  const known = answers.get(connectivity) ?? new Map<Sources, readonly EntryFlow[]>();
  answers.set(connectivity, known);
  let flows = known.get(sources);
  if (!flows) known.set(sources, (flows = judgeEntries(connectivity, sources)));
  return flows;
}

/** What an entry sends to one workload. */
interface Sent {
  readonly entry: Entry;
  readonly destination: Workload;
  readonly services: Service[];
  asked: ConnectionSet;
}

function judgeEntries(connectivity: Connectivity, sources: Sources): EntryFlow[] {
  const { cluster } = connectivity;
  const pairs = cluster.entries.flatMap((entry) => {
    const found = sources === 'recognised' ? controllersOf(cluster, entry) : [];
    const controllers = found.length > 0 ? found : [standInController()];
    const sent = sentBy(cluster, entry);
    return controllers.flatMap((source) => sent.map((each) => ({ ...each, source })));
  });
  const unknown = pairs.filter(({ source }) => source === standInController());
  const apart = unknown.length > 0 ? judgeStandIn(connectivity, unknown) : connectivity;
  return pairs.map(({ source, ...sent }) => {
    const judge = source === standInController() ? apart : connectivity;
    const permitted = permittedPart(judge, source, sent);
    const flow = { ...sent, source, permitted, isBlocked: !isSubset(sent.asked, permitted) };
    judgements.set(flow, judge);
    return flow;
  });
}

const judgements = new WeakMap<EntryFlow, Connectivity>();

/** The judgement that knows both ends of a flow: the stand-in is in one of its own. Throws for a flow made elsewhere. */
export function judgementOf(flow: EntryFlow): Connectivity {
  const judge = judgements.get(flow);
  if (!judge) throw new Error(`nobody judged what ${flow.entry.id} sends`);
  return judge;
}

function sentBy(cluster: Cluster, entry: Entry): Sent[] {
  const sent = new Map<Workload, Sent>();
  for (const { namespace, service: name, ...asked } of entry.backends) {
    const service = serviceOf(cluster, namespace, name);
    if (!service) continue;
    const { workloads } = resolveService(cluster, service, askedPort(entry, asked, service));
    for (const { workload, connections } of workloads) {
      if (connections === NONE) continue;
      const known = sent.get(workload) ?? { entry, destination: workload, services: [], asked: NONE };
      if (!known.services.includes(service)) known.services.push(service);
      known.asked = union(known.asked, connections);
      sent.set(workload, known);
    }
  }
  return [...sent.values()];
}

/** Where an Ingress names none of a Service's ports, ingress-nginx and others take it for the pods' port. */
function askedPort(entry: Entry, { port, ...asked }: AskedPort, { ports }: Service): AskedPort {
  const protocol = protocolOf(entry);
  if (port === undefined) return { ...asked, protocol };
  const isServicePort = ports.some((each) => each.port === port || each.name === port);
  return entry.kind === 'Ingress' && !isServicePort
    ? { targetPort: port, protocol }
    : { ...asked, port, protocol };
}

function protocolOf({ kind }: Entry): Protocol {
  return kind === 'UDPRoute' ? 'UDP' : 'TCP';
}

/** The stand-in beside the workloads that it sends to, under the policies that can concern either. */
function judgeStandIn(connectivity: Connectivity, sent: readonly Sent[]): Connectivity {
  const destinations = [...new Set(sent.map(({ destination }) => destination))];
  const cluster = withStandIn(connectivity.cluster, destinations);
  const namespaces = new Set(cluster.workloads.map(({ namespace }) => namespace));
  const policies = connectivity.policies.filter(({ namespace }) => namespaces.has(namespace));
  return buildConnectivity(cluster, [...policies, ...connectivity.tierPolicies], connectivity.profile);
}

function permittedPart(connectivity: Connectivity, source: Workload, sent: Sent): ConnectionSet {
  let permitted = NONE;
  for (const from of connectivity.podGroups(source.id)) {
    for (const to of selectedGroups(connectivity, sent)) {
      permitted = union(permitted, intersect(connectivity.permitted(from, to), sent.asked));
    }
  }
  return permitted;
}

/** The pods between which a flow of `entryFlows` was judged, and where. Throws for a flow made elsewhere. */
export function judgedEnds(flow: EntryFlow): {
  readonly connectivity: Connectivity;
  readonly sources: readonly PodGroup[];
  readonly destinations: readonly PodGroup[];
} {
  const connectivity = judgementOf(flow);
  return {
    connectivity,
    sources: connectivity.podGroups(flow.source.id),
    destinations: selectedGroups(connectivity, flow),
  };
}

/** The groups that the Services select; all where no policy tells apart what they tell apart. */
function selectedGroups(
  connectivity: Connectivity,
  { destination, services }: Pick<EntryFlow, 'destination' | 'services'>,
): readonly PodGroup[] {
  const groups = connectivity.podGroups(destination.id);
  const selected = groups.filter(({ labels }) => services.some((service) => selects(service, labels)));
  return selected.length > 0 ? selected : groups;
}

const servicesByName = new WeakMap<Cluster, ReadonlyMap<string, Service>>();

function serviceOf(cluster: Cluster, namespace: string, name: string): Service | undefined {
  let known = servicesByName.get(cluster);
  if (!known) {
    known = new Map(cluster.services.map((service) => [`${service.namespace}/${service.name}`, service]));
    servicesByName.set(cluster, known);
  }
  return known.get(`${namespace}/${name}`);
}
