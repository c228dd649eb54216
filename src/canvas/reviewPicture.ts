import type { Comparison, FlowState, GraphEdge } from '../core/index';
import type { PolicyView } from '../worker/views';

type Change = keyof Comparison['counts'];

/** What became of a flow looks like a policy's part in it: opened, closed, or opened for something else. */
export const lookOfChange: Readonly<Record<Change, FlowState>> = {
  added: 'opens',
  removed: 'closes',
  changed: 'alsoOpens',
};

/** What differs from the reference, to be drawn over the graph. */
export function toReviewPicture({ edges }: Comparison): Pick<PolicyView, 'edges' | 'selected'> {
  return {
    edges: edges.map((edge): GraphEdge => ({ ...edge, state: lookOfChange[edge.change] })),
    selected: [],
  };
}
