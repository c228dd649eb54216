import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { PoliciesPanel } from '../panels/PoliciesPanel';
import { ProblemsPanel } from '../panels/problems/ProblemsPanel';
import { TestsPanel } from '../panels/traffic/TestsPanel';
import { TestsTitle } from '../panels/traffic/TestsTitle';
import { useAnalysis } from '../store/analysis';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { IconButton } from '../ui/IconButton';
import { Tabs } from '../ui/Tabs';
import { shortcutOf } from './commands';
import { InventoryFooter } from './InventoryFooter';
import styles from './panes.module.css';
import { type LeftTab, setFolded, showTab, useShell } from './shell';

/** Left: policies and problems, and below what was read. */
export function ListPane() {
  const tab = useShell((state) => state.leftTab);
  return (
    <nav className={styles.pane} aria-label="Policies and problems">
      <ErrorBoundary name="The list">
        <Tabs<LeftTab>
          name="Lists"
          value={tab}
          onChange={showTab}
          tabs={[
            { value: 'policies', title: 'Policies', content: <PoliciesPanel /> },
            { value: 'tests', title: <TestsTitle />, content: <TestsPanel /> },
            { value: 'problems', title: <ProblemsTitle />, content: <ProblemsPanel /> },
          ]}
          extra={
            <IconButton
              small
              name="Fold the list"
              keys={shortcutOf('toggleList')}
              icon={<PanelLeftClose size={15} />}
              onClick={() => setFolded('list', true)}
            />
          }
        />
        <InventoryFooter />
      </ErrorBoundary>
    </nav>
  );
}

function ProblemsTitle() {
  const problems = useAnalysis(
    ({ view }) => view?.diagnostics.filter(({ severity }) => severity !== 'info').length ?? 0,
  );
  const hasErrors = useAnalysis(
    ({ view }) => view?.diagnostics.some(({ severity }) => severity === 'error') ?? false,
  );
  return (
    <>
      Problems
      {problems > 0 && <span className={hasErrors ? styles.errors : styles.warnings}>{problems}</span>}
    </>
  );
}

export function FoldedListPane() {
  return (
    <div className={styles.rail}>
      <IconButton
        name="Unfold the list"
        keys={shortcutOf('toggleList')}
        side="right"
        icon={<PanelLeftOpen size={16} />}
        onClick={() => setFolded('list', false)}
      />
    </div>
  );
}
