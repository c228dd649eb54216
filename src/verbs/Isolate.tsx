import { useState } from 'react';
import type { Direction, Intent } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import { Checks } from './Checks';
import { KeptFlows } from './KeptFlows';
import { toKept } from './keepRows';
import { offered } from './offered';
import { titleOfEnd, useNodes } from './useNodes';
import { VerbDialog } from './VerbDialog';
import styles from './Verb.module.css';

const directions = [
  { value: 'ingress', title: 'Ingress: what comes in' },
  { value: 'egress', title: 'Egress: what goes out' },
] as const;

interface IsolateProps {
  readonly subject: string;
  readonly direction?: Direction;
}

/** Isolates a workload or a namespace, and keeps the present flows that are ticked. */
export function Isolate({ subject, direction = 'ingress' }: IsolateProps) {
  const nodes = useNodes();
  const [chosen, setChosen] = useState<readonly Direction[]>([direction]);
  const [kept, setKept] = useState<readonly string[]>([]);
  const [dns, setDns] = useState(true);
  const answer = useAnswer('keepOffers', { subject, directions: chosen })?.answer;
  const offers = offered(answer);
  const leaves = chosen.includes('egress');
  const intent: Intent | undefined =
    chosen.length === 0
      ? undefined
      : {
          type: 'isolate',
          subject,
          directions: chosen,
          keep: toKept(offers, kept),
          ...(leaves && { dns }),
        };
  return (
    <VerbDialog
      title={`Isolate ${titleOfEnd(nodes, subject)}`}
      description="Afterwards only what a rule allows is let through."
      action="Isolate"
      wide
      missing="Choose a direction"
      intent={intent}
    >
      <Checks title="Directions" choices={directions} chosen={chosen} onChange={setChosen} />
      {leaves && (
        <label className={styles.port}>
          <input type="checkbox" checked={dns} onChange={(event) => setDns(event.target.checked)} />
          <span>Keep DNS: UDP and TCP 53</span>
        </label>
      )}
      <KeptFlows subject={subject} offers={offers} chosen={kept} onChange={setKept} />
    </VerbDialog>
  );
}
