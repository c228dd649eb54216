import { ViewportPortal } from '@xyflow/react';
import type { DrawnGraph, Placements } from '../core/index';
import { classes } from '../ui/classes';
import { useFar } from './far';
import styles from './FarNames.module.css';

/** Sizes on the screen; beside the names of cards it stands back, and is cut where it has no room. */
const sizes = { names: { most: 11, least: 8 }, blocks: { most: 15, least: 0 } } as const;

interface FarNamesProps {
  readonly graph: DrawnGraph;
  readonly placements: Placements;
  readonly zoom: number;
}

/** Seen from afar, a namespace is its name: written at or over its box as large as the box allows. */
export function FarNames({ graph, placements, zoom }: FarNamesProps) {
  const far = useFar() ?? 'names';
  const { most, least } = sizes[far];
  return (
    <ViewportPortal>
      {graph.nodes.map((node) => {
        const place = node.type === 'namespace' ? placements[node.id] : undefined;
        if (node.type !== 'namespace' || !place) return null;
        const { x, y, width, height } = place;
        const fitting = (width * 1.35) / Math.max(1, node.name.length);
        return (
          <div
            key={node.id}
            aria-hidden="true"
            className={classes(styles.frame, styles[far])}
            style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
          >
            <span
              className={styles.name}
              style={{ fontSize: Math.max(least / zoom, Math.min(most / zoom, fitting)) }}
            >
              {node.name}
            </span>
          </div>
        );
      })}
    </ViewportPortal>
  );
}
