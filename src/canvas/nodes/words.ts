import type { Direction, DrawnNode, NamespaceNode, WorkloadNode } from '../../core/index';
import type { ProblemCount } from '../../store/problemCounts';
import { count } from '../../ui/count';

const shortKinds = new Map([
  ['Deployment', 'Deploy'],
  ['StatefulSet', 'STS'],
  ['DaemonSet', 'DS'],
  ['ReplicaSet', 'RS'],
  ['ReplicationController', 'RC'],
]);

/** `Deploy ×3`, `CronJob`, `inferred`. */
export function kindInShort({ kind, replicas, inferred }: WorkloadNode): string {
  if (inferred) return 'inferred';
  return (shortKinds.get(kind) ?? kind) + (replicas === undefined ? '' : ` ×${replicas}`);
}

/** The accessible name of a node, with how many problems it has. */
export function describeNode(node: DrawnNode, problems?: ProblemCount): string {
  return problems ? `${nameOf(node)}, ${count(problems.amount, 'problem')}` : nameOf(node);
}

function nameOf(node: DrawnNode): string {
  switch (node.type) {
    case 'namespace':
      return `Namespace ${node.name}, ${count(node.workloads, 'workload')}`;
    case 'workload': {
      if (node.inferred) return `${node.title}, inferred workload`;
      const replicas = node.replicas === undefined ? '' : `, ${count(node.replicas, 'replica')}`;
      return `${node.title}, ${node.kind}${replicas}${node.hostNetwork ? ', on the host network' : ''}`;
    }
    case 'entry':
      return `${node.shortTitle}, ${node.subtitle}`;
    case 'addresses':
      return `Addresses ${node.title}${node.except.length > 0 ? ` except ${node.except.join(', ')}` : ''}`;
    default:
      return `${node.title}, ${node.subtitle}`;
  }
}

/** `ingress isolated` where that holds for all workloads of the box, else how many there are. */
export function isolationInShort(node: NamespaceNode): string {
  const [ingress, egress] = [node.isolatedIngress, node.isolatedEgress].map(
    (isolated) => node.workloads > 0 && isolated === node.workloads,
  );
  if (ingress && egress) return 'isolated';
  if (ingress) return 'ingress isolated';
  if (egress) return 'egress isolated';
  return count(node.workloads, 'workload');
}

/** `shop/api egress gate, open`; where tiers deny something: `…, some denied by 1 tier policy`. */
export function describeGate(
  title: string,
  direction: Direction,
  isolatedBy: readonly string[],
  deniedBy: readonly string[] = [],
): string {
  const state =
    isolatedBy.length === 0 ? 'open' : `isolated by ${count(isolatedBy.length, 'policy', 'policies')}`;
  const denials =
    deniedBy.length === 0 ? '' : `, some denied by ${count(deniedBy.length, 'tier policy', 'tier policies')}`;
  return `${title} ${direction} gate, ${state}${denials}`;
}
