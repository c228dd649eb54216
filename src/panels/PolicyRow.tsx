import { memo } from 'react';
import { isRedundant, withoutDomains, type PolicyCounts } from '../core/index';
import type { ProblemCount } from '../store/problemCounts';
import { classes } from '../ui/classes';
import { count } from '../ui/count';
import { SeverityCount } from '../ui/SeverityCount';
import type { PolicySummary } from '../worker/views';
import { describeCounts } from './flowStates';
import styles from './PolicyRow.module.css';
import { previewPolicy, endPreview } from './previewPolicy';

interface PolicyRowProps {
  readonly policy: PolicySummary;
  readonly selected: boolean;
  readonly problems: ProblemCount | undefined;
  /** `beside`: together with those that are selected. */
  readonly onChoose: (policy: PolicySummary, beside: boolean) => void;
}

/** One policy: name, selector, and its counts. What others do as well stands in brackets: it is not the policy's alone. */
export const PolicyRow = memo(function PolicyRow({ policy, selected, problems, onChoose }: PolicyRowProps) {
  const { counts } = policy;
  const warnings = warningsOf(policy);
  const effect = counts ? describeCounts(counts) : 'still being counted';
  const told = problems ? [count(problems.amount, 'problem')] : [];
  const name = [policy.name, policy.selector, effect, ...warnings, ...told].join(', ');
  return (
    <button
      type="button"
      className={classes(styles.row, selected && styles.selected)}
      aria-pressed={selected}
      aria-label={name}
      title={`${policy.name}\n${policy.selector}\n${effect}\nCtrl or ⌘ with a click selects several`}
      data-row={policy.id}
      onClick={(event) => onChoose(policy, event.ctrlKey || event.metaKey)}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && previewPolicy(policy.id)}
      onPointerLeave={endPreview}
    >
      <span className={styles.line}>
        <span className={styles.name}>{policy.name}</span>
        {problems && <SeverityCount {...problems} />}
        <span className={styles.counts}>{counts ? <OwnEffect counts={counts} /> : '…'}</span>
      </span>
      <span className={styles.line}>
        <span className={styles.details}>
          {policy.tier && `${policy.tier.priority} · `}
          {withoutDomains(policy.selector)}
          {warnings.map((warning) => (
            <span key={warning}>
              {' · '}
              <span className={styles.warning}>{warning}</span>
            </span>
          ))}
        </span>
        {counts && counts.alsoOpens + counts.alsoCloses > 0 && (
          <span className={styles.shared}>({describeShared(counts)})</span>
        )}
      </span>
    </button>
  );
});

/** What the policy does alone. */
function OwnEffect({ counts }: { readonly counts: PolicyCounts }) {
  const opens = counts.opens + counts.keepsOpen;
  return (
    <>
      <span className={opens > 0 ? styles.opens : styles.zero}>+{opens}</span>
      <span className={counts.closes > 0 ? styles.closes : styles.zero}>−{counts.closes}</span>
    </>
  );
}

function describeShared({ alsoOpens, alsoCloses }: PolicyCounts): string {
  return [alsoOpens > 0 && `+${alsoOpens}`, alsoCloses > 0 && `−${alsoCloses}`].filter(Boolean).join(' ');
}

function warningsOf({ selected, counts }: PolicySummary): readonly string[] {
  const warnings: string[] = [];
  if (selected === 0) warnings.push('selects nothing');
  else if (counts && isRedundant(counts)) warnings.push('redundant');
  return warnings;
}
