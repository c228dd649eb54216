/** The one door of the core: all that the worker, the store, the views and the command line use of it. */

export { analyze, analyzeInSteps, type Analysis } from './analyze';
export {
  completeAt,
  definitionsAt,
  hoverAt,
  planLabelRename,
  renamableAt,
} from './assistAt';
export type { Proposal, Proposals } from './assist/complete';
export type { Hover } from './assist/hover';
export type { LabelUse } from './assist/renameLabel';
export { planFix, planFixAll } from './planFix';
export { isolationOffers, planIntent, policyChoices, removalOffers, selectorChoices } from './planIntent';
export { DEFAULT_SETTINGS, readSettings, SETTING_CHOICES, type Settings } from './settings';
export type { Diagnostic } from './diagnose/diagnostic';
export type { Fix } from './diagnose/fixes/fix';
export { joinDiagnostics } from './diagnose/lint/joinDiagnostics';
export { lint } from './diagnose/lint/lint';
export { Linter } from './diagnose/lint/linter';
export type { Plugin } from './diagnose/lint/facts';
export { type MutedDiagnostic, muteFix } from './diagnose/lint/mutes';
export { rules as lintRules } from './diagnose/lint/rules';

export { applyEdits, minimalEdit, shiftRange, type TextEdit, type TextRange } from './text/edit';
export { type DiffHunk, textDiff } from './text/textDiff';
export { emptyHistory, type History, record, redo, undo } from './text/history';
export { lineColumn, lineStarts } from './text/lines';
export type { Progress, Steps } from './text/steps';
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

export { planLeavingOut, type LeftOut } from './manifest/leaveOut';
export { formatAddress } from './model/cidr';
export type { Entry, Protocol, Service, Workload } from './model/cluster';
export {
  admits,
  type ConnectionSet,
  connectionsOf,
  describeConnections,
  intersect,
  isSubset,
  NONE,
  type PortRange,
  union,
} from './model/connections';
export { nameLabel } from './model/labels';
export { describeSelector, type LabelSelector, withoutDomains } from './model/selector';
export { titleOfEntry, workloadTitles } from './model/titles';
export type { Direction, NetworkPolicy, Policy, Tier } from './policy/policy';

export type { FlowState } from './evaluate/attribution';
export { type EntryFlow, entryFlows, judgedEnds, judgementOf } from './evaluate/entries';
export { resolveService } from './evaluate/services';
export {
  type AddressRange,
  type Connectivity,
  DEFAULT_PROFILE,
  type Party,
  type Profile,
} from './evaluate/connectivity';
export { policiesInOrder } from './evaluate/policiesInOrder';
export type { RulePiece } from './evaluate/rulePiece';
export { onCommonGround } from './evaluate/commonGround';
export { deltaSize, visitDelta } from './evaluate/connectivityDelta';
export { countPermitted } from './evaluate/countPermitted';
export { flowBetween, pairsBetween, toAddressParty } from './evaluate/flows';
export { buildComparedFlows, type ComparedFlows } from './compare/comparedFlows';
export { compareConnectivity } from './compare/compareConnectivity';
export type { Comparison, ReviewEdge } from './compare/comparison';
export { type Difference, type FlowChangeState, visitDifferences } from './compare/differences';
export { toMarkdown } from './compare/toMarkdown';
export { explainFlow, type FlowQuery } from './explain/explain';
export type {
  Explanation,
  Failure,
  RuleRef,
  RuleVerdict,
  SideExplanation,
  Stage,
  TierRuleVerdict,
} from './explain/explanation';
export { decisiveRules, namedRules } from './explain/namedRules';
export { describeFailure, titleOfPolicy } from './explain/phrases';
export { describeTierPeer, describeTierPorts } from './explain/tierPhrases';
export { testTraffic, type TrafficAnswer, type TrafficLine, type TrafficQuery } from './explain/testTraffic';

export { affectedPolicies } from './graph/affectedPolicies';
export { buildGraph } from './graph/buildGraph';
export { buildPieceGraph, buildPolicyGraph } from './graph/buildPolicyGraph';
export { rulesOfEdge } from './graph/edgeRules';
export {
  buildEntryGraph,
  entryFlowsBetween,
  entryFlowsTo,
  isEntry,
  passageOf,
  passageWords,
} from './graph/entryGraph';
export { stateWords } from './graph/edges';
export { isRedundant, policyCounter, type PolicyCounts } from './graph/countPolicies';
export {
  askedConnections,
  buildGridFilter,
  type FlowFilter,
  type GridFilter,
  keptEnds,
} from './graph/flowFilter';
export { buildFlowGrid, type FlowGrid } from './graph/flowGrid';
export { reasonOf } from './graph/flowReason';
export {
  buildPartsBetween,
  cellPorts,
  flowName,
  type FlowRowsQuery,
  listFlows,
  type PartsBetween,
  withoutParts,
} from './graph/flowRows';
export { otherAddresses } from './graph/hubs';
export { type MatrixCell, matrixCell } from './graph/matrixCells';
export { policyPartsBetween } from './graph/policyFlows';
export { representativeOf } from './graph/representative';
export { type Member, membersOf, policyMembersOf } from './graph/members';
export { type Reach, reachable, type Reached } from './graph/reachable';
export { isSummary, standingFor, touching } from './graph/summaries';
export type {
  DrawnGraph,
  DrawnNode,
  EntryEdge,
  EntryGraph,
  EntryNode,
  Graph,
  GraphEdge,
  GraphNode,
  AddressesNode,
  AnywhereNode,
  NamespaceNode,
  Passage,
  WorkloadNode,
} from './graph/graph';
export { blockId } from './graph/addressBlocks';
export { blockNode } from './graph/nodes';
export { layOut } from './layout/layOut';
export type { Placement, Placements } from './layout/placement';
export { sizeOf } from './layout/sizes';
export { withMoved } from './layout/withMoved';

export { toBlock } from './edit/flowEnd';
export type {
  EndPlan,
  FlowChange,
  FlowIds,
  Intent,
  KeptFlow,
  Plan,
  PortChoice,
  PortWish,
  RemovalWay,
  WriteChoice,
} from './edit/intent';
export type { KeepOffer } from './edit/isolationOffers';
export type { EndChoices } from './edit/policyChoices';
export { type PortOffer, portOffers } from './edit/portOffers';
export type { Refusal } from './edit/refusal';
export { revealsOf } from './edit/reveal';
export type { RemovalOffers } from './edit/removalOffers';
export type { SelectorCandidate } from './edit/selectorChoices';
