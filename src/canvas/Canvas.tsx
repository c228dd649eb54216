import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useAnalysis } from '../store/analysis';
import styles from './Canvas.module.css';
import { FlowCanvas } from './FlowCanvas';
import { StatusNotes } from './StatusNotes';

/** The picture of the permitted flows, on which flows are drawn and removed. Fills its parent. */
export default function Canvas() {
  const view = useAnalysis((state) => state.view);
  return (
    <section className={styles.canvas} aria-label="Canvas">
      {view && (
        <ReactFlowProvider>
          <FlowCanvas view={view} />
        </ReactFlowProvider>
      )}
      <div className={styles.notes}>
        <StatusNotes />
      </div>
    </section>
  );
}
