import { useState } from 'react';
import type { RuleRef } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import type { AnalysisView } from '../worker/views';
import { FlowLink } from './FlowLink';
import panel from './InspectorPanel.module.css';
import styles from './SideSection.module.css';

const shown = 20;

/** All that a rule allows, once that is asked for: who it would touch to change it. */
export function WhatElse({ view, rule }: { readonly view: AnalysisView; readonly rule: RuleRef }) {
  const [open, setOpen] = useState(false);
  const { policy, direction, rule: index, peer } = rule;
  const piece = { policy, direction, rule: index, ...(peer !== undefined && { peer }) };
  const answer = useAnswer('rule', open ? piece : undefined)?.answer;
  const edges = answer?.edges.filter(({ state }) => state !== 'closes' && state !== 'alsoCloses') ?? [];
  return (
    <details className={styles.others} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>all that it allows</summary>
      {answer && (
        <ul className={panel.flows}>
          {edges.slice(0, shown).map((edge) => (
            <li key={edge.id}>
              <FlowLink view={view} edge={edge} />
            </li>
          ))}
          {edges.length > shown && <li>and {edges.length - shown} more</li>}
          {edges.length === 0 && <li>Nothing: no pod matches it, or the other side denies it.</li>}
        </ul>
      )}
    </details>
  );
}
