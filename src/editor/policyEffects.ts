import { count } from '../ui/count';
import type { PolicySummary } from '../worker/views';

/** What the line above a policy says of it: what it selects and, once it is counted, what it opens and closes. */
export function policyEffects({ selected, counts }: PolicySummary): readonly string[] {
  const selects = `selects ${count(selected, 'workload')}`;
  if (!counts) return [selects];
  const shared = counts.alsoCloses > 0 ? ` (${counts.alsoCloses} shared)` : '';
  return [selects, `opens ${counts.opens + counts.keepsOpen}`, `closes ${counts.closes}${shared}`];
}
