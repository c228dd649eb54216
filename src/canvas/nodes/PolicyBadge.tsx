import { ShieldCheck } from 'lucide-react';
import type { WorkloadNode } from '../../core/index';
import { sameItems, selectedPolicies, selectPolicies, useView } from '../../store/view';
import { classes } from '../../ui/classes';
import { count } from '../../ui/count';
import styles from './PolicyBadge.module.css';

/** How many policies judge a workload; selects them together: what they open and close is shown. */
export function PolicyBadge({ workload }: { readonly workload: WorkloadNode }) {
  const { title, ingress, egress } = workload;
  const policies = [
    ...new Set([ingress, egress].flatMap(({ isolatedBy, deniedBy }) => [...deniedBy, ...isolatedBy])),
  ];
  const isSelected = useView((view) => sameItems(selectedPolicies(view), policies));
  if (policies.length === 0) return undefined;
  const what = count(policies.length, 'policy', 'policies');
  return (
    <button
      type="button"
      className={classes('nodrag', styles.badge, isSelected && styles.selected)}
      aria-label={`${title}: select its ${what}`}
      aria-pressed={isSelected}
      title={`Show what its ${what} ${policies.length === 1 ? 'opens and closes' : 'open and close together'}`}
      onClick={(event) => {
        event.stopPropagation(); // the node is not to be selected
        selectPolicies(isSelected ? [] : policies);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <ShieldCheck aria-hidden size={11} />
      {policies.length}
    </button>
  );
}
