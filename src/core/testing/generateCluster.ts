import type { Cluster, Namespace, Workload } from '../model/cluster';
import { labelsOf } from '../model/labels';
import type { NetworkPolicy } from '../policy/policy';
import { generatePolicies } from './generatePolicies';
import { type Random, seeded } from './seeded';

/** How large a made-up cluster is. */
export interface ClusterShape {
  readonly pods: number;
  readonly namespaces: number;
  readonly policies: number;
  /** The part of the policies that selects nothing. */
  readonly idle?: number;
}

/** From small to the largest that Kubernetes supports; `r` is that of a real cluster, `f` is stress. */
export const clusterShapes = {
  a: { pods: 100, namespaces: 8, policies: 20 },
  b: { pods: 1000, namespaces: 50, policies: 200 },
  c: { pods: 10_000, namespaces: 500, policies: 2000 },
  r: { pods: 5413, namespaces: 604, policies: 13_678, idle: 0.26 },
  d: { pods: 150_000, namespaces: 10_000, policies: 10_000 },
  f: { pods: 150_000, namespaces: 10_000, policies: 100_000 },
} as const satisfies Readonly<Record<string, ClusterShape>>;

export type ShapeName = keyof typeof clusterShapes;

/** A made-up cluster as the readers would give it. */
export interface GeneratedCluster {
  readonly cluster: Cluster;
  readonly policies: readonly NetworkPolicy[];
}

/** The first namespaces, whose pods others speak with. */
const infrastructure = ['monitoring', 'ingress', 'dns'];
const roles = ['web', 'api', 'worker', 'cache', 'db', 'queue', 'auth', 'search', 'mail', 'report'];
const teams = ['red', 'green', 'blue', 'amber', 'violet', 'teal', 'grey', 'brown'];
const environments = ['prod', 'prod', 'staging', 'dev'];

/** Namespaces of uneven sizes, workloads of 1 to 40 pods, policies as in the field; equal shapes give equal clusters. */
export function generateCluster(shape: ClusterShape, seed = 1): GeneratedCluster {
  const random = seeded(seed);
  const namespaces = Array.from({ length: shape.namespaces }, (_, i) => namespaceAt(i, random));
  const workloads = generateWorkloads(shape.pods, namespaces, random);
  const cluster: Cluster = {
    namespaces: new Map(namespaces.map((namespace) => [namespace.name, namespace])),
    workloads,
    services: [],
    nodes: [],
    entries: [],
  };
  return { cluster, policies: generatePolicies(workloads, teams, shape, random) };
}

const pickFrom = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)]!;

function namespaceAt(i: number, random: Random): Namespace {
  const name = infrastructure[i] ?? `team-${i}`;
  return {
    name,
    labels: labelsOf([
      ['env', pickFrom(environments, random)],
      ['kubernetes.io/metadata.name', name],
      ['team', pickFrom(teams, random)],
      ...(i < infrastructure.length ? [['purpose', name] as const] : []),
    ]),
    origin: 'loaded',
  };
}

/** Workloads of a namespace stand together; how many it has is log-normal. */
function generateWorkloads(pods: number, namespaces: readonly Namespace[], random: Random): Workload[] {
  const weights = namespaces.map(() => Math.exp(normal(random)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const workloads: Workload[] = [];
  let due = 0;
  let made = 0;
  for (const [i, { name }] of namespaces.entries()) {
    due += (pods * weights[i]!) / total;
    for (let number = 1; made < Math.round(due); number++) {
      const replicas = Math.min(40, Math.round(due) - made, 1 + Math.floor(-2 * Math.log(1 - random())));
      workloads.push(workloadAt(name, number, replicas, random));
      made += replicas;
    }
  }
  return workloads;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function workloadAt(namespace: string, number: number, replicas: number, random: Random): Workload {
  const role = pickFrom(roles, random);
  const name = `${role}-${number}`;
  const isStateful = role === 'db' || role === 'queue';
  const kind = isStateful ? 'StatefulSet' : 'Deployment';
  const labels = labelsOf([
    ['app', name],
    ['app.kubernetes.io/part-of', namespace],
    ['role', role],
    ['tier', pickFrom(['front', 'middle', 'back'], random)],
    ['version', `v${1 + Math.floor(random() * 4)}`],
    ...(isStateful ? [] : [['pod-template-hash', Math.floor(random() * 2 ** 32).toString(36)] as const]),
  ]);
  return {
    id: `${kind}/${namespace}/${name}`,
    kind,
    namespace,
    name,
    replicas,
    labels,
    ports: [
      { name: 'http', port: 8000 + Math.floor(random() * 10), protocol: 'TCP' },
      { name: 'metrics', port: 9100, protocol: 'TCP' },
    ],
    hostNetwork: false,
    pods: [{ labels, addresses: [] }],
    origin: 'loaded',
  };
}
