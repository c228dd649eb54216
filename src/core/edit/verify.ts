import type { Connectivity, Party } from '../evaluate/connectivity';
import { intersect, isSubset, NONE, subtract, type ConnectionSet } from '../model/connections';
import type { AskedConnections } from './askedConnections';
import { clusterDifference } from './clusterDifference';
import type { Draft } from './draft';
import { isOf, toFlowChanges, type DrawnFlow } from './flowChanges';
import { onCommonGround } from '../evaluate/commonGround';
import { flowDifference, isOnePod, type PairDifference } from './flowDifference';
import { partiesOf, type FlowEnd } from './flowEnd';
import type { EndPlan, FlowChange, Plan } from './intent';
import { refuse, someFlows, type Refusal } from './refusal';
import { refuseForAcceptance, refuseForDenial } from './tierDecision';

/** What a plan may open and close; undefined: nothing. */
export interface Allowance {
  readonly opens?: (pair: PairDifference) => ConnectionSet;
  readonly closes?: (pair: PairDifference) => ConnectionSet;
}

/** What the steps of a draft do, and how it looks after them. */
export interface Consequence {
  readonly changes: readonly FlowChange[];
  /** Differences that the intent does not justify. */
  readonly excess: readonly FlowChange[];
  /** After the steps, with all parties that either side tells apart. */
  readonly after: Connectivity;
}

/** Judges the text before and after the steps of a draft, and compares all pairs. */
export function consequenceOf(
  before: Draft,
  after: Draft,
  allowance: Allowance,
  drawn?: DrawnFlow,
): Consequence {
  const ground = onCommonGround(before.reading.connectivity, after.reading.connectivity);
  const differences = flowDifference(ground);
  const excess = differences.flatMap((pair) => {
    const opened = subtract(pair.opened, allowance.opens?.(pair) ?? NONE);
    const closed = subtract(pair.closed, allowance.closes?.(pair) ?? NONE);
    return opened === NONE && closed === NONE ? [] : [{ ...pair, opened, closed }];
  });
  const name = (some: readonly PairDifference[]) => toFlowChanges(some, ground.after, drawn);
  return { changes: name(differences), excess: name(excess), after: ground.after };
}

/** What may open or close when a flow is drawn or removed: the flow itself. */
export const onlyDrawn =
  (drawn: DrawnFlow, asked: AskedConnections) =>
  (pair: PairDifference): ConnectionSet =>
    isOf(drawn, pair) ? asked.at(pair.destination) : NONE;

/** The intent accepts whatever it closes: the plan states it. */
export const closesAnything = ({ closed }: PairDifference): ConnectionSet => closed;

/** The intent accepts whatever it opens and closes: the plan states it. */
export const anything: Allowance = { opens: ({ opened }) => opened, closes: closesAnything };

/** Why a flow is not permitted as it was asked for; undefined: it is. At `anywhere` only the other end counts. */
export function refuseUnreached(
  draft: Draft,
  after: Connectivity,
  drawn: DrawnFlow,
  asked: AskedConnections,
  reason: string,
): Refusal | undefined {
  for (const [from, to] of pairsOf(after, drawn)) {
    const wanted = asked.at(to);
    if (isSubset(wanted, decidedBetween(after, drawn, from, to))) continue;
    return refuseForDenial(draft, after, [from, to], wanted) ?? refuse('notPossible', reason);
  }
  return undefined;
}

/** Whether any of the asked connections of a flow is permitted. At `anywhere` only the other end counts. */
export function isPermitted(connectivity: Connectivity, drawn: DrawnFlow, asked: AskedConnections): boolean {
  return permittedPair(connectivity, drawn, asked) !== undefined;
}

/** Why what is permitted of a flow stays so: a rule of the Admin tier accepts it. undefined: none does. */
export function refuseAccepted(
  draft: Draft,
  connectivity: Connectivity,
  drawn: DrawnFlow,
  asked: AskedConnections,
): Refusal | undefined {
  const pair = permittedPair(connectivity, drawn, asked);
  return pair && refuseForAcceptance(draft, connectivity, pair, asked.at(pair[1]));
}

function permittedPair(connectivity: Connectivity, drawn: DrawnFlow, asked: AskedConnections) {
  return pairsOf(connectivity, drawn).find(
    ([from, to]) => intersect(asked.at(to), decidedBetween(connectivity, drawn, from, to)) !== NONE,
  );
}

/** The pairs between which policies decide: not a pod and itself (S31), not two addresses. */
function pairsOf(connectivity: Connectivity, { source, destination }: DrawnFlow): [Party, Party][] {
  const destinations = partiesOf(connectivity, destination);
  return partiesOf(connectivity, source).flatMap((from) =>
    destinations.flatMap((to): [Party, Party][] =>
      isOnePod(from, to) || (from.type === 'addresses' && to.type === 'addresses') ? [] : [[from, to]],
    ),
  );
}

function decidedBetween(
  connectivity: Connectivity,
  { source, destination }: DrawnFlow,
  from: Party,
  to: Party,
): ConnectionSet {
  const isAnywhere = (end: FlowEnd) => end.type === 'anywhere';
  if (isAnywhere(source)) return connectivity.admitted(to, 'ingress', from);
  if (isAnywhere(destination)) return connectivity.admitted(from, 'egress', to);
  return connectivity.permitted(from, to);
}

/** What a plan says beside its consequences. */
interface PlanTexts {
  readonly label: string;
  readonly ends: readonly EndPlan[];
}

/** The plan of a draft that does just what was asked; else the refusal that says what it would do instead. */
export function toPlan(
  before: Draft,
  draft: Draft,
  { changes, excess }: Pick<Consequence, 'changes' | 'excess'>,
  texts: PlanTexts,
): Plan {
  if (excess.length > 0) {
    const opened = excess.filter((change) => change.opened.length > 0);
    const [verb, some] = opened.length > 0 ? ['open', opened] : ['close', excess];
    return refuse('notPossible', `This would also ${verb} ${someFlows(some)}.`);
  }
  const invalid = [...draft.reading.refused].find((id) => !before.reading.refused.has(id));
  if (invalid !== undefined)
    return refuse('notPossible', `The API server would refuse ${invalid} as it would be written.`);
  const { label, ends } = texts;
  const transaction = { changes: draft.changes, origin: 'canvas', label } as const;
  return { type: 'plan', transaction, ends, changes, reveal: draft.reveal };
}

/** The plan of steps whose consequence is stated and accepted, whatever it is. */
export function toStatedPlan(before: Draft, draft: Draft, texts: PlanTexts): Plan {
  return toPlan(before, draft, consequenceOf(before, draft, anything), texts);
}

/** The same for steps that change what exists. `renamed`: ids before → after. */
export function toClusterPlan(
  before: Draft,
  draft: Draft,
  texts: PlanTexts,
  renamed: ReadonlyMap<string, string> = new Map(),
): Plan {
  const [was, is] = [before.reading.connectivity, draft.reading.connectivity];
  const changes = toFlowChanges(clusterDifference(was, is, renamed), is);
  return toPlan(before, draft, { changes, excess: [] }, texts);
}
