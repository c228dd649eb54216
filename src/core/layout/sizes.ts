import type { DrawnNode, WorkloadNode } from '../graph/graph';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The measures of the picture, in canvas pixels. Card and box are drawn with exactly these. */
export const card = { width: 190, height: 72, heightWithTwoRows: 90, gap: 20 } as const;
export const box = { header: 36, padding: 16, gap: 44 } as const;
/** Room between columns, for edges and their labels. */
export const columnGap = 128;

const chip = { padding: 14, character: 7, gap: 6 } as const;
const emptyBoxHeight = box.header + 40 + box.padding;

/** True where the port chips of a card need a second row. */
function portsWrap(node: WorkloadNode): boolean {
  const room = card.width - 2 * box.padding;
  let used = -chip.gap;
  for (const { port, protocol } of node.ports) {
    const characters = String(port).length + (protocol === 'TCP' ? 0 : protocol.length + 1);
    used += chip.gap + chip.padding + characters * chip.character;
  }
  return used > room;
}

const widthOfPill = (characters: number) => Math.min(300, Math.max(150, Math.ceil(characters * 8.5) + 40));

/** The size of a node by itself; a namespace's is that of an empty box, which its workloads enlarge. */
export function sizeOf(node: DrawnNode): Size {
  switch (node.type) {
    case 'namespace':
      return { width: card.width + 2 * box.padding, height: emptyBoxHeight };
    case 'workload':
      return { width: card.width, height: portsWrap(node) ? card.heightWithTwoRows : card.height };
    case 'addresses':
      return {
        width: widthOfPill(node.title.length),
        height: node.except.length > 0 ? 72 : 56,
      };
    case 'entry':
      return { width: widthOfPill(Math.max(node.shortTitle.length, node.subtitle.length * 0.9)), height: 56 };
    case 'anywhere':
      return { width: 190, height: 64 };
  }
}
