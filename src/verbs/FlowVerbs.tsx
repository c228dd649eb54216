import { useMemo, useState } from 'react';
import type { Direction, Intent, PortChoice, RemovalOffers } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import { Checks } from './Checks';
import { Choice } from './Choice';
import { Asked, missingOf, useAsked } from './Asked';
import { offered } from './offered';
import { PortChoices } from './PortChoices';
import { emptyForm, toWish } from './portForm';
import { titleOfEnd, useNodes } from './useNodes';
import { VerbDialog } from './VerbDialog';
import styles from './Verb.module.css';

interface Ends {
  readonly source: string;
  readonly destination: string;
}

const noPorts: readonly never[] = [];

/** Has a flow permitted on other ports. */
export function ChangePorts({ source, destination }: Ends) {
  const nodes = useNodes();
  const offers = useAnswer('portOffers', { destination })?.answer ?? noPorts;
  const [form, setForm] = useState(emptyForm);
  const { ports, problem } = toWish(form, offers);
  return (
    <VerbDialog
      title={`Ports of ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`}
      description="The flow is permitted on just these afterwards."
      action="Change ports"
      missing="Choose the ports to see what changes."
      intent={ports && { type: 'changePorts', source, destination, ports }}
    >
      <PortChoices form={form} title="Ports" offers={offers} problem={problem} onChange={setForm} />
    </VerbDialog>
  );
}

/** Denies a flow in one of the ways that there are. */
export function RemoveFlow({ source, destination }: Ends) {
  const nodes = useNodes();
  const offers = useAnswer('removalOffers', { source, destination })?.answer;
  const sides = offers && 'sides' in offers ? offers.sides : noPorts;
  const ways = sides.flatMap((side) => side.ways);
  const [chosen, setChosen] = useState<number>();
  const best = useMemo(() => bestOf(ways), [ways]);
  const way = ways[chosen ?? best];
  const refusal = offers && !('sides' in offers) ? offers.reason : undefined;
  return (
    <VerbDialog
      title={`Remove ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`}
      action="Remove flow"
      danger
      wide
      missing={refusal ?? (offers ? 'There is no way to remove it.' : 'Looking for the rules that allow it…')}
      intent={way?.intent}
    >
      {sides.map((side) => (
        <section key={side.direction} className={styles.asked}>
          <h3 className={styles.heading}>
            {side.direction === 'egress' ? `Leaving ${side.title}` : `Entering ${side.title}`}
          </h3>
          {!side.isolated && <p className={styles.hint}>Nothing isolates it here: everything is allowed.</p>}
          <ul className={styles.rules}>
            {side.rules.map((rule) => (
              <li key={`${rule.policy} ${rule.rule}`}>
                <b>{rule.name}</b>, rule {rule.rule + 1}
                {rule.others === 0 ? (
                  <span className={styles.muted}> allows nothing else</span>
                ) : (
                  <span className={styles.muted} title={rule.someOthers.join('\n')}>
                    {' '}
                    also allows {rule.others === 1 ? rule.someOthers[0] : `${rule.others} other flows`}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {ways.length > 0 && (
        <fieldset className={styles.ports}>
          <legend className={styles.heading}>How</legend>
          {sides.flatMap((side) =>
            side.ways.map((each) => (
              <label key={`${side.direction} ${each.by}`} className={styles.port}>
                <input
                  type="radio"
                  name="way"
                  checked={each === way}
                  disabled={each.plan.type === 'refusal'}
                  onChange={() => setChosen(ways.indexOf(each))}
                />
                <span>
                  {each.title}
                  <span className={styles.muted}>
                    {' '}
                    at {side.title}
                    {each.plan.type === 'refusal' && `: ${each.plan.reason}`}
                  </span>
                </span>
              </label>
            )),
          )}
        </fieldset>
      )}
    </VerbDialog>
  );
}

/** The way that changes the fewest flows, isolating only where there is no other; of two alike the earlier one. */
function bestOf(ways: RemovalOffers['sides'][number]['ways']): number {
  const costs = ways.map(({ by, plan }) =>
    plan.type === 'plan' ? plan.changes.length + (by === 'isolate' ? 1e6 : 0) : Infinity,
  );
  return costs.indexOf(Math.min(...costs));
}

const directions = [
  { value: 'ingress', title: 'Ingress: what comes in' },
  { value: 'egress', title: 'Egress: what goes out' },
] as const;

/** Isolates a workload or a namespace, and keeps the present flows that are ticked. */
export function Isolate({
  subject,
  direction = 'ingress',
}: {
  readonly subject: string;
  readonly direction?: Direction;
}) {
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
          keep: offers.flatMap((offer) => (kept.includes(offer.title) ? [offer.kept] : [])),
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
      {offers.length > 0 && (
        <Checks
          title="Flows to keep"
          aside={
            <button
              type="button"
              className={styles.link}
              onClick={() => setKept(kept.length === offers.length ? [] : offers.map(({ title }) => title))}
            >
              {kept.length === offers.length ? 'Keep none' : 'Keep all'}
            </button>
          }
          choices={offers.map(({ title, flows }) => ({
            value: title,
            title: flows > 1 ? `${title} (${flows} flows)` : title,
          }))}
          chosen={kept}
          onChange={setKept}
        />
      )}
    </VerbDialog>
  );
}

const tiers = [
  { value: 'Admin', title: 'Admin: judged before NetworkPolicies' },
  { value: 'Baseline', title: 'Baseline: judged where no NetworkPolicy isolates' },
] as const;
const actions = [
  { value: 'Accept', title: 'Accept' },
  { value: 'Deny', title: 'Deny' },
  { value: 'Pass', title: 'Pass to the next tier' },
] as const;

function readPriority(text: string) {
  const value = Number(text);
  return /^\d{1,4}$/.test(text.trim()) && value <= 1000
    ? ({ ok: true, value } as const)
    : ({ ok: false, message: 'A number from 0 to 1000' } as const);
}

/** Writes a rule of a ClusterNetworkPolicy for a flow. */
export function AddTierRule({ source, destination }: Ends) {
  const nodes = useNodes();
  const [action, setAction] = useState<(typeof actions)[number]['value']>('Deny');
  const [tier, setTier] = useState<(typeof tiers)[number]['value']>('Admin');
  const [direction, setDirection] = useState<Direction>('ingress');
  const priority = useAsked('100', readPriority);
  const [form, setForm] = useState({ ...emptyForm, all: true });
  const offers = useAnswer('portOffers', { destination })?.answer ?? noPorts;
  const { ports, problem } = toWish(form, offers);
  const wish = (wanted: readonly PortChoice[], value: number): Intent => ({
    type: 'addTierRule',
    source,
    destination,
    direction,
    action,
    ports: wanted,
    into: { tier, priority: value },
  });
  return (
    <VerbDialog
      title={`Cluster policy for ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`}
      action="Write rule"
      wide
      missing={missingOf(priority.reading) ?? 'Choose the ports'}
      intent={ports && priority.reading.ok ? wish(ports, priority.reading.value) : undefined}
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
        <Choice title="Tier" value={tier} choices={tiers} onChange={setTier} />
        <Asked title="Priority" asked={priority} hint="The lowest number is judged first." />
      </div>
      <PortChoices form={form} title="Ports" offers={offers} problem={problem} onChange={setForm} />
    </VerbDialog>
  );
}
