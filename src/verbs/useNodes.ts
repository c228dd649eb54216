import { useMemo } from 'react';
import type { GraphNode, WorkloadNode } from '../core/index';
import { useAnalysis } from '../store/analysis';

const none: readonly GraphNode[] = [];

export function useNodes(): readonly GraphNode[] {
  return useAnalysis((state) => state.view?.graph.nodes) ?? none;
}

/** Names of the namespaces that the manifests have. */
export function useNamespaces(): readonly string[] {
  const nodes = useNodes();
  return useMemo(
    () =>
      nodes.flatMap((node) => (node.type === 'namespace' && node.origin !== 'inferred' ? [node.name] : [])),
    [nodes],
  );
}

export function useWorkload(id: string): WorkloadNode | undefined {
  return useNodes().find((node): node is WorkloadNode => node.type === 'workload' && node.id === id);
}

/** What a node is called in texts. */
export function titleOf(node: GraphNode): string {
  if (node.type === 'namespace') return `namespace ${node.name}`;
  return node.type === 'anywhere' ? 'anywhere' : node.title;
}

/** What an end is called, also one that the picture does not have: an address block that is being named. */
export function titleOfEnd(nodes: readonly GraphNode[], id: string | undefined): string {
  const node = nodes.find((each) => each.id === id);
  if (node) return titleOf(node);
  if (id?.startsWith('Anywhere/')) return 'anywhere';
  return id?.replace(/^Addresses\//, '') ?? '…';
}
