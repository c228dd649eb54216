import Canvas from '../canvas/Canvas';
import { useAnalysis } from '../store/analysis';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import styles from './CanvasPane.module.css';
import { EmptyWorkspace } from './EmptyWorkspace';
import { ExampleStrip } from './ExampleStrip';

/** The middle: the canvas, or the ways to begin where there is nothing to draw. */
export function CanvasPane() {
  const isEmpty = useAnalysis(
    ({ view }) => view?.graph.nodes.every(({ type }) => type === 'anywhere') ?? false,
  );
  return (
    <div className={styles.pane}>
      <ExampleStrip />
      <div className={styles.canvas}>
        <ErrorBoundary name="The canvas">{isEmpty ? <EmptyWorkspace /> : <Canvas />}</ErrorBoundary>
      </div>
    </div>
  );
}
