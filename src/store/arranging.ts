import type { Placement } from '../core/index';
import { useAnalysis } from './analysis';
import { useArrangement, type Spot } from './arrangement';
import { arrange } from './workspace';

/** Keeps a node where it was put. */
export function moveNode(id: string, title: string, spot: Spot): void {
  const { moved } = useArrangement.getState();
  arrange(`Move ${title}`, { moved: { ...moved, [id]: spot } });
}

/** Hand-moved nodes go where the automatic layout has them; blocks that wait for a flow stay. */
export function tidy(): void {
  const { moved, blocks } = useArrangement.getState();
  const kept = Object.entries(moved).filter(([id]) => blocks.includes(id));
  arrange('Arrange the canvas', { moved: Object.fromEntries(kept) });
}

/** Whether nothing was moved by hand. */
export function isTidy({ moved, blocks }: ReturnType<typeof useArrangement.getState>): boolean {
  return Object.keys(moved).every((id) => blocks.includes(id));
}

/** Room between a block and what stands above it. */
const gap = 44;

/** Puts an address block on the canvas, below all that is there, until a flow is drawn from or to it. */
export function addBlock(id: string): void {
  const { moved, blocks } = useArrangement.getState();
  const placements = useAnalysis.getState().view?.placements ?? {};
  const tops = (useAnalysis.getState().view?.graph.nodes ?? []).filter(({ type }) => type !== 'workload');
  const placed = tops.flatMap((node): Placement[] => {
    const placement = placements[node.id];
    return placement ? [{ ...placement, ...moved[node.id] }] : [];
  });
  const waiting = blocks.flatMap((block) => moved[block] ?? []);
  const bottoms = [...placed.map(({ y, height }) => y + height), ...waiting.map(({ y }) => y + height)];
  const x = Math.min(...placed.map((each) => each.x), ...waiting.map((each) => each.x));
  const spot = bottoms.length === 0 ? { x: 0, y: 0 } : { x, y: Math.max(...bottoms) + gap };
  arrange(`Add ${titleOf(id)}`, { moved: { ...moved, [id]: spot }, blocks: [...blocks, id] });
}

/** The height of a block with exceptions. */
const height = 72;

/** Makes a block that waits on the canvas another one, in its place. */
export function changeBlock(id: string, next: string): void {
  const { moved, blocks } = useArrangement.getState();
  const { [id]: spot, ...others } = moved;
  arrange(`Change ${titleOf(id)} to ${titleOf(next)}`, {
    moved: spot ? { ...others, [next]: spot } : others,
    blocks: blocks.map((block) => (block === id ? next : block)),
  });
}

/** Takes a block that waits for a flow off the canvas. */
export function removeBlock(id: string): void {
  const { moved, blocks } = useArrangement.getState();
  const { [id]: _spot, ...others } = moved;
  arrange(`Remove ${titleOf(id)}`, { moved: others, blocks: blocks.filter((block) => block !== id) });
}

const titleOf = (block: string): string => block.replace(/^Addresses\//, '');
