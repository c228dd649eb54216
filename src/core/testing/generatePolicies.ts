import { readBlock } from '../model/cidr';
import type { Workload } from '../model/cluster';
import { labelsOf } from '../model/labels';
import type { LabelSelector } from '../model/selector';
import type { Direction, NetworkPolicy, Peer, PolicyPort, Rule } from '../policy/policy';
import type { Random } from './seeded';

/** What a made-up policy is made of. */
interface Draw {
  readonly subject: Workload;
  readonly neighbour: Workload;
  readonly stranger: Workload;
  readonly team: string;
  /** 0–249, for a network. */
  readonly number: number;
}

type Content = Pick<NetworkPolicy, 'podSelector'> & Partial<Record<Direction, readonly Rule[]>>;

const select = (...pairs: readonly (readonly [string, string])[]): LabelSelector => ({
  matchLabels: labelsOf(pairs),
});
const all: LabelSelector = {};
const app = ({ labels }: Workload): LabelSelector => select(['app', labels['app'] ?? '']);
const role = ({ labels }: Workload): LabelSelector => select(['role', labels['role'] ?? '']);
const pods = (namespaceSelector?: LabelSelector, podSelector?: LabelSelector): Peer => ({
  type: 'pods',
  ...(namespaceSelector && { namespaceSelector }),
  ...(podSelector && { podSelector }),
});
const tcp = (port: number | string, endPort?: number): PolicyPort => ({
  protocol: 'TCP',
  port,
  ...(endPort !== undefined && { endPort }),
});
const dns: readonly PolicyPort[] = [{ protocol: 'UDP', port: 53 }, tcp(53)];
const portOf = ({ ports }: Workload): PolicyPort => tcp(ports[0]?.port ?? 80);

/** Kinds of policies as they are found in the field, with how many in a hundred are of each. */
const kinds: readonly (readonly [percent: number, name: string, make: (draw: Draw) => Content])[] = [
  [14, 'default-deny', () => ({ podSelector: all, ingress: [] })],
  [12, 'same-namespace', () => ({ podSelector: all, ingress: [{ peers: [pods(undefined, all)] }] })],
  [
    8,
    'from-ingress',
    ({ subject }) => ({
      podSelector: app(subject),
      ingress: [{ peers: [pods(select(['purpose', 'ingress']))], ports: [portOf(subject)] }],
    }),
  ],
  [
    8,
    'monitoring',
    () => ({
      podSelector: all,
      ingress: [{ peers: [pods(select(['purpose', 'monitoring']))], ports: [tcp('metrics')] }],
    }),
  ],
  [
    22,
    'app-to-app',
    ({ subject, neighbour }) => ({
      podSelector: app(subject),
      ingress: [{ peers: [pods(undefined, app(neighbour))], ports: [portOf(subject)] }],
    }),
  ],
  [
    8,
    'from-other-namespace',
    ({ subject, stranger }) => ({
      podSelector: app(subject),
      ingress: [
        {
          peers: [pods(select(['kubernetes.io/metadata.name', stranger.namespace]), role(stranger))],
          ports: [portOf(subject)],
        },
      ],
    }),
  ],
  [
    8,
    'dns',
    ({ subject }) => ({
      podSelector: app(subject),
      egress: [{ peers: [pods(select(['purpose', 'dns']))], ports: dns }],
    }),
  ],
  [
    12,
    'outside',
    ({ subject, number }) => {
      const block = readBlock(`10.${number}.0.0/16`, [`10.${number}.9.0/24`]);
      return {
        podSelector: app(subject),
        egress: [{ peers: block ? [{ type: 'ipBlock', ...block }] : [], ports: [tcp(443)] }],
      };
    },
  ],
  [
    2,
    'from-all-namespaces',
    ({ subject }) => ({
      podSelector: app(subject),
      ingress: [{ peers: [pods(all)], ports: [tcp(8000, 8080)] }],
    }),
  ],
  [
    2,
    'from-environments',
    ({ subject }) => ({
      podSelector: app(subject),
      ingress: [
        {
          peers: [pods({ matchExpressions: [{ key: 'env', operator: 'In', values: ['prod', 'staging'] }] })],
          ports: [portOf(subject)],
        },
      ],
    }),
  ],
  [
    2,
    'all-but-one-role',
    ({ neighbour }) => ({
      podSelector: {
        matchExpressions: [{ key: 'role', operator: 'NotIn', values: [neighbour.labels['role'] ?? ''] }],
      },
      ingress: [{}],
    }),
  ],
  [
    2,
    'mixed',
    ({ subject, neighbour, team }) => ({
      podSelector: app(subject),
      ingress: [{ peers: [pods(undefined, app(neighbour)), pods(select(['team', team]), role(neighbour))] }],
      egress: [{ ports: dns }, { peers: [pods(undefined, all)], ports: [tcp(5432), tcp(6379)] }],
    }),
  ],
];

/** Policies for the workloads, given namespace by namespace. */
export function generatePolicies(
  workloads: readonly Workload[],
  teams: readonly string[],
  { policies, idle = 0.05 }: { readonly policies: number; readonly idle?: number },
  random: Random,
): NetworkPolicy[] {
  const below = (count: number): number => Math.floor(random() * count);
  return Array.from({ length: policies }, (_, i) => {
    const at = below(workloads.length);
    const subject = workloads[at]!;
    const next = workloads[at + 1];
    const draw: Draw = {
      subject,
      neighbour: next?.namespace === subject.namespace ? next : subject,
      stranger: workloads[below(workloads.length)]!,
      team: teams[below(teams.length)]!,
      number: below(250),
    };
    const [name, make] = kindAt(random() * 100);
    const { podSelector, ingress, egress } = make(draw);
    const title = `${name}-${i + 1}`;
    return {
      id: `NetworkPolicy/${subject.namespace}/${title}`,
      kind: 'NetworkPolicy',
      namespace: subject.namespace,
      name: title,
      podSelector: random() < idle ? select(['app', 'gone']) : podSelector,
      directions: new Set([...(ingress ? ['ingress' as const] : []), ...(egress ? ['egress' as const] : [])]),
      ingress: ingress ?? [],
      egress: egress ?? [],
    };
  });
}

function kindAt(percent: number): readonly [string, (draw: Draw) => Content] {
  let left = percent;
  for (const [part, name, make] of kinds) {
    if (left < part) return [name, make];
    left -= part;
  }
  const [[, name, make]] = kinds as [(typeof kinds)[number]];
  return [name, make];
}
