/** The one door of the core: all that the worker, the store, the views and the command line use of it. */

export { analyze, type Analysis } from './analyze';
export { planIntent } from './planIntent';
export type { Diagnostic } from './diagnose/diagnostic';

export { applyEdits, minimalEdit, shiftRange, type TextEdit, type TextRange } from './text/edit';
export { emptyHistory, type History, record, redo, undo } from './text/history';
export { lineColumn, lineStarts } from './text/lines';
export {
  applyChanges,
  type FileChange,
  invertChanges,
  type Place,
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
export type { Protocol, Workload } from './model/cluster';
export {
  admits,
  type ConnectionSet,
  connectionsOf,
  describeConnections,
  isSubset,
  NONE,
  union,
} from './model/connections';
export { describeSelector } from './model/selector';
export type { Direction, NetworkPolicy } from './policy/policy';

export type { FlowState } from './evaluate/attribution';
export {
  type AddressRange,
  type Connectivity,
  DEFAULT_PROFILE,
  type Party,
  type Profile,
} from './evaluate/connectivity';
export { flowBetween, pairsBetween, toAddressParty } from './evaluate/flows';
export { explainFlow } from './explain/explain';
export type { Explanation, RuleRef, RuleVerdict, SideExplanation } from './explain/explanation';
export { describeFailure } from './explain/phrases';

export { buildGraph } from './graph/buildGraph';
export { buildPolicyGraph } from './graph/buildPolicyGraph';
export { stateWords } from './graph/edges';
export { isRedundant, policyCounter, type PolicyCounts } from './graph/countPolicies';
export { representativeOf } from './graph/representative';
export { isSummary, standingFor } from './graph/summaries';
export type { Graph, GraphEdge, GraphNode, NamespaceNode, WorkloadNode } from './graph/graph';
export { layOut } from './layout/layOut';
export type { Placement, Placements } from './layout/placement';
export { withMoved } from './layout/withMoved';

export type { FlowChange, Intent, Plan, PortChoice } from './edit/intent';
export { type PortOffer, portOffers } from './edit/portOffers';
