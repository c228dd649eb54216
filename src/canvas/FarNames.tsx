import { useStore, ViewportPortal } from '@xyflow/react';
import type { DrawnGraph, Placements } from '../core/index';
import styles from './FarNames.module.css';

/** Below this zoom the titles of the boxes are too small to read. */
const far = 0.32;
/** Sizes change in steps, so that zooming does not draw the names anew with every frame. */
const step = 0.05;
const size = 15;

interface FarNamesProps {
  readonly graph: DrawnGraph;
  readonly placements: Placements;
}

/** Seen from afar, a namespace is its name: written over its box as large as the box allows. */
export function FarNames({ graph, placements }: FarNamesProps) {
  const zoom = useStore(({ transform: [, , now] }) =>
    now < far ? Math.max(step, Math.round(now / step) * step) : undefined,
  );
  if (zoom === undefined) return null;
  return (
    <ViewportPortal>
      {graph.nodes.map((node) => {
        const place = node.type === 'namespace' ? placements[node.id] : undefined;
        if (node.type !== 'namespace' || !place) return null;
        const { x, y, width, height } = place;
        const fitting = (width * 1.6) / Math.max(1, node.name.length);
        return (
          <div
            key={node.id}
            aria-hidden="true"
            className={styles.frame}
            style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
          >
            <span className={styles.name} style={{ fontSize: Math.min(size / zoom, fitting) }}>
              {node.name}
            </span>
          </div>
        );
      })}
    </ViewportPortal>
  );
}
