import { select } from '../../store/view';
import type { AnalysisView } from '../../worker/views';
import panel from '../InspectorPanel.module.css';
import { titleOf } from '../names';

interface ControllersProps {
  readonly view: AnalysisView;
  /** Ids of workloads; none: the controller is not loaded. */
  readonly controllers: readonly string[];
}

/** Whose pods send what comes in: policies judge them, not the outside. */
export function Controllers({ view, controllers }: ControllersProps) {
  if (controllers.length === 0) {
    return (
      <p className={panel.small}>
        Its controller is not loaded: a pod without labels, in a namespace ingress-controller-ns of its own,
        stands in for it. Import the controller to have the real one judged.
      </p>
    );
  }
  return (
    <p className={panel.small}>
      Policies judge the controller that passes it on:{' '}
      {controllers.map((id, index) => (
        <span key={id}>
          {index > 0 && ' or '}
          <button
            type="button"
            className={panel.link}
            onClick={() => select({ type: 'workload', workload: id })}
          >
            {titleOf(view.graph, id)}
          </button>
        </span>
      ))}
      {controllers.length > 1 && '. The manifests do not say which of them: each is judged'}
    </p>
  );
}
