import { revealPlaces, selectPolicies } from '../store/view';
import type { AnalysisView } from '../worker/views';
import styles from './InspectorPanel.module.css';
import { policyName } from './names';

interface PolicyLinkProps {
  readonly view: AnalysisView;
  readonly policy: string;
}

/** The name of a policy; a click selects it and shows its place. */
export function PolicyLink({ view, policy }: PolicyLinkProps) {
  const open = () => {
    selectPolicies([policy]);
    const summary = view.policies.find(({ id }) => id === policy);
    if (summary) revealPlaces([summary.place]);
  };
  return (
    <button type="button" className={styles.link} onClick={open}>
      {policyName(policy)}
    </button>
  );
}

/** Several policies as an enumeration: `a, b and c`. */
export function PolicyLinks({
  view,
  policies,
}: {
  readonly view: AnalysisView;
  readonly policies: readonly string[];
}) {
  return policies.map((policy, index) => (
    <span key={policy}>
      {index > 0 && (index === policies.length - 1 ? ' and ' : ', ')}
      <PolicyLink view={view} policy={policy} />
    </span>
  ));
}
