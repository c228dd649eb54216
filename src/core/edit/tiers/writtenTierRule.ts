import type { LabelSelector } from '../../model/selector';
import type { Direction, TierPolicy, TierRule } from '../../policy/policy';
import type { Draft } from '../draft';
import { isSubject, type FlowEnd, type SubjectEnd } from '../flowEnd';
import type { PortChoice } from '../intent';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { peersKey, toNamespaceSelector, toPodSelector } from '../writtenRule';

/** A subject, or an element of from/to, as the API spells it. */
type WrittenPods =
  | { readonly namespaces: LabelSelector }
  | { readonly pods: { readonly namespaceSelector: LabelSelector; readonly podSelector: LabelSelector } };

/** Whom a tier policy judges: a workload, a namespace, or every pod of the cluster. */
export function toSubject(draft: Draft, near: FlowEnd): WrittenPods | Refusal {
  if (near.type === 'anywhere') return { namespaces: {} };
  if (isSubject(near)) return toPods(draft, near);
  return refuse('notPossible', `Policies judge pods, not ${near.title}.`);
}

function toPods(draft: Draft, end: SubjectEnd): WrittenPods | Refusal {
  const { namespaces } = draft.reading.connectivity.cluster;
  const namespaceSelector = toNamespaceSelector(namespaces.get(end.namespace), end);
  if (isRefusal(namespaceSelector)) return namespaceSelector;
  if (end.type === 'namespace') return { namespaces: namespaceSelector };
  const podSelector = toPodSelector(end);
  return isRefusal(podSelector) ? podSelector : { pods: { namespaceSelector, podSelector } };
}

interface WishedTierRule {
  readonly direction: Direction;
  readonly action: TierRule['action'];
  readonly ports: readonly PortChoice[];
  readonly far: FlowEnd;
}

/** A rule for one end, its keys in the usual order; the older kinds say `Allow` and `ports`. */
export function toTierRule(
  draft: Draft,
  kind: TierPolicy['kind'],
  { direction, action, ports, far }: WishedTierRule,
): object | Refusal {
  const isOld = kind !== 'ClusterNetworkPolicy';
  if (kind === 'BaselineAdminNetworkPolicy' && action === 'Pass')
    return refuse('notPossible', 'A BaselineAdminNetworkPolicy allows or denies: there is nothing after it.');
  const peers = toTierPeers(draft, direction, far);
  if (isRefusal(peers)) return peers;
  const written: object[] = [];
  for (const port of ports) {
    const one = isOld ? toOldPort(port) : toProtocol(port);
    if ('reason' in one) return one;
    written.push(one);
  }
  return {
    action: isOld && action === 'Accept' ? 'Allow' : action,
    [peersKey[direction]]: peers,
    ...(written.length > 0 && { [isOld ? 'ports' : 'protocols']: written }),
  };
}

/** Ingress has no peers for addresses (S56); in egress `anywhere` is every pod and every address. */
function toTierPeers(draft: Draft, direction: Direction, far: FlowEnd): readonly object[] | Refusal {
  if (isSubject(far)) {
    const pods = toPods(draft, far);
    return isRefusal(pods) ? pods : [pods];
  }
  if (far.type === 'anywhere')
    return direction === 'ingress'
      ? [{ namespaces: {} }]
      : [{ namespaces: {} }, { networks: ['0.0.0.0/0', '::/0'] }];
  if (direction === 'ingress')
    return refuse('notPossible', `Tier policies cannot name addresses as a source: use a NetworkPolicy.`);
  if (far.block.except.length > 0)
    return refuse('notPossible', `Tier policies have no exceptions: ${far.title} needs rules of its own.`);
  return [{ networks: [far.block.cidr] }];
}

/** Every port of a protocol is written as a range, as the API refuses a protocol alone (V64). */
function toProtocol({ protocol, port, endPort }: PortChoice): object | Refusal {
  if (typeof port === 'string') return { destinationNamedPort: port };
  const destinationPort =
    port !== undefined && (endPort === undefined || endPort === port)
      ? { number: port }
      : { range: { start: port ?? 1, end: endPort ?? 65535 } };
  return { [protocol.toLowerCase()]: { destinationPort } };
}

function toOldPort({ protocol, port, endPort }: PortChoice): object | Refusal {
  if (typeof port === 'string') return { namedPort: port };
  if (port !== undefined && (endPort === undefined || endPort === port))
    return { portNumber: { protocol, port } };
  return { portRange: { protocol, start: port ?? 1, end: endPort ?? 65535 } };
}
