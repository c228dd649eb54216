import type { Diagnostic, Fix, Intent, Plan } from '../core/index';
import { useAnalysis } from './analysis';
import { ask } from './session';
import { movedAs, renaming, selectRenamed } from './renaming';
import { openVerb } from './verb';
import { revealPlaces, selectFlow, setNotice } from './view';
import { applyTransaction, useWorkspace } from './workspace';

/** What can be planned: an intent, a fix of a diagnostic, or the first fix of everything that a rule finds. */
export type Wish =
  | Intent
  | { readonly type: 'fix'; readonly diagnostic: Diagnostic; readonly fix: Fix }
  | { readonly type: 'fixAll'; readonly rule: string };

/** What a wish would write and do, of the newest text. Waits for the analysis where it is behind. */
export async function planFlow(wish: Wish): Promise<Plan> {
  for (;;) {
    await analysisOfNewestText();
    const plan = await askForPlan(wish);
    if (plan) return plan.answer;
  }
}

function askForPlan(wish: Wish): Promise<{ readonly answer: Plan } | undefined> {
  if (wish.type === 'fix') return ask('planFix', { diagnostic: wish.diagnostic, fix: wish.fix });
  if (wish.type === 'fixAll') return ask('planFixAll', { rule: wish.rule });
  return ask('plan', { intent: wish });
}

/**
 * Makes the plan of a wish true in one undoable step and shows what was written. The text must be the one that was
 * planned on. What is renamed stays where it was put on the canvas, and selected.
 */
export function carryOut(plan: Extract<Plan, { type: 'plan' }>, wish: Wish): void {
  const rename = renaming(wish);
  if (rename) selectRenamed(rename);
  applyTransaction(plan.transaction, rename && { moved: movedAs(rename) });
  revealPlaces(plan.reveal, true);
}

/** Plans an intent and carries it out at once: for what can be undone and asks for nothing. Says why not. */
export async function carryOutAtOnce(intent: Intent): Promise<void> {
  try {
    const plan = await planFlow(intent);
    if (plan.type === 'plan') return carryOut(plan, intent);
    if (plan.place) revealPlaces([plan.place]);
    setNotice(plan.reason);
  } catch (error) {
    setNotice(`It was not done: ${String(error)}`);
  }
}

/**
 * Mends what a diagnostic tells. At once where no flow is opened or closed by it, else the user sees first what
 * is.
 */
export async function applyFix(diagnostic: Diagnostic, fix: Fix): Promise<void> {
  try {
    const wish = { type: 'fix', diagnostic, fix } as const;
    const plan = await planFlow(wish);
    if (plan.type === 'plan' && plan.changes.length === 0) carryOut(plan, wish);
    else openVerb(wish);
  } catch (error) {
    setNotice(`It was not done: ${String(error)}`);
  }
}

/**
 * Denies a flow. At once where that changes no other flow, else the user chooses among the ways that there are.
 * True where it was done.
 */
export async function removeFlow(source: string, destination: string): Promise<boolean> {
  const wish = { type: 'removeFlow', source, destination } as const;
  const plan = await planFlow(wish);
  const isAlone =
    plan.type === 'plan' &&
    plan.changes.every((change) => change.source === source && change.destination === destination);
  if (!isAlone) {
    openVerb(wish);
    return false;
  }
  // What is now denied stays in view, and with it the way to allow it again. First, as a change of the selection
  // clears the lines that are shown.
  selectFlow(source, destination);
  carryOut(plan, wish);
  return true;
}

function analysisOfNewestText(): Promise<void> {
  const upToDate = () => useAnalysis.getState().view?.revision === useWorkspace.getState().revision;
  return new Promise((resolve, reject) => {
    if (upToDate()) return resolve();
    const stop = useAnalysis.subscribe(({ failure }) => {
      if (!failure && !upToDate()) return;
      stop();
      if (failure) reject(new Error(failure));
      else resolve();
    });
  });
}
