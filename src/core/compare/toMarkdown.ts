import type { Comparison, ReviewEdge } from './comparison';
import type { FlowChangeState } from './differences';
import { nodeTitle } from '../graph/edges';
import { describeConnections } from '../model/connections';
import type { GraphNode } from '../graph/graph';

const sections: readonly (readonly [state: FlowChangeState, title: string])[] = [
  ['added', 'Added'],
  ['removed', 'Removed'],
  ['changed', 'Changed'],
];

/** What differs, as Markdown for a pull request. Names of the manifests are text there, never markup. */
export function toMarkdown(comparison: Comparison): string {
  const { edges, counts } = comparison;
  const total = sections.reduce((sum, [state]) => sum + counts[state], 0);
  const lines = ['## Network flows', '', ...arrivalLines(comparison)];
  if (total === 0) return [...lines, 'No flow differs.', ''].join('\n');
  const summary = sections
    .filter(([state]) => counts[state] > 0)
    .map(([state]) => `**${flows(counts[state])} ${state}**`);
  lines.push(`${summary.join(', ')}.`, '');
  const nodes = new Map(comparison.nodes.map((node) => [node.id, node]));
  for (const [state, title] of sections) {
    const own = edges.filter(({ change }) => change === state);
    if (own.length > 0) lines.push(`### ${title}`, '', ...tableOf(own, state, nodes), '');
  }
  return lines.join('\n');
}

function tableOf(
  edges: readonly ReviewEdge[],
  state: FlowChangeState,
  nodes: ReadonlyMap<string, GraphNode>,
): string[] {
  const isChanged = state === 'changed';
  const head = isChanged ? ['From', 'To', 'Before', 'After'] : ['From', 'To', 'Ports'];
  return [
    row([...head, 'Flows']),
    row([...head.map(() => '---'), '---:']),
    ...edges.map((edge) => {
      const ports = isChanged
        ? [describeConnections(edge.before), describeConnections(edge.after)]
        : [edge.ports];
      const some = edge.partial ? ' (some pods only)' : '';
      return row([
        endOf(nodes, edge.source, edge.exceptSources),
        endOf(nodes, edge.destination, edge.exceptDestinations),
        ...ports.map((text, i) => escape(text) + (i === ports.length - 1 ? some : '')),
        edge.flows.toLocaleString('en'),
      ]);
    }),
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function endOf(nodes: ReadonlyMap<string, GraphNode>, id: string, except: readonly string[]): string {
  const titleOf = (one: string) => {
    const node = nodes.get(one);
    return escape(node ? nodeTitle(node) : one);
  };
  const node = nodes.get(id);
  const title = node?.type === 'namespace' ? `all of ${titleOf(id)}` : titleOf(id);
  return except.length > 0 ? `${title} except ${except.map(titleOf).join(', ')}` : title;
}

function arrivalLines({ namespaces, workloads, policies }: Comparison): string[] {
  const lines = [
    ...(['added', 'removed'] as const).flatMap((state) => [
      listed(`Namespaces ${state}`, namespaces[state]),
      listed(`Workloads ${state}`, workloads[state]),
      listed(`Policies ${state}`, policies[state]),
    ]),
    listed('Policies changed', policies.changed),
  ].filter((line) => line !== '');
  return lines.length > 0 ? [...lines, ''] : [];
}

function listed(title: string, ids: readonly string[]): string {
  return ids.length > 0 ? `- ${title}: ${ids.map((id) => escape(titleOfId(id))).join(', ')}` : '';
}

/** `shop/web (Deployment)`, `base (ClusterNetworkPolicy)`, and of a namespace its name. */
function titleOfId(id: string): string {
  const [kind = '', ...names] = id.split('/');
  return kind === 'Namespace' ? names.join('/') : `${names.join('/')} (${kind})`;
}

function flows(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'flow' : 'flows'}`;
}

const entities = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
]);

/** Text that Markdown leaves as it is: no HTML, no links, no emphasis, no end of a table's cell. */
function escape(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[<>&]/g, (sign) => entities.get(sign) ?? sign)
    .replace(/[\\`*_{}[\]|~]/g, String.raw`\$&`)
    .replace(/:\/\//g, ':&#47;&#47;');
}
