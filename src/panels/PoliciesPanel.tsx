import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, memo, useCallback, useMemo, useState } from 'react';
import { useAnalysis } from '../store/analysis';
import { useProblemCounts, type ProblemCounts } from '../store/problemCounts';
import { revealPlaces, selectedPolicies, selectPolicies, useView } from '../store/view';
import { classes } from '../ui/classes';
import { count } from '../ui/count';
import type { PolicySummary } from '../worker/views';
import { moveFocus } from './moveFocus';
import { groupPolicies, type PolicyGroup } from './policyGroups';
import styles from './PoliciesPanel.module.css';
import { PolicyRow } from './PolicyRow';
import { endPreview } from './previewPolicy';

const noneSelected: readonly string[] = [];

/** From here on, namespaces without a policy share one line. */
const manyNamespaces = 8;

/** All policies in the order of judgement, with what each opens and closes. Several can be selected together. */
export function PoliciesPanel() {
  const view = useAnalysis((state) => state.view);
  const failed = useAnalysis(({ failure }) => failure !== undefined);
  const selected = useView(selectedPolicies);
  const groups = useMemo(() => (view ? groupPolicies(view) : []), [view]);
  const problems = useProblemCounts();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const toggle = useCallback((group: string) => {
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(group)) after.add(group);
      return after;
    });
  }, []);

  const choose = useCallback((policy: PolicySummary, beside = false) => {
    endPreview();
    const before = selectedPolicies(useView.getState());
    if (!beside) selectPolicies([policy.id]);
    else if (before.includes(policy.id)) selectPolicies(before.filter((id) => id !== policy.id));
    else selectPolicies([...before, policy.id]);
    revealPlaces([policy.place]);
  }, []);

  const pressKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = moveFocus(event)?.dataset.row;
    const policy = view?.policies.find((candidate) => candidate.id === id);
    if (policy) choose(policy);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const group = event.target instanceof HTMLElement ? event.target.dataset.group : undefined;
      if (group !== undefined && folded.has(group) === (event.key === 'ArrowRight')) toggle(group);
    }
  };

  if (!view) return <p className={styles.note}>{!failed && 'Reading the manifests…'}</p>;
  if (groups.length === 0) {
    return <p className={styles.note}>No policies yet. Import manifests, or draw a flow on the canvas.</p>;
  }
  const without = groups.filter(({ policies }) => policies.length === 0);
  const shown =
    without.length < manyNamespaces ? groups : groups.filter(({ policies }) => policies.length > 0);
  const hasTiers = groups.some(({ tier }) => tier);
  const group = (one: PolicyGroup) => (
    <Group
      key={one.id}
      group={one}
      hasTiers={hasTiers}
      folded={folded.has(one.id)}
      selected={one.policies.some(({ id }) => selected.includes(id)) ? selected : noneSelected}
      problems={problems}
      onToggle={toggle}
      onChoose={choose}
    />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys move among the buttons inside
    <div className={styles.groups} onKeyDown={pressKey}>
      {shown.map(group)}
      {without.length >= manyNamespaces && (
        <details className={styles.without}>
          <summary>{count(without.length, 'namespace')} without policies</summary>
          <p className={styles.allowed}>
            {hasTiers ? 'The tiers alone judge them.' : 'Every flow is allowed in and between them.'}
          </p>
          <ul>
            {without.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: PolicyGroup;
  /** There are policies of the tiers, which judge all namespaces. */
  readonly hasTiers: boolean;
  readonly folded: boolean;
  readonly selected: readonly string[];
  readonly problems: ProblemCounts;
  readonly onToggle: (group: string) => void;
  readonly onChoose: (policy: PolicySummary, beside?: boolean) => void;
}

const Group = memo(function Group({
  group,
  hasTiers,
  folded,
  selected,
  problems,
  onToggle,
  onChoose,
}: GroupProps) {
  const { id, title, tier, policies } = group;
  return (
    <section className={styles.group} aria-label={tier ? title : `Namespace ${title}`}>
      <h2>
        <button
          type="button"
          className={styles.namespace}
          aria-expanded={!folded}
          data-row=""
          data-group={id}
          onClick={() => onToggle(id)}
        >
          <ChevronDown size={13} className={classes(styles.chevron, folded && styles.folded)} />
          <span className={styles.name}>{title}</span>
          {folded && policies.length > 0 && <span className={styles.amount}>{policies.length}</span>}
        </button>
      </h2>
      {folded ? undefined : policies.length === 0 ? (
        <p className={styles.allowed}>
          {hasTiers ? 'No NetworkPolicies' : 'No policies: every flow is allowed'}
        </p>
      ) : (
        <ul>
          {policies.map((policy) => (
            <li key={policy.id}>
              <PolicyRow
                policy={policy}
                selected={selected.includes(policy.id)}
                problems={problems.get(policy.id)}
                onChoose={onChoose}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
});
