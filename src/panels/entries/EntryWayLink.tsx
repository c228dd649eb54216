import { passageWords } from '../../core/index';
import type { EntryWay } from '../../worker/entryView';
import { FlowButton } from '../FlowLink';
import panel from '../InspectorPanel.module.css';

interface EntryWayLinkProps {
  readonly way: EntryWay;
  /** Whether the workload is said too. */
  readonly withDestination: boolean;
}

/** What one entry sends to a workload, as a line of text; a click explains it. */
export function EntryWayLink({ way, withDestination }: EntryWayLinkProps) {
  const { entry, title, destination, controller, ports, passage } = way;
  const state = passage === 'open' ? undefined : passageWords[passage];
  return (
    <FlowButton
      source={`Entry/${entry}`}
      destination={destination.id}
      name={[`${title} to ${destination.title}`, ports, state].filter(Boolean).join(', ')}
      title={
        <>
          {title}
          {withDestination && <span className={panel.muted}> → {destination.title}</span>}
          {controller && <span className={panel.muted}> through {controller.title}</span>}
          {state !== undefined && <span className={panel.closes}> {state}</span>}
        </>
      }
      ports={ports}
    />
  );
}
