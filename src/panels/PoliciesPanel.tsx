import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, memo, useCallback, useMemo, useState } from 'react';
import { useAnalysis } from '../store/analysis';
import { revealPlaces, select, useView } from '../store/view';
import { classes } from '../ui/classes';
import { count } from '../ui/count';
import type { AnalysisView, PolicySummary } from '../worker/protocol';
import { moveFocus } from './moveFocus';
import styles from './PoliciesPanel.module.css';
import { PolicyRow } from './PolicyRow';

interface PolicyGroup {
  readonly namespace: string;
  readonly policies: readonly PolicySummary[];
}

/** From here on, namespaces without a policy share one line. */
const manyNamespaces = 8;

function groupPolicies({ policies, graph }: Pick<AnalysisView, 'policies' | 'graph'>): PolicyGroup[] {
  const groups = new Map<string, PolicySummary[]>();
  for (const node of graph.nodes) {
    if (node.type === 'namespace' && node.origin !== 'inferred') groups.set(node.name, []);
  }
  for (const policy of policies) {
    const group = groups.get(policy.namespace);
    if (group) group.push(policy);
    else groups.set(policy.namespace, [policy]);
  }
  return [...groups]
    .map(([namespace, members]) => ({ namespace, policies: members }))
    .toSorted((a, b) => a.namespace.localeCompare(b.namespace));
}

/** All policies by namespace, with what each opens and closes. */
export function PoliciesPanel() {
  const view = useAnalysis((state) => state.view);
  const selected = useView(({ selection }) => (selection?.type === 'policy' ? selection.policy : undefined));
  const groups = useMemo(() => (view ? groupPolicies(view) : []), [view]);
  const problems = useMemo(() => problemsByResource(view), [view]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());

  const toggle = useCallback((namespace: string) => {
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(namespace)) after.add(namespace);
      return after;
    });
  }, []);

  const choose = useCallback((policy: PolicySummary) => {
    select({ type: 'policy', policy: policy.id });
    revealPlaces([policy.place]);
  }, []);

  const pressKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const id = moveFocus(event)?.dataset.row;
    const policy = view?.policies.find((candidate) => candidate.id === id);
    if (policy) choose(policy);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const namespace = event.target instanceof HTMLElement ? event.target.dataset.namespace : undefined;
      if (namespace !== undefined && folded.has(namespace) === (event.key === 'ArrowRight'))
        toggle(namespace);
    }
  };

  if (!view) return <p className={styles.note}>Reading the manifests…</p>;
  if (groups.length === 0) {
    return <p className={styles.note}>No policies yet. Import manifests, or draw a flow on the canvas.</p>;
  }
  const withPolicies = groups.filter(({ policies }) => policies.length > 0);
  const without = groups.filter(({ policies }) => policies.length === 0);
  const group = (one: PolicyGroup) => (
    <Group
      key={one.namespace}
      group={one}
      folded={folded.has(one.namespace)}
      selected={one.policies.some(({ id }) => id === selected) ? selected : undefined}
      problems={problems}
      onToggle={toggle}
      onChoose={choose}
    />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys move among the buttons inside
    <div className={styles.groups} onKeyDown={pressKey}>
      {withPolicies.map(group)}
      {without.length < manyNamespaces ? (
        without.map(group)
      ) : (
        <details className={styles.without}>
          <summary>{count(without.length, 'namespace')} without policies</summary>
          <p className={styles.allowed}>Every flow is allowed in and between them.</p>
          <ul>
            {without.map(({ namespace }) => (
              <li key={namespace}>{namespace}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface GroupProps {
  readonly group: PolicyGroup;
  readonly folded: boolean;
  readonly selected: string | undefined;
  readonly problems: ReadonlyMap<string, number>;
  readonly onToggle: (namespace: string) => void;
  readonly onChoose: (policy: PolicySummary) => void;
}

const Group = memo(function Group({ group, folded, selected, problems, onToggle, onChoose }: GroupProps) {
  const { namespace, policies } = group;
  return (
    <section className={styles.group} aria-label={`Namespace ${namespace}`}>
      <h2>
        <button
          type="button"
          className={styles.namespace}
          aria-expanded={!folded}
          data-row=""
          data-namespace={namespace}
          onClick={() => onToggle(namespace)}
        >
          <ChevronDown size={13} className={classes(styles.chevron, folded && styles.folded)} />
          <span className={styles.name}>{namespace}</span>
          {folded && policies.length > 0 && <span className={styles.amount}>{policies.length}</span>}
        </button>
      </h2>
      {folded ? undefined : policies.length === 0 ? (
        <p className={styles.allowed}>No policies: every flow is allowed</p>
      ) : (
        <ul>
          {policies.map((policy) => (
            <li key={policy.id}>
              <PolicyRow
                policy={policy}
                selected={policy.id === selected}
                problems={problems.get(policy.id) ?? 0}
                onChoose={onChoose}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
});

/** How many errors and warnings each object has. */
function problemsByResource(view: AnalysisView | undefined): ReadonlyMap<string, number> {
  const problems = new Map<string, number>();
  for (const { resource, severity } of view?.diagnostics ?? []) {
    if (resource !== undefined && severity !== 'info')
      problems.set(resource, (problems.get(resource) ?? 0) + 1);
  }
  return problems;
}
