/** The one door of the core: all that the worker, the store, the views and the command line use of it. */

export { analyze, type Analysis, type FileReading } from './analyze';
export { planIntent } from './planIntent';
export type { Diagnostic } from './diagnose/diagnostic';
export type { ResourceRef } from './manifest/resource';

export { applyEdits, minimalEdit, type TextEdit, type TextRange } from './text/edit';
export { emptyHistory, type History, record, redo, undo } from './text/history';
export { lineColumn, lineStarts } from './text/lines';
export {
  applyChanges,
  type FileChange,
  invertChanges,
  type Origin,
  readSourceFile,
  type SourceFile,
  type Transaction,
  uniqueFileName,
  writeSourceFile,
} from './text/workspace';
export { splitDocuments } from './yaml/documents';
export { locate } from './yaml/locate';
export type { YamlPath } from './yaml/unit';

export { formatAddress } from './model/cidr';
export type { Cluster, Namespace, Protocol, Workload } from './model/cluster';
export {
  admits,
  type ConnectionSet,
  connectionsOf,
  describeConnections,
  isSubset,
  NONE,
  type PortRange,
  union,
} from './model/connections';
export { describeSelector } from './model/selector';
export type { Direction, Policy } from './policy/policy';

export type { FlowState } from './evaluate/attribution';
export {
  type AddressRange,
  type Connectivity,
  DEFAULT_PROFILE,
  type Party,
  type PodGroup,
  type Profile,
} from './evaluate/connectivity';
export { flowBetween, pairsBetween, toAddressParty } from './evaluate/flows';
export { explainFlow, type FlowQuery } from './explain/explain';
export type {
  Explanation,
  Failure,
  PolicyCounts,
  RuleRef,
  RuleVerdict,
  SideExplanation,
} from './explain/explanation';
export { describeFailure } from './explain/phrases';

export { buildGraph } from './graph/buildGraph';
export { buildPolicyGraph } from './graph/buildPolicyGraph';
export { policyCounter } from './graph/countPolicies';
export type { Graph, GraphEdge, GraphNode, NamespaceNode, WorkloadNode } from './graph/graph';
export { layOut } from './layout/layOut';
export type { Placement, Placements } from './layout/placement';
export { withMoved } from './layout/withMoved';

export type { FlowChange, Intent, Plan, PortChoice } from './edit/intent';
export { type PortOffer, portOffers } from './edit/portOffers';
