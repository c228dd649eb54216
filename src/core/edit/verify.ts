import type { Party } from '../evaluate/connectivity';
import { isSubset, NONE, subtract, type ConnectionSet } from '../model/connections';
import type { Draft, Reading } from './draft';
import { toFlowChanges, type DrawnFlow } from './flowChanges';
import {
  flowDifference,
  isOnePod,
  onCommonGround,
  type CommonGround,
  type PairDifference,
} from './flowDifference';
import { covers, partiesOf } from './flowEnd';
import type { EndPlan, FlowChange, Plan } from './intent';
import { refuse, someFlows } from './refusal';

/** What a plan must do to the drawn flow, and that it may close others. */
interface Expectation {
  /** undefined: the flow is to be denied. */
  readonly allowed?: ConnectionSet;
  readonly mayCloseOthers: boolean;
}

/** What an edit does, and whether it is what was asked. */
export interface Verdict {
  readonly changes: readonly FlowChange[];
  /** Differences that the intent does not justify. */
  readonly excess: readonly FlowChange[];
  /** Whether the flow is afterwards as it was asked for. */
  readonly reached: boolean;
}

/**
 * Judges the text before and after an edit, and compares all pairs: nothing may open but the drawn flow, nothing
 * may close but a flow that is to be denied, or others where the intent isolates.
 */
export function verify(before: Reading, after: Reading, drawn: DrawnFlow, expectation: Expectation): Verdict {
  const ground = onCommonGround(before.connectivity, after.connectivity);
  const differences = flowDifference(ground);
  const excess = differences.flatMap((difference) => excessOf(difference, drawn, expectation));
  const name = (some: readonly PairDifference[]) => toFlowChanges(some, ground.after, drawn);
  return { changes: name(differences), excess: name(excess), reached: isReached(ground, drawn, expectation) };
}

/** The part of a difference that the intent does not justify. */
function excessOf(
  difference: PairDifference,
  { source, destination }: DrawnFlow,
  { allowed, mayCloseOthers }: Expectation,
): PairDifference[] {
  const isDrawn = covers(source, difference.source) && covers(destination, difference.destination);
  const opened = isDrawn && allowed ? subtract(difference.opened, allowed) : difference.opened;
  const closed = mayCloseOthers || (isDrawn && !allowed) ? NONE : difference.closed;
  return opened === NONE && closed === NONE ? [] : [{ ...difference, opened, closed }];
}

function isReached(
  { after }: CommonGround,
  { source, destination }: DrawnFlow,
  { allowed }: Expectation,
): boolean {
  const isAsAsked = (from: Party, to: Party) => {
    if (isOnePod(from, to)) return true;
    const permitted = after.permitted(from, to);
    return allowed ? isSubset(allowed, permitted) : permitted === NONE;
  };
  const destinations = partiesOf(after, destination);
  return partiesOf(after, source).every((from) => destinations.every((to) => isAsAsked(from, to)));
}

/** What a plan says beside its consequences. */
interface PlanTexts {
  readonly label: string;
  readonly ends: readonly EndPlan[];
  /** Why the flow would not be as it was asked for. */
  readonly unreached: string;
}

/** The plan of a draft that does just what was asked; else the refusal that says what it would do instead. */
export function toPlan(draft: Draft, { changes, excess, reached }: Verdict, texts: PlanTexts): Plan {
  if (excess.length > 0) {
    const opened = excess.filter((change) => change.opened.length > 0);
    const [verb, some] = opened.length > 0 ? ['open', opened] : ['close', excess];
    return refuse('notPossible', `This would also ${verb} ${someFlows(some)}.`);
  }
  const { label, ends, unreached } = texts;
  if (!reached) return refuse('notPossible', unreached);
  const transaction = { changes: draft.changes, origin: 'canvas', label } as const;
  return { type: 'plan', transaction, ends, changes, reveal: draft.reveal };
}
