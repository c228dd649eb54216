import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Policy } from '../policy/policy';
import type { Judge } from './compareJudges';

/**
 * The engine after edits. It begins without policies. Then come some that nobody asked for, in the places of some that
 * are to come, and one edit after the other puts in its place what belongs there. What an edit leaves behind or
 * overlooks shows in the end.
 */
export const reviser: Judge = ({ cluster, policies, tierPolicies, profile }) => {
  const all: readonly Policy[] = [...policies, ...tierPolicies];
  let present: readonly Policy[] = [];
  let judged = buildConnectivity(cluster, present, profile);
  const edit = (next: readonly Policy[]): void => {
    present = next;
    judged = buildConnectivity(cluster, present, profile, judged);
  };
  for (const [i, { id }] of all.entries()) {
    const { ingress, egress, ...other } = all.at(i - 1)!;
    const wrong = { ...other, id, ingress: egress, egress: ingress } as Policy;
    edit([...present, ...[[], [wrong], [wrong, { ...wrong, id: `${id} again` }]][i % 3]!]);
  }
  for (const policy of all) {
    const at = present.findIndex(({ id }) => id === policy.id);
    edit(at < 0 ? [...present, policy] : present.with(at, policy));
  }
  for (const { id } of all) edit(present.filter((policy) => policy.id !== `${id} again`));
  return judged;
};
