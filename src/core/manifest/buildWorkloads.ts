import type { ContainerPort, Labels, Pod, Workload } from '../model/cluster';
import { includesLabels, joinLabels } from './labels';
import type { ControllerResource, Owner, PodResource, Resource } from './resource';

/** Labels whose values a controller makes up (S92): no part of what pods of one owner have in common. */
const generatedLabels = [
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
];

/** Kinds of owners that are themselves made by a controller, which names them `<controller>-<suffix>`. */
const controllersOfOwners: Readonly<Record<string, readonly string[]>> = {
  ReplicaSet: ['Deployment', 'Rollout'],
  ReplicationController: ['DeploymentConfig'],
  Job: ['CronJob'],
};

/**
 * The workloads: every controller that no loaded controller owns, with its live pods where the input has them;
 * pods whose owner is not loaded, grouped by that owner; and the pods that have none (S90).
 * Finished pods do not exist (S36).
 */
export function buildWorkloads(resources: readonly Resource[]): Workload[] {
  const controllers = new Map<string, ControllerResource>();
  for (const resource of resources) {
    if (resource.type === 'controller') controllers.set(resource.id, resource);
  }
  const livePods = new Map<string, PodResource[]>();
  const makers: (ControllerResource | string)[] = [];
  for (const resource of resources) {
    if (resource.type === 'controller' && findController(resource, controllers) === undefined) {
      makers.push(resource);
    }
    if (resource.type !== 'pod' || resource.finished) continue;
    const id = findController(resource, controllers)?.id ?? ownerIdOf(resource);
    const pods = livePods.get(id);
    if (pods) pods.push(resource);
    else livePods.set(id, [resource]);
    if (!pods && !controllers.has(id)) makers.push(id);
  }
  return makers.flatMap((maker) =>
    typeof maker === 'string'
      ? buildGroup(maker, livePods.get(maker) ?? [])
      : buildControlled(maker, livePods.get(maker.id) ?? []),
  );
}

/** The id of a pod's owner; of a pod without one its own. */
export function ownerIdOf({ id, namespace, owner }: PodResource): string {
  return owner ? `${owner.kind || 'Pod'}/${namespace}/${owner.name}` : id;
}

/** The last loaded controller of an object's owner chain. */
function findController(
  resource: ControllerResource | PodResource,
  controllers: ReadonlyMap<string, ControllerResource>,
): ControllerResource | undefined {
  const seen = new Set<string>([resource.id]);
  let found: ControllerResource | undefined;
  let next = findOwner(resource, controllers);
  while (next !== undefined && !seen.has(next.id)) {
    seen.add(next.id);
    found = next;
    next = findOwner(next, controllers);
  }
  return found;
}

function findOwner(
  { namespace, owner, template }: ControllerResource | PodResource,
  controllers: ReadonlyMap<string, ControllerResource>,
): ControllerResource | undefined {
  if (owner === undefined) return undefined;
  return (
    controllers.get(`${owner.kind}/${namespace}/${owner.name}`) ??
    findOwnersController(owner, namespace, template.labels, controllers)
  );
}

/** Dumps often leave out ReplicaSets and Jobs: the Deployment is then known by name and labels. */
function findOwnersController(
  owner: Owner,
  namespace: string,
  labels: Labels,
  controllers: ReadonlyMap<string, ControllerResource>,
): ControllerResource | undefined {
  const kinds = Object.hasOwn(controllersOfOwners, owner.kind) ? controllersOfOwners[owner.kind] : undefined;
  const name = owner.name.slice(0, Math.max(0, owner.name.lastIndexOf('-')));
  return kinds
    ?.map((kind) => controllers.get(`${kind}/${namespace}/${name}`))
    .find((controller) => controller && includesLabels(labels, controller.template.labels));
}

function buildControlled(controller: ControllerResource, livePods: readonly PodResource[]): Workload {
  const { id, kind, namespace, name, replicas, firstOrdinal, template } = controller;
  const labels = joinLabels(template.labels, predictableLabels(controller));
  return {
    id,
    kind,
    namespace,
    name,
    ...(replicas === undefined ? {} : { replicas }),
    ...(firstOrdinal === undefined ? {} : { firstOrdinal }),
    labels,
    ports: template.ports,
    hostNetwork: template.hostNetwork,
    pods: livePods.length > 0 ? livePods.map(toPod) : [{ labels, addresses: [] }],
    origin: 'loaded',
  };
}

/** Labels that a controller adds to every pod, and whose values are known beforehand (S92). */
function predictableLabels({ kind, name }: ControllerResource): Record<string, string> {
  return kind === 'Job' ? { 'job-name': name, 'batch.kubernetes.io/job-name': name } : {};
}

/** Pods with one owner, or one pod without. */
function buildGroup(id: string, members: readonly PodResource[]): Workload[] {
  const [first] = members;
  if (first === undefined) return [];
  const { owner, namespace } = first;
  const kind = owner ? owner.kind || 'Pod' : first.kind;
  return [
    {
      id,
      kind,
      namespace,
      name: owner ? owner.name : first.name,
      ...(owner && kind !== 'DaemonSet' ? { replicas: members.length } : {}),
      labels: owner ? commonLabels(members) : first.template.labels,
      ports: uniquePorts(members),
      hostNetwork: members.every((pod) => pod.template.hostNetwork),
      pods: members.map(toPod),
      origin: 'loaded',
    },
  ];
}

function toPod({ template, addresses }: PodResource): Pod {
  return { labels: template.labels, addresses };
}

function commonLabels([first, ...others]: readonly PodResource[]): Labels {
  const common = joinLabels(first?.template.labels ?? {}) as Record<string, string>;
  for (const key of generatedLabels) delete common[key];
  for (const key of Object.keys(common)) {
    if (others.some(({ template }) => template.labels[key] !== common[key])) delete common[key];
  }
  return common;
}

function uniquePorts(pods: readonly PodResource[]): ContainerPort[] {
  const ports = pods.flatMap(({ template }) => template.ports);
  const key = ({ name, port, protocol }: ContainerPort) => JSON.stringify([name, port, protocol]);
  return [...new Map(ports.map((port) => [key(port), port])).values()];
}
