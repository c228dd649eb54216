import { parseAddress } from '../model/cidr';
import type { Policy } from '../policy/policy';
import type { Header } from './identity';
import { readLabels } from './labels';
import { readGatewayRoute, readIngress, readOpenShiftRoute, readReferenceGrant } from './readEntries';
import { hasPodTemplate, readController, readCronJob, readPod } from './readPods';
import { readEndpointSlice, readEndpoints, readService } from './readServices';
import type { Resource } from './resource';
import { itemsOf, type Mapping, textAt, valueAt } from './value';

type ReadObject = (object: Mapping, header: Header) => Resource;

interface Kind {
  /** The API groups that serve it. The core group is the empty string. */
  readonly groups: readonly string[];
  readonly read: ReadObject;
}

const gatewayGroups = ['gateway.networking.k8s.io'];
const gatewayRoute: Kind = { groups: gatewayGroups, read: readGatewayRoute };

const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    Namespace: { groups: [''], read: readNamespace },
    Node: { groups: [''], read: readNode },
    Pod: { groups: [''], read: readPod },
    Deployment: { groups: ['apps', 'extensions'], read: readController },
    ReplicaSet: { groups: ['apps', 'extensions'], read: readController },
    DaemonSet: { groups: ['apps', 'extensions'], read: readController },
    StatefulSet: { groups: ['apps'], read: readController },
    ReplicationController: { groups: [''], read: readController },
    Job: { groups: ['batch'], read: readController },
    CronJob: { groups: ['batch'], read: readCronJob },
    Service: { groups: [''], read: readService },
    Endpoints: { groups: [''], read: readEndpoints },
    EndpointSlice: { groups: ['discovery.k8s.io'], read: readEndpointSlice },
    Ingress: { groups: ['networking.k8s.io', 'extensions'], read: readIngress },
    Route: { groups: ['route.openshift.io', ''], read: readOpenShiftRoute },
    HTTPRoute: gatewayRoute,
    GRPCRoute: gatewayRoute,
    TLSRoute: gatewayRoute,
    TCPRoute: gatewayRoute,
    UDPRoute: gatewayRoute,
    Gateway: { groups: gatewayGroups, read: (_, header) => ({ type: 'gateway', ...header }) },
    ReferenceGrant: { groups: gatewayGroups, read: readReferenceGrant },
  }),
);

/** Kinds of this group have pod templates too, but the pods come from Deployments of theirs. */
const knativeGroup = 'serving.knative.dev';

/** Groups that have a NetworkPolicy of their own. */
const otherPolicyGroups = new Set(['projectcalico.org', 'crd.projectcalico.org', 'crd.antrea.io']);
/** The group of the policies with tiers; other groups have a ClusterNetworkPolicy of their own. */
const tierGroup = 'policy.networking.k8s.io';
const tierKinds = new Set(['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy']);

/** How an object is read; undefined: it is of no concern. Without an apiVersion the kind decides. */
export function readerOf(object: Mapping, kind: string, apiVersion: string): ReadObject | undefined {
  const group = groupOf(apiVersion);
  const known = kinds.get(kind);
  if (known) return apiVersion === '' || known.groups.includes(group) ? known.read : undefined;
  return group !== knativeGroup && !isPolicyKind(kind) && hasPodTemplate(object) ? readController : undefined;
}

/** Whether an object is a policy to be judged, be its version served or not. */
export function isPolicy(kind: string, apiVersion: string): kind is Policy['kind'] {
  const group = groupOf(apiVersion);
  if (kind === 'NetworkPolicy') return !otherPolicyGroups.has(group);
  return tierKinds.has(kind) && (apiVersion === '' || group === tierGroup);
}

/** What a kind that is of no concern is called: with its version where the same kind of another group is read. */
export function titleOf(kind: string, apiVersion: string): string {
  return kinds.has(kind) || isPolicyKind(kind) ? `${kind} (${apiVersion})` : kind;
}

function isPolicyKind(kind: string): boolean {
  return kind === 'NetworkPolicy' || tierKinds.has(kind);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function readNamespace(object: Mapping, header: Header): Resource {
  const labels = readLabels(object, ['metadata', 'labels'], 'ObjectMeta', header.problems);
  return { type: 'namespace', ...header, labels };
}

/** Host names among the addresses say nothing that a peer could match (S58). */
function readNode(object: Mapping, header: Header): Resource {
  const labels = readLabels(object, ['metadata', 'labels'], 'ObjectMeta', header.problems);
  const written = itemsOf(valueAt(object, 'status', 'addresses')).map((each) => textAt(each, 'address'));
  const addresses = [...new Set(written)].filter((address) => parseAddress(address) !== undefined);
  return { type: 'node', ...header, labels, addresses };
}
