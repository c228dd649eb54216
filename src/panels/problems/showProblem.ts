import { useAnalysis } from '../../store/analysis';
import { revealPlaces, select, selectPolicies } from '../../store/view';
import type { Problem } from './problemRows';

/** Shows the place of a problem in the text, and on the canvas the flows of what it is about. */
export function showProblem({ resource, file, from, to }: Problem): void {
  const { view } = useAnalysis.getState();
  // First, as a change of the selection clears the lines that are shown.
  if (resource !== undefined && view?.policies.some(({ id }) => id === resource)) selectPolicies([resource]);
  else if (view?.graph.nodes.some(({ id, type }) => id === resource && type === 'workload'))
    select({ type: 'workload', workload: resource ?? '' });
  else select(undefined);
  revealPlaces([{ file, from, to }]);
}
