/** What may stand where in a policy, with a line of documentation: for completion and hover. Validation has its own. */

/** What of the loaded cluster fits at a place. */
export type Inventory =
  | 'namespace'
  | 'podLabels'
  | 'namespaceLabels'
  | 'nodeLabels'
  | 'port'
  | 'portNumber'
  | 'portName'
  | 'cidr';

export interface Field {
  /** One line. */
  readonly doc: string;
  readonly shape: 'map' | 'list' | 'labels' | 'scalar';
  /** Of a map, or of the maps in a list. Absent in a list of scalars. */
  readonly fields?: Fields;
  readonly values?: readonly string[];
  /** For a scalar its values, for `labels` the keys and values. */
  readonly inventory?: Inventory;
}

export type Fields = Readonly<Record<string, Field>>;

const scalar = (doc: string, more: Pick<Field, 'values' | 'inventory'> = {}): Field => ({
  doc,
  shape: 'scalar',
  ...more,
});
const map = (doc: string, fields: Fields): Field => ({ doc, shape: 'map', fields });
const maps = (doc: string, fields: Fields): Field => ({ doc, shape: 'list', fields });
const list = (doc: string, more: Pick<Field, 'values' | 'inventory'> = {}): Field => ({
  doc,
  shape: 'list',
  ...more,
});
const labels = (doc: string, inventory?: Inventory): Field => ({
  doc,
  shape: 'labels',
  ...(inventory && { inventory }),
});

function selector(doc: string, inventory: Inventory): Field {
  return map(doc, {
    matchLabels: labels('Labels that must all be there with these values.', inventory),
    matchExpressions: maps('Requirements that must all be met.', {
      key: scalar('The label key that the requirement is about.', { inventory }),
      operator: scalar(
        'How the label relates to the values. NotIn and DoesNotExist hold without the label.',
        {
          values: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
        },
      ),
      values: list('The values for In and NotIn; absent for Exists and DoesNotExist.', { inventory }),
    }),
  });
}

const metadata = (isNamespaced: boolean): Field =>
  map('Name, labels and annotations of the object.', {
    name: scalar('Name of the policy: lower case letters, digits, hyphens and dots.'),
    ...(isNamespaced && {
      namespace: scalar('The namespace whose pods the policy can select.', { inventory: 'namespace' }),
    }),
    labels: labels('Labels of the policy itself; they select nothing.'),
    annotations: labels('Annotations of the policy.'),
  });

const protocol = scalar('TCP where it is absent.', { values: ['TCP', 'UDP', 'SCTP'] });

const ports = maps('Destination ports. Absent: every port of every protocol.', {
  port: scalar(
    'Number, or name of a container port at the destination. Absent: every port of the protocol.',
    {
      inventory: 'port',
    },
  ),
  protocol,
  endPort: scalar('Last port of a range that port begins; a number not below it.'),
});

const ipBlock = map('Addresses, for what is outside the cluster.', {
  cidr: scalar('A range of IPv4 or IPv6 addresses, as 10.0.0.0/8 or 2001:db8::/32.', { inventory: 'cidr' }),
  except: list('Ranges inside the CIDR that do not match.', { inventory: 'cidr' }),
});

const peers = (direction: string): Field =>
  maps(`Who may be at the other end: any one of the elements. Absent: everyone ${direction}.`, {
    podSelector: selector(
      'Pods by their labels: of the policy’s own namespace, or of those that namespaceSelector beside it selects.',
      'podLabels',
    ),
    namespaceSelector: selector('Namespaces by their labels. {} selects all of them.', 'namespaceLabels'),
    ipBlock,
  });

const networkPolicy: Fields = {
  podSelector: selector(
    'The pods that the policy isolates and allows. {} selects all pods of its namespace.',
    'podLabels',
  ),
  policyTypes: list('The directions in which the selected pods are isolated.', {
    values: ['Ingress', 'Egress'],
  }),
  ingress: maps('What may come in: the union of the rules. [] or absent: nothing, where Ingress is a type.', {
    from: peers('may come in'),
    ports,
  }),
  egress: maps('What may go out: the union of the rules. [] or absent: nothing, where Egress is a type.', {
    to: peers('may be reached'),
    ports,
  }),
};

const namespacesPeer = selector(
  'All pods of the namespaces with these labels. {} means every namespace.',
  'namespaceLabels',
);
const podsOfNamespaces = (doc: string): Field =>
  map(doc, {
    namespaceSelector: selector('Namespaces by their labels; {} means every namespace.', 'namespaceLabels'),
    podSelector: selector('Pods by their labels; {} means every pod of the namespaces.', 'podLabels'),
  });

const subject = map('The pods that the policy judges: namespaces or pods.', {
  namespaces: namespacesPeer,
  pods: podsOfNamespaces('Pods by their labels, in namespaces by theirs.'),
});

