import { useState } from 'react';
import type { WorkloadNode } from '../../core/index';
import { useAnswer } from '../../store/useAnswer';
import type { AnalysisView } from '../../worker/views';
import panel from '../InspectorPanel.module.css';
import { ShowMore, shownAtFirst } from '../ShowMore';
import { EntryWayLink } from './EntryWayLink';

interface ReachedThroughProps {
  readonly view: AnalysisView;
  readonly workload: WorkloadNode;
}

/** By which Services a workload goes, and which entries lead to it; nothing where there are neither. */
export function ReachedThrough({ view, workload }: ReachedThroughProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const services = view.services.filter(({ workloads }) => workloads.includes(workload.id));
  const hasEntries = view.entries.nodes.length > 0;
  const ways = useAnswer('waysTo', hasEntries ? { workload: workload.id } : undefined)?.answer ?? [];
  if (services.length + ways.length === 0) return undefined;
  return (
    <section>
      <h4 className={panel.sectionTitle}>Reached through</h4>
      <ul className={panel.chips}>
        {services.map(({ id, title, ports }) => (
          <li key={id} className={panel.chip}>
            Service {title}
            {ports.length > 0 && <span className={panel.muted}> {ports.join(', ')}</span>}
          </li>
        ))}
      </ul>
      <ul className={panel.flows}>
        {ways.slice(0, shown).map((way) => (
          <li key={`${way.entry} ${way.controller?.id}`}>
            <EntryWayLink way={way} withDestination={false} />
          </li>
        ))}
      </ul>
      <ShowMore total={ways.length} shown={shown} onMore={setShown} what="entries" />
    </section>
  );
}
