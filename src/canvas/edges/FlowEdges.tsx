import { useStore } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { createPortal } from 'react-dom';
import type { FlowEdge } from '../toFlow';
import { FlowLine } from './FlowLine';
import { FlowMark } from './FlowMark';
import styles from './FlowEdge.module.css';
import { depthOf } from './looks';
import { useRegion, type Region } from './useRegion';

/** From so many on, only those in sight are in the page. */
const many = 300;

/**
 * All flows: their lines in one drawing between boxes and cards, and over it their marks. React Flow would make a
 * drawing of each, and ask all of them about every movement.
 */
export const FlowEdges = memo(function FlowEdges({ edges }: { readonly edges: readonly FlowEdge[] }) {
  const layer = useLayer();
  const region = useRegion();
  const inSight = useMemo(
    () => (edges.length > many ? edges.filter(({ reach }) => meets(reach, region)) : edges),
    [edges, region],
  );
  const byDepth = useMemo(
    () => inSight.toSorted((a, b) => depthOf(a.look, a.lit) - depthOf(b.look, b.lit)),
    [inSight],
  );
  if (!layer) return null;
  return createPortal(
    <>
      <svg className={styles.lines} aria-hidden>
        {byDepth.map((edge) => (
          <FlowLine key={edge.id} data={edge} />
        ))}
      </svg>
      {inSight.map((edge) => edge.look !== 'proposed' && <FlowMark key={edge.id} data={edge} />)}
    </>,
    layer,
  );
});

/** React Flow's layer for what belongs to edges: before the cards for the Tab key. */
function useLayer(): Element | null {
  const pane = useStore(({ domNode }) => domNode);
  return useMemo(() => pane?.querySelector('.react-flow__edgelabel-renderer') ?? null, [pane]);
}

const meets = ([least, most]: FlowEdge['reach'], { left, top, right, bottom }: Region) =>
  least.x < right && most.x > left && least.y < bottom && most.y > top;
