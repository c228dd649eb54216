import { readBlock } from '../model/cidr';
import type { Protocol } from '../model/cluster';
import type { Direction, Peer, NetworkPolicy, PolicyPort, Rule } from './policy';
import { readSelector, type WrittenSelector } from './readSelector';

/** A NetworkPolicy as the API takes it, where null always means "not set". */
interface NetworkPolicyManifest {
  readonly metadata: {
    readonly name?: string | null;
    readonly generateName?: string | null;
    readonly namespace?: string | null;
  };
  readonly spec?: {
    readonly podSelector?: WrittenSelector | null;
    readonly policyTypes?: readonly string[] | null;
    readonly ingress?: readonly (WrittenRule | null)[] | null;
    readonly egress?: readonly (WrittenRule | null)[] | null;
  } | null;
}

interface WrittenRule {
  readonly from?: readonly WrittenPeer[] | null;
  readonly to?: readonly WrittenPeer[] | null;
  readonly ports?: readonly (WrittenPort | null)[] | null;
}

interface WrittenPeer {
  readonly podSelector?: WrittenSelector | null;
  readonly namespaceSelector?: WrittenSelector | null;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] | null } | null;
}

interface WrittenPort {
  readonly protocol?: Protocol | null;
  readonly port?: number | string | null;
  readonly endPort?: number | null;
}

/**
 * The policy in the form that is evaluated. `value` must be a NetworkPolicy that `validateNetworkPolicy` does not
 * refuse. Unknown fields are dropped as a server drops them (V41), defaults are applied (S2, TCP), and the API's
 * empties are read as the API reads them: an empty list of peers or ports is the same as none (S11, S28), and
 * a null in a list is an empty element: `ingress: [null]` allows everyone (S7).
 */
export function readNetworkPolicy(value: unknown): NetworkPolicy {
  const { metadata, spec } = value as NetworkPolicyManifest;
  const name = metadata.name || metadata.generateName || '';
  const namespace = metadata.namespace || 'default';
  return {
    id: `NetworkPolicy/${namespace}/${name}`,
    kind: 'NetworkPolicy',
    namespace,
    name,
    podSelector: readSelector(spec?.podSelector),
    directions: readDirections(spec?.policyTypes ?? [], (spec?.egress ?? []).length > 0),
    ingress: (spec?.ingress ?? []).map((rule) => readRule(rule?.from, rule?.ports)),
    egress: (spec?.egress ?? []).map((rule) => readRule(rule?.to, rule?.ports)),
  };
}

/** S2: without policyTypes, ingress always, and egress where there are egress rules. */
function readDirections(policyTypes: readonly string[], hasEgressRules: boolean): Set<Direction> {
  const types = policyTypes.length > 0 ? policyTypes : ['Ingress', ...(hasEgressRules ? ['Egress'] : [])];
  return new Set(types.map((type) => (type === 'Ingress' ? 'ingress' : 'egress')));
}

function readRule(peers: readonly WrittenPeer[] | null | undefined, ports: WrittenRule['ports']): Rule {
  return {
    ...(peers && peers.length > 0 ? { peers: peers.map(readPeer) } : {}),
    ...(ports && ports.length > 0 ? { ports: ports.map(readPort) } : {}),
  };
}

function readPeer({ ipBlock, namespaceSelector, podSelector }: WrittenPeer): Peer {
  if (ipBlock) {
    const block = readBlock(ipBlock.cidr, ipBlock.except ?? []);
    if (!block) throw new Error(`an ipBlock that validation should have refused: ${ipBlock.cidr}`);
    return { type: 'ipBlock', ...block };
  }
  return {
    type: 'pods',
    ...(namespaceSelector ? { namespaceSelector: readSelector(namespaceSelector) } : {}),
    ...(podSelector ? { podSelector: readSelector(podSelector) } : {}),
  };
}

function readPort(written: WrittenPort | null): PolicyPort {
  const { protocol, port, endPort } = written ?? {};
  return {
    protocol: protocol ?? 'TCP',
    ...(port === null || port === undefined ? {} : { port }),
    ...(endPort === null || endPort === undefined ? {} : { endPort }),
  };
}
