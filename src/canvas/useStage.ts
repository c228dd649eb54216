import type { NodeChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { DrawnGraph, Placements } from '../core/index';
import { useArrangement } from '../store/arrangement';
import { moveNode } from '../store/arranging';
import { titleOf } from './ends';
import { fromFlowId } from './flowIds';
import { shownPlacements, toMove, type Moves } from './moves';
import type { FlowNode } from './toFlow';

const noMoves: Moves = {};

interface Staged {
  readonly placements: Placements;
  /** Takes React Flow's changes: a node under the pointer moves here, and is kept when it is let go. */
  readonly onNodesChange: (changes: NodeChange<FlowNode>[]) => void;
  /** Moves a node by the keyboard. */
  readonly nudge: (id: string, x: number, y: number) => void;
}

/** Where the nodes stand: as laid out, moved by hand, and being dragged just now. */
export function useStage(graph: DrawnGraph, laidOut: Placements): Staged {
  const moved = useArrangement((state) => state.moved);
  const [dragged, setDragged] = useState<Moves>(noMoves);
  const stage = useMemo(
    () => ({ graph, placements: laidOut, moved: dragged === noMoves ? moved : { ...moved, ...dragged } }),
    [graph, laidOut, moved, dragged],
  );
  const placements = useMemo(() => shownPlacements(stage), [stage]);
  const now = useRef({ stage, placements });
  useLayoutEffect(() => {
    now.current = { stage, placements };
  });

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const { stage: base, placements: shown } = now.current;
    let moving: Record<string, { x: number; y: number }> | undefined;
    for (const change of changes) {
      if (change.type !== 'position') continue;
      const id = fromFlowId(change.id);
      if (change.dragging && change.position) {
        moving = { ...moving, [id]: toMove(base, shown, id, change.position) };
      } else if (change.dragging === false) {
        const place = change.position ?? shown[id];
        if (place) moveNode(id, titleIn(base.graph, id), toMove(base, shown, id, { x: place.x, y: place.y }));
        setDragged(noMoves);
      }
    }
    if (moving) setDragged(moving);
  }, []);

  const nudge = useCallback((id: string, x: number, y: number) => {
    const { stage: base, placements: shown } = now.current;
    const place = shown[id];
    const spot = place && toMove(base, shown, id, { x: place.x + x, y: place.y + y });
    if (spot) moveNode(id, titleIn(base.graph, id), spot);
  }, []);

  return { placements, onNodesChange, nudge };
}

function titleIn({ nodes }: DrawnGraph, id: string): string {
  const node = nodes.find((each) => each.id === id);
  return node ? titleOf(node) : id;
}
