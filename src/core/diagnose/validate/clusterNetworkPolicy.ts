import type { Problem } from '../../manifest/problem';
import { itemsOf, type Mapping, valueAt } from '../../manifest/value';
import type { CrdSchema } from './crdSchema';
import { validateTierPolicy } from './tierPolicy';
import { domainNames, list, networks, object, oneOf, PORTS, selector } from './tierSchema';

const withoutPeer = 'what is left is no peer, which is refused';
const withoutRuleField = 'what is left of the rule restricts less: without protocols it means every port';

const namespaces = selector();
/** V54. */
const pods = object(
  { podSelector: selector(), namespaceSelector: selector() },
  {
    code: 'V54',
    requiredSelectors: ['podSelector'],
    withoutField: 'without a namespaceSelector all namespaces are meant',
  },
);
const range = object(
  { start: { ...PORTS }, end: { ...PORTS } },
  {
    code: 'V66',
    required: ['start', 'end'],
    rule: ({ start, end }) =>
      Number(start) < Number(end) ? undefined : 'Start port must be less than End port',
  },
);
const destinationPort = oneOf({ number: { ...PORTS }, range }, { code: 'V65' });
const transport = object({ destinationPort }, { code: 'V64', minFields: 1 });
const protocol = oneOf(
  {
    tcp: transport,
    udp: transport,
    sctp: transport,
    destinationNamedPort: { type: 'string', code: 'V68' },
  },
  { code: 'V63', withoutField: 'what is left is no protocol, which is refused' },
);
const rule = {
  name: { type: 'string', code: 'V56', maxLength: 100 },
  action: { type: 'string', code: 'V57', values: ['Accept', 'Deny', 'Pass'] },
  protocols: list(protocol, 25, { code: 'V63', minItems: 1 }),
} satisfies Record<string, CrdSchema>;
const ingressPeer = oneOf({ namespaces, pods }, { code: 'V59', withoutField: withoutPeer });
const egressPeer = oneOf(
  { namespaces, pods, networks: networks('V61'), nodes: selector(), domainNames: domainNames('V62') },
  { code: 'V60', withoutField: withoutPeer },
);
const ingressRule = object(
  { ...rule, from: list(ingressPeer, 25, { code: 'V58', minItems: 1 }) },
  { required: ['action', 'from'], withoutField: withoutRuleField },
);
const egressRule = object(
  { ...rule, to: list(egressPeer, 25, { code: 'V58', minItems: 1 }) },
  {
    code: 'V67',
    required: ['action', 'to'],
    withoutField: withoutRuleField,
    isRuleTolerant: true,
    rule: (written) => (hasNamedPort(written, ['nodes', 'domainNames']) ? namesNoPorts : undefined),
    warning: (written) => (hasNamedPort(written, ['networks']) ? networksNameNoPorts : undefined),
  },
);

const spec = object(
  {
    tier: { type: 'string', code: 'V51', values: ['Admin', 'Baseline'] },
    priority: { type: 'integer', code: 'V52', minimum: 0, maximum: 1000 },
    subject: oneOf({ namespaces, pods }, { code: 'V53', withoutField: 'what is left selects nothing' }),
    ingress: list(ingressRule, 25, { code: 'V55' }),
    egress: list(egressRule, 25, { code: 'V55' }),
  },
  { required: ['tier', 'priority', 'subject'] },
);

/**
 * V67: the experimental definitions, which alone have nodes and domainNames, refuse a named port beside such a peer.
 * Beside networks the standard definitions take it.
 */
function hasNamedPort({ to, protocols }: Mapping, peers: readonly string[]): boolean {
  const isNamed = itemsOf(protocols).some((each) => valueAt(each, 'destinationNamedPort') !== undefined);
  return isNamed && itemsOf(to).some((peer) => peers.some((field) => valueAt(peer, field) !== undefined));
}
const namesNoPorts =
  'networks/nodes/domainNames peer cannot be set with namedPorts ' +
  'since there are no namedPorts for networks/nodes/domainNames';
const networksNameNoPorts =
  'networks never match a destinationNamedPort, as addresses have no named ports; ' +
  'the experimental definitions refuse the rule. Write the number of the port.';

/** What an API server has to say of a ClusterNetworkPolicy v1alpha2 (V50–V70). Never throws. */
export function validateClusterNetworkPolicy(value: unknown): Problem[] {
  const served = 'policy.networking.k8s.io/v1alpha2';
  return validateTierPolicy(value, { kind: 'ClusterNetworkPolicy', served, nameCode: 'V50', spec });
}
