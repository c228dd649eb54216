import type { FlowState, PolicyCounts } from '../core/index';

interface FlowStateWords {
  readonly title: string;
  readonly meaning: string;
  readonly sign: string;
  readonly tone: 'opens' | 'closes' | 'vain';
  /** Strong: deleting the policy would change these flows (or, for what is kept open, isolate nothing). */
  readonly strong: boolean;
}

/** How a policy's part in a flow is called and what it means. */
export const flowStates: Readonly<Record<FlowState, FlowStateWords>> = {
  opens: {
    title: 'Opens',
    meaning: 'Nothing else allows these.',
    sign: '+',
    tone: 'opens',
    strong: true,
  },
  keepsOpen: {
    title: 'Keeps open',
    meaning: 'Nothing else isolates the workload here, and these are let through.',
    sign: '+',
    tone: 'opens',
    strong: true,
  },
  closes: {
    title: 'Closes',
    meaning: 'Nothing else denies these.',
    sign: '−',
    tone: 'closes',
    strong: true,
  },
  alsoOpens: {
    title: 'Also opens',
    meaning: 'Other policies allow these as well.',
    sign: '+',
    tone: 'opens',
    strong: false,
  },
  alsoCloses: {
    title: 'Also closes',
    meaning: 'Something else denies these as well.',
    sign: '−',
    tone: 'closes',
    strong: false,
  },
  allowsInVain: {
    title: 'Allows in vain',
    meaning: 'This policy allows these, but the other side denies them.',
    sign: '○',
    tone: 'vain',
    strong: false,
  },
};

/** By importance: what is due to the policy alone comes first. */
export const flowStateOrder: readonly FlowState[] = [
  'opens',
  'keepsOpen',
  'closes',
  'alsoOpens',
  'alsoCloses',
  'allowsInVain',
];

/** `opens 1, also closes 3`: every state that occurs. */
export function describeCounts(counts: PolicyCounts): string {
  const parts = flowStateOrder
    .filter((state) => counts[state] > 0)
    .map((state) => `${flowStates[state].title.toLowerCase()} ${counts[state]}`);
  return parts.join(', ') || 'opens 0, closes 0';
}
