import type { GraphNode, Intent } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { removeBlock } from '../store/arranging';
import { carryOutAtOnce } from '../store/intents';
import { openVerb, type OpenVerb } from '../store/verb';
import type { PolicySummary } from '../worker/views';

/** Something that can be done with a node or a policy. What needs nothing more is done at once. */
export interface VerbItem {
  readonly title: string;
  readonly run: () => void;
}

/** Those that belong together; the groups are parted by lines. */
export type VerbGroups = readonly (readonly VerbItem[])[];

const asks = (title: string, verb: OpenVerb): VerbItem => ({ title: `${title}…`, run: () => openVerb(verb) });
const does = (title: string, intent: Intent): VerbItem => ({ title, run: () => void carryOutAtOnce(intent) });

/** What can be done with a node of the picture. */
export function verbsOfNode(node: GraphNode): VerbGroups {
  const { id } = node;
  const to: VerbItem = asks('Allow a flow to it', { type: 'allowFlow', destination: id });
  const from: VerbItem = asks('Allow a flow from it', { type: 'allowFlow', source: id });
  switch (node.type) {
    case 'workload':
      return [
        [from, to],
        isolationVerbs(id, node.ingress.isolatedBy.length > 0, node.egress.isolatedBy.length > 0),
        node.inferred
          ? []
          : [
              asks('Rename', { type: 'renameWorkload', workload: id }),
              asks('Labels', { type: 'changeLabels', subject: id }),
              asks('Container ports', { type: 'changeContainerPorts', workload: id }),
              asks('Replicas', { type: 'changeReplicas', workload: id }),
              does('Remove the workload', { type: 'removeWorkload', workload: id }),
            ],
      ];
    case 'namespace':
      return [
        [
          asks('New workload', { type: 'addWorkload', namespace: node.name }),
          asks('New policy', { type: 'createPolicy', namespace: node.name }),
        ],
        [from, to],
        isolationVerbs(id, node.isolatedIngress > 0, node.isolatedEgress > 0),
        [
          asks('Rename', { type: 'renameNamespace', namespace: node.name }),
          asks('Labels', { type: 'changeLabels', subject: id }),
          does('Remove the namespace', { type: 'removeNamespace', namespace: node.name }),
        ],
      ];
    case 'addresses':
      return [
        [from, to],
        [
          asks('Change the block', { type: 'changeBlock', block: id }),
          isWaiting(id)
            ? { title: 'Remove from the canvas', run: () => removeBlock(id) }
            : does('Remove from all rules', { type: 'removeBlock', block: id }),
        ],
      ];
    case 'anywhere':
      return [[id === 'Anywhere/source' ? from : to]];
  }
}

/** A block that was put on the canvas and that no rule names. */
const isWaiting = (id: string): boolean =>
  useAnalysis.getState().view?.graph.nodes.every((node) => node.id !== id) ?? false;

function isolationVerbs(subject: string, ingress: boolean, egress: boolean): readonly VerbItem[] {
  return [
    asks('Isolate', { type: 'isolate', subject, direction: ingress && !egress ? 'egress' : 'ingress' }),
    ...(ingress ? [does('Allow all ingress', { type: 'unisolate', subject, directions: ['ingress'] })] : []),
    ...(egress
      ? [
          does('Allow all egress', { type: 'unisolate', subject, directions: ['egress'] }),
          does('Allow DNS', { type: 'allowDns', subject }),
        ]
      : []),
  ];
}

/** What can be done with a policy. */
export function verbsOfPolicy({ id: policy, tier }: PolicySummary): VerbGroups {
  return [
    [
      asks('Rename', { type: 'renamePolicy', policy }),
      asks('Change selector', { type: 'changeSelector', policy }),
      asks('Split a rule', { type: 'splitRule', policy }),
    ],
    tier
      ? [
          asks('Change priority', { type: 'changePriority', policy }),
          asks('Remove a rule', { type: 'removeTierRule', policy }),
        ]
      : [],
    [
      does('Duplicate', { type: 'duplicatePolicy', policy }),
      does('Delete', { type: 'deletePolicy', policy }),
    ],
  ];
}
