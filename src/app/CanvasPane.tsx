import type { ReactNode } from 'react';
import Canvas from '../canvas/Canvas';
import { FilterBar } from '../panels/filter/FilterBar';
import { FilterToggle } from '../panels/filter/FilterToggle';
import { FlowMatrix } from '../panels/matrix/FlowMatrix';
import { FlowTable } from '../panels/table/FlowTable';
import { useAnalysis } from '../store/analysis';
import { useArrangement } from '../store/arrangement';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Tabs } from '../ui/Tabs';
import styles from './CanvasPane.module.css';
import { EmptyWorkspace } from './EmptyWorkspace';
import { ExampleStrip } from './ExampleStrip';
import { ReviewPane } from './ReviewPane';
import { type Centre, showCentre, showFilter, useShell } from './shell';

/** The middle: the flows as a picture, a table or a matrix, or the ways to begin where there is nothing to show. */
export function CanvasPane() {
  const centre = useShell((state) => state.centre);
  const filterOpen = useShell((state) => state.filterOpen);
  const waiting = useArrangement((state) => state.blocks.length);
  const isEmpty = useAnalysis(
    ({ view }) => waiting === 0 && (view?.graph.nodes.every(({ type }) => type === 'anywhere') ?? false),
  );
  return (
    <div className={styles.pane}>
      <ExampleStrip />
      <div className={styles.canvas}>
        {isEmpty ? (
          <EmptyWorkspace />
        ) : (
          <Tabs<Centre>
            name="Views"
            value={centre}
            onChange={showCentre}
            extra={<FilterToggle open={filterOpen} onChange={showFilter} />}
            below={filterOpen && <FilterBar />}
            tabs={[
              {
                value: 'canvas',
                title: 'Canvas',
                keep: true,
                content: <View name="The canvas" of={<Canvas />} />,
              },
              { value: 'table', title: 'Table', content: <View name="The table" of={<FlowTable />} /> },
              { value: 'matrix', title: 'Matrix', content: <View name="The matrix" of={<FlowMatrix />} /> },
              { value: 'review', title: 'Review', content: <View name="The review" of={<ReviewPane />} /> },
            ]}
          />
        )}
      </div>
    </div>
  );
}

function View({ name, of }: { readonly name: string; readonly of: ReactNode }) {
  return (
    <ErrorBoundary name={name}>
      <div className={styles.view}>{of}</div>
    </ErrorBoundary>
  );
}
