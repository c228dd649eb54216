import { useState } from 'react';
import type { Direction, Intent } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import type { FlowEnds } from '../worker/views';
import { Asked, missingOf, useAsked } from './Asked';
import { Choice } from './Choice';
import { PortChoices } from './PortChoices';
import { emptyForm, toWish } from './portForm';
import { readPriority } from './readPriority';
import { titleOfEnd, useNodes } from './useNodes';
import { usePolicies, usePolicy } from './usePolicies';
import { VerbDialog } from './VerbDialog';
import styles from './Verb.module.css';

const noPorts: readonly never[] = [];

const tiers = [
  { value: 'Admin', title: 'Admin: judged before NetworkPolicies' },
  { value: 'Baseline', title: 'Baseline: judged where no NetworkPolicy isolates' },
] as const;
const actions = [
  { value: 'Accept', title: 'Accept' },
  { value: 'Deny', title: 'Deny' },
  { value: 'Pass', title: 'Pass to the next tier' },
] as const;
const positions = [
  { value: 'last', title: 'After its other rules' },
  { value: 'first', title: 'Before its other rules' },
] as const;

/** Writes a rule of a ClusterNetworkPolicy for a flow, into a new one or one that is there. */
export function AddTierRule({ source, destination }: FlowEnds) {
  const nodes = useNodes();
  const known = usePolicies().filter(({ tier }) => tier);
  const [action, setAction] = useState<(typeof actions)[number]['value']>('Deny');
  const [policy, setPolicy] = useState('new');
  const [position, setPosition] = useState<(typeof positions)[number]['value']>('last');
  const [tier, setTier] = useState<(typeof tiers)[number]['value']>('Admin');
  const [direction, setDirection] = useState<Direction>('ingress');
  const priority = useAsked('100', readPriority);
  const [form, setForm] = useState({ ...emptyForm, all: true });
  const offers = useAnswer('portOffers', { destination })?.answer ?? noPorts;
  const { ports, problem } = toWish(form, offers);
  const isNew = policy === 'new';
  const newPolicy = priority.reading.ok ? { tier, priority: priority.reading.value } : undefined;
  const into = isNew ? newPolicy : { policy, ...(position === 'first' && { at: 0 }) };
  const intent: Intent | undefined = ports &&
    into && { type: 'addTierRule', source, destination, direction, action, ports, into };
  return (
    <VerbDialog
      title={`Cluster policy for ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`}
      action="Write rule"
      wide
      missing={(isNew ? missingOf(priority) : undefined) ?? 'Choose the ports'}
      intent={intent}
    >
      <div className={styles.columns}>
        <Choice title="Action" value={action} choices={actions} onChange={setAction} />
        <Choice
          title="Judged at"
          value={direction}
          choices={[
            { value: 'ingress', title: `${titleOfEnd(nodes, destination)}, entering` },
            { value: 'egress', title: `${titleOfEnd(nodes, source)}, leaving` },
          ]}
          onChange={setDirection}
        />
        {known.length > 0 && (
          <Choice
            title="Written to"
            value={policy}
            choices={[
              { value: 'new', title: 'a new policy' },
              ...known.map((each) => ({
                value: each.id,
                title: `${each.name} (${each.tier?.name}, priority ${each.tier?.priority})`,
              })),
            ]}
            onChange={setPolicy}
          />
        )}
        {isNew ? (
          <>
            <Choice title="Tier" value={tier} choices={tiers} onChange={setTier} />
            <Asked title="Priority" asked={priority} hint="The lowest number is judged first." />
          </>
        ) : (
          <Choice title="Position" value={position} choices={positions} onChange={setPosition} />
        )}
      </div>
      <PortChoices form={form} title="Ports" offers={offers} problem={problem} onChange={setForm} />
    </VerbDialog>
  );
}

/** Has a tier policy judged earlier or later. */
export function ChangePriority({ policy }: { readonly policy: string }) {
  const known = usePolicy(policy);
  const priority = useAsked(String(known?.tier?.priority ?? ''), readPriority);
  return (
    <VerbDialog
      title={`Priority of ${known?.name ?? policy}`}
      action="Change priority"
      missing={missingOf(priority)}
      intent={
        priority.reading.ok ? { type: 'changePriority', policy, priority: priority.reading.value } : undefined
      }
    >
      <Asked title="Priority" asked={priority} hint="0 to 1000; the lowest number is judged first." />
    </VerbDialog>
  );
}
