import { useMemo, useState } from 'react';
import { isSummary, type RemovalOffers } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import { count } from '../ui/count';
import type { FlowEnds } from '../worker/views';
import { PortChoices } from './PortChoices';
import { emptyForm, isPermitted, toWish } from './portForm';
import { titleOfEnd, useNodes } from './useNodes';
import { usePermitted } from './usePermitted';
import { VerbDialog } from './VerbDialog';
import styles from './Verb.module.css';

type Side = RemovalOffers['sides'][number];
type Way = Side['ways'][number];

const none: readonly never[] = [];

/** Denies a flow, or some ports of it, in one of the ways that there are. */
export function RemoveFlow({ source, destination }: FlowEnds) {
  const nodes = useNodes();
  const permitted = usePermitted({ source, destination });
  const offers = useAnswer('portOffers', { destination })?.answer ?? none;
  const [form, setForm] = useState({ ...emptyForm, all: true });
  const { ports, problem } = toWish(form, offers);
  const answer = useAnswer(
    'removalOffers',
    ports && { source, destination, ...(ports.length > 0 && { ports }) },
  )?.answer;
  const sides = answer && 'sides' in answer ? answer.sides : none;
  const ways = sides.flatMap((side) => side.ways);
  const [chosen, setChosen] = useState<string>();
  const best = useMemo(() => bestOf(ways), [ways]);
  const way = ways.find((each) => keyOf(each) === chosen && each.plan.type === 'plan') ?? best;
  const refusal = answer && !('sides' in answer) ? answer.reason : undefined;
  return (
    <VerbDialog
      title={`Remove ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`}
      action="Remove flow"
      danger
      wide
      missing={
        !ports
          ? 'Choose the ports to remove.'
          : (refusal ?? (answer ? 'There is no way to remove it.' : 'Looking for the rules that allow it…'))
      }
      intent={ports && way?.intent}
    >
      <PortChoices
        form={form}
        title="What to remove"
        allTitle="All of it"
        offers={offers.filter((offer) => isPermitted(offer, permitted ?? none))}
        problem={problem}
        onChange={setForm}
      />
      {sides.map((side) => (
        <SideWays
          key={side.direction}
          side={side}
          ends={{ source, destination }}
          way={way}
          onChoose={(each) => setChosen(keyOf(each))}
        />
      ))}
    </VerbDialog>
  );
}

const keyOf = ({ intent }: Way): string => JSON.stringify(intent);

/** The way that changes the fewest flows, isolating only where there is no other; of two alike the earlier one. */
function bestOf(ways: readonly Way[]): Way | undefined {
  const costs = ways.map(({ by, plan }) =>
    plan.type === 'plan' ? plan.changes.length + (by === 'isolate' ? 1e6 : 0) : Infinity,
  );
  return ways[costs.indexOf(Math.min(...costs))];
}

interface SideWaysProps {
  readonly side: Side;
  readonly ends: FlowEnds;
  readonly way: Way | undefined;
  readonly onChoose: (way: Way) => void;
}

/** What allows the flow at one end, and the ways to take it back there. */
function SideWays({ side, ends, way, onChoose }: SideWaysProps) {
  return (
    <fieldset className={styles.ports}>
      <legend className={styles.heading}>
        {side.direction === 'egress' ? `Leaving ${side.title}` : `Entering ${side.title}`}
      </legend>
      {!side.isolated && <p className={styles.muted}>Nothing isolates it here: everything is allowed.</p>}
      {side.isolated && side.rules.length === 0 && <p className={styles.muted}>No rule allows it here.</p>}
      <ul className={styles.rules}>
        {side.rules.map((rule) => (
          <li key={`${rule.policy} ${rule.rule}`}>
            Allowed by <b>{rule.name}</b>, {side.direction} rule {rule.rule + 1},
            <span className={styles.muted} title={rule.someOthers.join('\n')}>
              {rule.others === 0
                ? ' which allows nothing else'
                : ` which also allows ${rule.others === 1 ? rule.someOthers[0] : `${rule.others} other flows`}`}
            </span>
          </li>
        ))}
      </ul>
      {side.ways.map((each) => (
        <label key={keyOf(each)} className={styles.port}>
          <input
            type="radio"
            name="way"
            checked={each === way}
            disabled={each.plan.type === 'refusal'}
            onChange={() => onChoose(each)}
          />
          <span>
            {each.title}
            <span className={styles.muted}>: {consequenceOf(each, ends)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What a way does beside what is asked for, or why it does not work. */
function consequenceOf({ plan }: Way, { source, destination }: FlowEnds): string {
  if (plan.type === 'refusal') return plan.reason;
  if (isSummary(source) || isSummary(destination)) return `closes ${count(plan.changes.length, 'flow')}`;
  const others = plan.changes.filter(
    (change) => change.source !== source || change.destination !== destination,
  ).length;
  return others === 0 ? 'changes nothing else' : `closes ${count(others, 'other flow')} too`;
}
