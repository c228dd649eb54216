import { carryOut, planFlow } from '../store/intents';
import { revealPlaces, select } from '../store/view';
import { announce, showProblem } from './canvasState';
import { focusEgressGate } from './drawing';
import { count } from './nodes/words';

/** Denies a flow by the smallest edit, or says why that cannot be done. */
export async function removeFlow(source: string, destination: string): Promise<void> {
  showProblem(undefined);
  try {
    const plan = await planFlow({ type: 'removeFlow', source, destination });
    if (plan.type === 'refusal') {
      if (plan.place) revealPlaces([plan.place]);
      showProblem(plan.reason);
      return;
    }
    carryOut(plan);
    // What is now denied stays in view, and with it the way to allow it again.
    select({ type: 'flow', source, destination });
    focusEgressGate(source); // the button of the flow goes
    announce(`${count(plan.changes.filter(({ closed }) => closed.length > 0).length, 'flow')} closed.`);
  } catch (error) {
    showProblem(`The flow was not removed: ${String(error)}`);
  }
}
