import type { Intent, Plan, PortOffer } from '../core/index';
import { useAnalysis } from './analysis';
import { ask } from './session';
import { revealPlaces } from './view';
import { applyTransaction, useWorkspace } from './workspace';

/** What an intent would write and do, of the newest text. Waits for the analysis where it is behind. */
export async function planFlow(intent: Intent): Promise<Plan> {
  for (;;) {
    await analysisOfNewestText();
    const plan = await ask('plan', { intent });
    if (plan) return plan.answer;
  }
}

/** Makes a plan true in one undoable step and shows what was written. The text must be the one that was planned on. */
export function carryOut(plan: Extract<Plan, { type: 'plan' }>): void {
  applyTransaction(plan.transaction);
  revealPlaces(plan.reveal, true);
}

/** The ports to offer for a flow to a workload; none for other nodes. */
export async function portOffers(destination: string): Promise<readonly PortOffer[]> {
  return (await ask('portOffers', { destination }))?.answer ?? [];
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
