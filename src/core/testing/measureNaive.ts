import type { NetworkPolicy, PolicyPort, Rule } from '../policy/policy';
import { DEFAULT_PROFILE } from '../evaluate/connectivity';
import { clusterShapes, generateCluster, type ShapeName } from './generateCluster';
import { naiveVerdict } from './naiveVerdict';
import type { WrittenNetworkPolicy, WrittenPeer, WrittenPort, WrittenRule } from './written';

/** What the plain transcription of the rules takes for all pairs of pods on one port, in milliseconds. */
export interface NaiveFigures {
  readonly milliseconds: number;
  /** Of how many sources it was measured; the whole follows from them. */
  readonly sources: number;
}

/** Judges some pods of a shape as sources, towards all others. */
export function measureNaive(shape: ShapeName, now: () => number): NaiveFigures {
  const { cluster, policies } = generateCluster(clusterShapes[shape]);
  const pods = cluster.workloads.flatMap((workload) =>
    Array.from({ length: workload.replicas ?? 1 }, () => ({ ...workload, addresses: [] })),
  );
  const sources = Math.min(pods.length, Math.max(2, Math.round(100_000 / pods.length)));
  const start = now();
  const verdict = naiveVerdict(cluster, policies.map(writtenPolicy), DEFAULT_PROFILE);
  for (let i = 0; i < sources; i++) {
    const source = pods[(i * 7919) % pods.length]!;
    for (const destination of pods) verdict(source, destination)({ protocol: 'TCP', port: 8080 });
  }
  return { milliseconds: ((now() - start) / sources) * pods.length, sources };
}

/** A policy as its author writes it. */
export function writtenPolicy(policy: NetworkPolicy): WrittenNetworkPolicy {
  const { namespace, name, podSelector, directions, ingress, egress } = policy;
  const policyTypes = Array.from(directions, (side) => (side === 'ingress' ? 'Ingress' : 'Egress'));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: {
      podSelector,
      policyTypes,
      ingress: ingress.map((rule) => writtenRule(rule, 'from')),
      egress: egress.map((rule) => writtenRule(rule, 'to')),
    },
  };
}

function writtenRule({ peers, ports }: Rule, side: 'from' | 'to'): WrittenRule {
  return {
    ...(peers && { [side]: peers.map(writtenPeer) }),
    ...(ports && { ports: ports.map(writtenPort) }),
  };
}

function writtenPeer(peer: NonNullable<Rule['peers']>[number]): WrittenPeer {
  if (peer.type === 'ipBlock') return { ipBlock: { cidr: peer.cidr, except: [...peer.except] } };
  const { podSelector, namespaceSelector } = peer;
  return { ...(podSelector && { podSelector }), ...(namespaceSelector && { namespaceSelector }) };
}

const writtenPort = ({ protocol, port, endPort }: PolicyPort): WrittenPort => ({ protocol, port, endPort });
