import { removeFlow } from '../store/intents';
import { showProblem } from './canvasState';
import { focusEgressGate } from './drawing';

/** Denies the flow of an edge; its button goes, and the focus returns to where it is drawn from. */
export async function removeDrawnFlow(source: string, destination: string): Promise<void> {
  showProblem(undefined);
  try {
    if (await removeFlow(source, destination)) focusEgressGate(source);
  } catch (error) {
    showProblem(`The flow was not removed: ${String(error)}`);
  }
}