const tierPeers: Fields = {
  namespaces: namespacesPeer,
  pods: podsOfNamespaces('Pods by their labels, in namespaces by theirs.'),
};
const tierEgressPeers: Fields = {
  ...tierPeers,
  networks: list('Address ranges; pods are matched by their addresses too.', { inventory: 'cidr' }),
  nodes: selector('Nodes by their labels.', 'nodeLabels'),
  domainNames: list('Domain names, as example.com or *.example.com; only in rules that accept.'),
};

const destinationPort = map('A port number or a range of them.', {
  number: scalar('A port number.', { inventory: 'portNumber' }),
  range: map('Ports from start to end, both included.', {
    start: scalar('First port.'),
    end: scalar('Last port.'),
  }),
});
const portOf = (name: string): Field => map(`${name} ports.`, { destinationPort });

const protocols = maps('Protocols and ports. Absent: every port of every protocol.', {
  tcp: portOf('TCP'),
  udp: portOf('UDP'),
  sctp: portOf('SCTP'),
  destinationNamedPort: scalar('Name of a container port; its own protocol counts.', {
    inventory: 'portName',
  }),
});

function tierRules(
  peer: 'from' | 'to',
  actions: readonly string[],
  portFields: Fields,
  egress: Fields,
): Field {
  return maps('Rules in order: the first that matches decides.', {
    name: scalar('A name for the rule, for people.'),
    action: scalar('What happens to what the rule matches. Pass leaves it to the next tier.', {
      values: actions,
    }),
    [peer]: maps('Who is at the other end: any one of the elements.', peer === 'from' ? tierPeers : egress),
    ...portFields,
  });
}

const priority = scalar('0 to 1000; the lowest number is judged first.');

const clusterActions = ['Accept', 'Deny', 'Pass'];
const clusterNetworkPolicy: Fields = {
  tier: scalar('Admin is judged before NetworkPolicies, Baseline after them.', {
    values: ['Admin', 'Baseline'],
  }),
  priority,
  subject,
  ingress: tierRules('from', clusterActions, { protocols }, tierEgressPeers),
  egress: tierRules('to', clusterActions, { protocols }, tierEgressPeers),
};

const adminPorts: Fields = {
  ports: maps('Destination ports. Absent: every port of every protocol.', {
    portNumber: map('One port.', { protocol, port: scalar('A port number.', { inventory: 'portNumber' }) }),
    portRange: map('Ports from start to end, both included.', {
      protocol,
      start: scalar('First port.'),
      end: scalar('Last port.'),
    }),
    namedPort: scalar('Name of a container port; its own protocol counts.', { inventory: 'portName' }),
  }),
};
const adminActions = ['Allow', 'Deny', 'Pass'];
const adminNetworkPolicy: Fields = {
  priority,
  subject,
  ingress: tierRules('from', adminActions, adminPorts, tierEgressPeers),
  egress: tierRules('to', adminActions, adminPorts, tierEgressPeers),
};
const { domainNames: _none, ...baselinePeers } = tierEgressPeers;
const baselineActions = ['Allow', 'Deny'];
const baselineAdminNetworkPolicy: Fields = {
  subject,
  ingress: tierRules('from', baselineActions, adminPorts, baselinePeers),
  egress: tierRules('to', baselineActions, adminPorts, baselinePeers),
};

const apiVersions = {
  NetworkPolicy: 'networking.k8s.io/v1',
  ClusterNetworkPolicy: 'policy.networking.k8s.io/v1alpha2',
  AdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
  BaselineAdminNetworkPolicy: 'policy.networking.k8s.io/v1alpha1',
} as const;

type Kind = keyof typeof apiVersions;

const specs: Readonly<Record<Kind, Fields>> = {
  NetworkPolicy: networkPolicy,
  ClusterNetworkPolicy: clusterNetworkPolicy,
  AdminNetworkPolicy: adminNetworkPolicy,
  BaselineAdminNetworkPolicy: baselineAdminNetworkPolicy,
};

const kinds = Object.keys(apiVersions) as Kind[];

const isKind = (kind: string | undefined): kind is Kind => kinds.some((known) => known === kind);

/** The fields at the top of an object; of a kind that is no policy, or not written yet, only the head. */
export function fieldsOfObject(kind: string | undefined): Fields {
  const head: Fields = {
    apiVersion: scalar('Group and version of the kind.', {
      values: isKind(kind) ? [apiVersions[kind]] : [...new Set(Object.values(apiVersions))],
    }),
    kind: scalar('Kind of the object.', { values: kinds }),
    metadata: metadata(kind !== undefined && (!isKind(kind) || kind === 'NetworkPolicy')),
  };
  return isKind(kind) ? { ...head, spec: map('What the policy says.', specs[kind]) } : head;
}
