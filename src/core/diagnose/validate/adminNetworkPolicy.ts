import type { Problem } from '../../manifest/problem';
import { itemsOf, type Mapping, textAt, valueAt } from '../../manifest/value';
import type { CrdObject, CrdSchema } from './crdSchema';
import { validateTierPolicy } from './tierPolicy';
import { domainNames, list, networks, object, oneOf, PORTS, selector } from './tierSchema';

const withoutPeer = 'what is left is no peer, which is refused';

/** S66: what v0.1.0 and v0.1.1 wrote where selectors stand now. */
const formerFields = ['namespaceSelector', 'podSelector', 'sameLabels', 'notSameLabels'];
const namespaces = selector(formerFields);
const pods = object(
  { podSelector: selector(formerFields), namespaceSelector: selector(formerFields) },
  {
    code: 'V77',
    requiredSelectors: ['namespaceSelector', 'podSelector'],
    withoutField: 'without a namespaceSelector all namespaces are meant',
    formerFields: ['namespaces'],
  },
);
/** The definitions take any text; nothing else is a protocol of Kubernetes. */
const protocol: CrdSchema = { type: 'string', values: ['TCP', 'UDP', 'SCTP'] };
const port = oneOf(
  {
    portNumber: object({ protocol, port: { ...PORTS } }, { required: ['port'] }),
    portRange: object({ protocol, start: { ...PORTS }, end: { ...PORTS } }, { required: ['start', 'end'] }),
    namedPort: { type: 'string' },
  },
  { code: 'V78', withoutField: 'what is left is no port, which is refused' },
);

function spec(isBaseline: boolean): CrdObject {
  const actions = isBaseline ? ['Allow', 'Deny'] : ['Allow', 'Deny', 'Pass'];
  const rule = {
    name: { type: 'string', maxLength: 100 },
    action: { type: 'string', code: 'V75', values: actions },
    ports: list(port, 100, { code: 'V78', minItems: 1 }),
  } satisfies Record<string, CrdSchema>;
  const peers = (fields: Readonly<Record<string, CrdSchema>>): CrdSchema =>
    list(oneOf(fields, { code: 'V77', withoutField: withoutPeer }), 100, { code: 'V76', minItems: 1 });
  const outside = {
    networks: networks('V77'),
    nodes: selector(),
    ...(isBaseline ? {} : { domainNames: domainNames('V77') }),
  };
  const withoutField = 'what is left of the rule restricts less: without ports it means every port';
  const ingressRule = object(
    { ...rule, from: peers({ namespaces, pods }) },
    { required: ['action', 'from'], withoutField },
  );
  const egressRule = object(
    { ...rule, to: peers({ namespaces, pods, ...outside }) },
    {
      code: 'V78',
      required: ['action', 'to'],
      withoutField,
      isRuleTolerant: true,
      rule: namedPortWithoutPods(isBaseline),
    },
  );
  return object(
    {
      ...(isBaseline ? {} : { priority: { type: 'integer', code: 'V72', minimum: 0, maximum: 1000 } }),
      subject: oneOf({ namespaces, pods }, { code: 'V73', withoutField: 'what is left selects nothing' }),
      ingress: list(ingressRule, 100, { code: 'V74' }),
      egress: list(egressRule, 100, { code: 'V74' }),
    },
    { required: isBaseline ? ['subject'] : ['priority', 'subject'] },
  );
}
const specs = { AdminNetworkPolicy: spec(false), BaselineAdminNetworkPolicy: spec(true) };

/** As for ClusterNetworkPolicy (V67), in the words of these kinds. */
function namedPortWithoutPods(isBaseline: boolean): (rule: Mapping) => string | undefined {
  const kinds = isBaseline ? 'networks/nodes' : 'networks/nodes/domainNames';
  return ({ to, ports }) => {
    const isNamed = itemsOf(ports).some((each) => valueAt(each, 'namedPort') !== undefined);
    const hasNoNames = kinds
      .split('/')
      .some((field) => itemsOf(to).some((peer) => valueAt(peer, field) !== undefined));
    return isNamed && hasNoNames
      ? `${kinds} peer cannot be set with namedPorts since there are no namedPorts for ${kinds}`
      : undefined;
  };
}

/** What an API server has to say of an AdminNetworkPolicy or a BaselineAdminNetworkPolicy v1alpha1 (V71–V78). */
export function validateAdminNetworkPolicy(value: unknown, kind: keyof typeof specs): Problem[] {
  const served = 'policy.networking.k8s.io/v1alpha1';
  const problems = validateTierPolicy(value, { kind, served, nameCode: 'V71', spec: specs[kind] });
  const name = textAt(value, 'metadata', 'name');
  const isRefused = problems.some(({ blocking }) => blocking);
  if (kind === 'AdminNetworkPolicy' || name === 'default' || isRefused) return problems;
  return [...problems, notDefault];
}

/** The rule stands at the object itself, which is no path at all. */
const notDefault: Problem = {
  code: 'V71',
  path: ['metadata', 'name'],
  message:
    '<nil>: Invalid value: "object": Only one baseline admin network policy with metadata.name="default" ' +
    'can be created in the cluster',
  blocking: true,
};
