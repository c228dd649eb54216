import type { FlowState, GraphEdge } from '../../core/index';
import type { Look } from '../scene';

/** Looks of what is not allowed: dashed, with a cross. */
export const isDenied = (look: Look) => look === 'closes' || look === 'alsoCloses' || look === 'denied';

/** Looks of what an entry sends and policies block: dotted, with a sign. */
export const isBlocked = (look: Look) => look === 'blocked' || look === 'partlyBlocked';

export type LineStyle = Exclude<Look, 'keepsOpen' | 'denied' | 'allowsInVain' | 'partlyBlocked'> | 'vain';

/** The style of the line: `keeps open` is as strong as `opens`, and says in its chip what it is. */
export function lineStyleOf(look: Look): LineStyle {
  if (look === 'keepsOpen') return 'opens';
  if (look === 'denied') return 'closes';
  if (look === 'partlyBlocked') return 'blocked';
  return look === 'allowsInVain' ? 'vain' : look;
}

const strength: Record<Look, number> = {
  unrestricted: 1,
  allowed: 1,
  entry: 1,
  partlyBlocked: 2,
  blocked: 2,
  allowsInVain: 2,
  alsoCloses: 2,
  alsoOpens: 3,
  denied: 4,
  closes: 4,
  keepsOpen: 5,
  opens: 5,
  proposed: 5,
};

/** Where lines cross, the stronger statement lies above. Boxes are at 0, cards at 7. */
export const depthOf = (look: Look, lit: boolean) => (lit ? strength[look] + 1 : 1);

const longest = 26;

/** The text of the chip on an edge. */
export function chipText(edge: GraphEdge, look: Look): string {
  const ports = edge.ports.length > longest ? `${edge.ports.slice(0, longest - 1).trimEnd()}…` : edge.ports;
  return `${ports}${edge.partial ? ' · some pods' : ''}${notes[look] ?? ''}`;
}

const notes: Partial<Record<Look, string>> = {
  keepsOpen: ' · kept open',
  allowsInVain: ' · in vain',
  partlyBlocked: ' · partly blocked',
  blocked: ' · blocked',
};

export const labelHeight = 20;

/** Width in pixels of the chip on an edge: its text in the code font at 11 px, and its sign. */
export const chipWidth = (edge: GraphEdge, look: Look) =>
  Math.ceil(chipText(edge, look).length * 6.62) + 16 + (isBlocked(look) ? 14 : 0);

/** The states of a policy's part in a flow, in the order of the legend, with what they mean. */
export const statesInLegend: readonly (readonly [FlowState, string])[] = [
  ['opens', 'Nothing else allows these'],
  ['keepsOpen', 'This policy alone isolates the workload, and lets this through'],
  ['alsoOpens', 'Other policies allow it as well'],
  ['closes', 'Nothing else denies these'],
  ['alsoCloses', 'Others deny it as well: closes it not alone'],
  ['allowsInVain', 'This policy allows it, the other side denies it'],
];
