import type { Cluster, Entry, Labels, Workload } from '../model/cluster';
import { labelsOf, nameLabel } from '../model/labels';

/** What kind of controller serves an entry. */
type Family = 'ingress' | 'route' | 'gateway';

/** Labels of pods that proxy for controllers, as their charts and manifests write them. */
const proxies: readonly {
  readonly labels: Readonly<Record<string, string>>;
  readonly serves: readonly Family[];
}[] = [
  ingress({ 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }),
  ingress({ 'app.kubernetes.io/name': 'nginx-ingress' }),
  ingress({ app: 'nginx-ingress' }),
  ingress({ 'k8s-app': 'nginx-ingress-controller' }),
  ingress({ 'app.kubernetes.io/name': 'haproxy-ingress' }),
  ingress({ 'app.kubernetes.io/name': 'kubernetes-ingress' }),
  ingress({ run: 'haproxy-ingress' }),
  ingress({ 'k8s-app': 'traefik-ingress-lb' }),
  shared({ 'app.kubernetes.io/name': 'traefik' }),
  shared({ app: 'traefik' }),
  shared({ 'app.kubernetes.io/name': 'contour', 'app.kubernetes.io/component': 'envoy' }),
  shared({ istio: 'ingressgateway' }),
  shared({ 'app.kubernetes.io/name': 'kong' }),
  shared({ app: 'proxy-kong' }),
  { labels: { 'app.kubernetes.io/name': 'nginx-gateway-fabric' }, serves: ['gateway'] },
  router({ 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': 'default' }),
  router({ deploymentconfig: 'router' }),
  router({ router: 'router' }),
];

function ingress(labels: Readonly<Record<string, string>>) {
  return { labels, serves: ['ingress'] } as const;
}

function shared(labels: Readonly<Record<string, string>>) {
  return { labels, serves: ['ingress', 'gateway'] } as const;
}

/** OpenShift's router serves Ingresses too. */
function router(labels: Readonly<Record<string, string>>) {
  return { labels, serves: ['route', 'ingress'] } as const;
}

const gatewayName = 'gateway.networking.k8s.io/gateway-name';

/**
 * The loaded workloads that serve an entry, recognised by well-known labels: the proxies of the Gateways that a
 * route is attached to (S97), else the controllers that serve such entries. Empty where none is loaded.
 */
export function controllersOf(cluster: Cluster, entry: Entry): readonly Workload[] {
  const { ofGateways, ofFamily } = recognised(cluster);
  const own = ofGateways.filter(({ namespace, labels }) =>
    entry.gateways.some((gateway) => gateway.namespace === namespace && gateway.name === labels[gatewayName]),
  );
  return own.length > 0 ? own : (ofFamily.get(familyOf(entry)) ?? []);
}

/** The loaded workloads that serve entries, in the order of the cluster. */
interface Recognised {
  readonly ofGateways: readonly Workload[];
  readonly ofFamily: ReadonlyMap<Family, readonly Workload[]>;
}

const recognisedIn = new WeakMap<Cluster, Recognised>();

/** Looked for once in a cluster: it may have as many entries as workloads. */
function recognised(cluster: Cluster): Recognised {
  let found = recognisedIn.get(cluster);
  if (!found) recognisedIn.set(cluster, (found = recognise(cluster)));
  return found;
}

function recognise({ workloads }: Cluster): Recognised {
  const ofGateways: Workload[] = [];
  const ofFamily = new Map<Family, Workload[]>([
    ['ingress', []],
    ['route', []],
    ['gateway', []],
  ]);
  for (const workload of workloads) {
    if (workload.origin !== 'loaded') continue;
    if (workload.labels[gatewayName] !== undefined) ofGateways.push(workload);
    const serves = new Set(
      proxies.flatMap((proxy) => (hasLabels(workload.labels, proxy.labels) ? proxy.serves : [])),
    );
    for (const family of serves) ofFamily.get(family)?.push(workload);
  }
  return { ofGateways, ofFamily };
}

function familyOf({ kind }: Entry): Family {
  if (kind === 'Ingress') return 'ingress';
  return kind === 'Route' ? 'route' : 'gateway';
}

function hasLabels(labels: Labels, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

const standInNamespace = 'ingress-controller-ns';
const none = labelsOf([]);

/** A controller that nothing is known of: a pod without labels in a namespace that has none of its own (S96). */
const standIn: Workload = {
  id: `Inferred/${standInNamespace}/ingress-controller`,
  kind: 'Inferred',
  namespace: standInNamespace,
  name: 'ingress-controller',
  labels: none,
  ports: [],
  hostNetwork: false,
  pods: [{ labels: none, addresses: [] }],
  origin: 'inferred',
};

/** The stand-in for controllers that are not loaded. */
export function standInController(): Workload {
  return standIn;
}

/** A cluster of some workloads and the stand-in, to judge what reaches them from it without showing it to anyone. */
export function withStandIn(cluster: Cluster, workloads: readonly Workload[]): Cluster {
  const namespaces = new Map(cluster.namespaces);
  const labels = labelsOf([[nameLabel, standInNamespace]]);
  namespaces.set(standInNamespace, { name: standInNamespace, labels, origin: 'inferred' });
  return { ...cluster, namespaces, workloads: [...workloads, standIn], services: [], entries: [] };
}
