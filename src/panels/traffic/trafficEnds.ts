import type { AnalysisView } from '../../worker/views';

/** What can be typed at an end, and the id that is meant; any other text is an address, or a problem. */
export function trafficEnds(
  { graph, services }: Pick<AnalysisView, 'graph' | 'services'>,
  end: 'source' | 'destination',
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const node of graph.nodes) if (node.type === 'workload') ids.set(node.title, node.id);
  if (end === 'destination') for (const { id, title } of services) ids.set(`Service ${title}`, id);
  return ids;
}

/** How an end of a query is written for people. */
export function endTitle({ graph, services }: Pick<AnalysisView, 'graph' | 'services'>, id: string): string {
  const node = graph.nodes.find((each) => each.id === id);
  if (node?.type === 'workload') return node.title;
  const service = services.find((each) => each.id === id);
  return service ? `Service ${service.title}` : id;
}

/** `TCP 80`, `UDP dns`, `every port of it`. */
export function portTitle(protocol: string, port: number | string | undefined): string {
  if (protocol === 'other') return 'other protocols';
  return port === undefined || port === '' ? `${protocol}, every port of it` : `${protocol} ${port}`;
}
