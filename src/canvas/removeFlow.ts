import { carryOut, planFlow } from '../store/intents';
import { revealPlaces, select } from '../store/view';
import { showProblem } from './canvasState';
import { focusEgressGate } from './drawing';

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
    // What is now denied stays in view, and with it the way to allow it again. First, as a change of the selection
    // clears the lines that are shown.
    select({ type: 'flow', source, destination });
    carryOut(plan);
    focusEgressGate(source); // the button of the flow goes
  } catch (error) {
    showProblem(`The flow was not removed: ${String(error)}`);
  }
}
