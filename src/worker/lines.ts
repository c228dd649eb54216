import {
  buildPieceGraph,
  explainFlow,
  isEntry,
  membersOf,
  namedRules,
  policyMembersOf,
  representativeOf,
  rulesOfEdge,
  type Analysis,
  type Graph,
  type GraphEdge,
  type Member,
} from '../core/index';
import { explainEntry } from './entries';
import { findPolicies } from './flowTables';
import { placeRules } from './places';
import type { Requests } from './protocol';
import type { FlowEnds, FlowView, PlacedRule, RuleView } from './views';

/** What lines and flows have to do with each other is worked out from this. */
interface Shown {
  readonly revision: number;
  readonly analysis: Analysis;
  readonly graph: Graph;
}

/** Why a flow between two nodes is as it is, with the places of all rules that are named. */
export function explainEnds(
  { revision, analysis }: Pick<Shown, 'revision' | 'analysis'>,
  ends: FlowEnds,
): FlowView | undefined {
  const { connectivity } = analysis;
  if (isEntry(ends.source)) return explainEntry({ revision, analysis }, ends);
  const source = representativeOf(connectivity, ends.source);
  const destination = representativeOf(connectivity, ends.destination);
  if (!source || !destination) return undefined;
  const explanation = explainFlow(connectivity, source, destination);
  return { revision, explanation, places: placeRules(analysis, namedRules(explanation)) };
}

/** The flows of a rule, or of one of its peers or ports. */
export function flowsOfRule({ revision, analysis, graph }: Shown, piece: Requests['rule']['ask']): RuleView {
  return { revision, piece, ...buildPieceGraph(analysis.connectivity, graph, piece) };
}

/** The flows that an edge stands for; of an edge with a state, the part of `policies` in them. */
export function membersOfEdge(
  { analysis: { connectivity }, graph }: Shown,
  { edge, policies }: Requests['members']['ask'],
): readonly Member[] {
  return edge.state === undefined
    ? membersOf(connectivity, graph, edge)
    : policyMembersOf(connectivity, graph, findPolicies(connectivity, policies), edge);
}

/** The places of the rules that decide something of what an edge says. */
export function linesOfEdge(shown: Shown, edge: GraphEdge): readonly PlacedRule[] {
  const { analysis, graph } = shown;
  const members = membersOf(analysis.connectivity, graph, edge);
  return placeRules(analysis, rulesOfEdge(analysis.connectivity, edge, members));
}
