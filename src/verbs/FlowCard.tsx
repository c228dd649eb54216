import { useState } from 'react';
import {
  isSummary,
  type Direction,
  type Intent,
  type PortChoice,
  type PortOffer,
  type WriteChoice,
} from '../core/index';
import { carryOut } from '../store/intents';
import { useAnswer } from '../store/useAnswer';
import { closeVerb, openVerb } from '../store/verb';
import { select, selectFlow } from '../store/view';
import { Button } from '../ui/Button';
import type { FlowEnds } from '../worker/views';
import { EndField } from './EndField';
import { KeptFlows } from './KeptFlows';
import { toKept } from './keepRows';
import { offered } from './offered';
import { PlanPreview } from './PlanPreview';
import { PortChoices } from './PortChoices';
import { emptyForm, toWish, type PortForm } from './portForm';
import { useCardFocus } from './useCardFocus';
import { useInsideWindow } from './useInsideWindow';
import { titleOfEnd, useNodes } from './useNodes';
import { usePermitted } from './usePermitted';
import { usePlan } from './usePlan';
import { useWhenPlanned } from './useWhenPlanned';
import { WhereWritten } from './WhereWritten';
import styles from './Verb.module.css';

interface FlowCardProps {
  readonly source?: string;
  readonly destination?: string;
  /** What is wished for already, as `TCP 5432` or `all ports`. */
  readonly port?: string;
  /** The point of the drop in the window. */
  readonly at?: { readonly x: number; readonly y: number };
}

const noPorts: readonly never[] = [];

/** What is chosen from the start: the port that is wished for, those of a Service, or the only one on offer. */
function usualForm(
  offers: readonly PortOffer[],
  service: string | undefined,
  port: string | undefined,
): PortForm {
  if (port === 'all ports') return { ...emptyForm, all: true };
  const isWished = ({ title, services }: PortOffer) =>
    port === undefined
      ? service === undefined
        ? offers.length === 1
        : services.includes(service)
      : title === port;
  const chosen = offers.filter(isWished).map(({ title }) => title);
  return { ...emptyForm, chosen, typed: port !== undefined && chosen.length === 0 ? port : '' };
}

const middle = () => ({ x: window.innerWidth / 2 - 220, y: window.innerHeight / 5 });

/** Asks for the ports of a flow, shows what allowing it would write and do, and does it. */
export function FlowCard({ source: from, destination: to, port, at }: FlowCardProps) {
  const nodes = useNodes();
  const [source, setSource] = useState(from);
  const [destination, setDestination] = useState(to);
  const [service, setService] = useState<string>();
  const ends = source !== undefined && destination !== undefined ? { source, destination } : undefined;
  const offers = useAnswer('portOffers', ends && { destination: ends.destination })?.answer;
  const permitted = usePermitted(ends);
  const [changed, setChanged] = useState<PortForm>();
  const form = changed ?? usualForm(offers ?? noPorts, service, port);
  const { ports, problem } = toWish(form, offers ?? noPorts);

  const [write, setWrite] = useState<WriteChoice>({});
  const allowing: Intent | undefined = ends && ports && { type: 'allowFlow', ...ends, ports, write };
  const allow = usePlan(allowing);
  const choices = useAnswer('policyChoices', ends)?.answer;
  const isOpen =
    allow.plan?.type === 'refusal' &&
    (allow.plan.code === 'needsIsolation' ||
      (allow.plan.code === 'alreadyAllowed' &&
        !offered(choices).some(({ direction, isolated }) => isolated && direction === decisiveAt(ends))));
  const [kept, setKept] = useState<readonly string[]>([]);
  const isolation = useIsolation(isOpen ? ends : undefined, ports, kept);
  const { intent, planning } = isolation ?? { intent: allowing, planning: allow };

  const { ref, spot } = useInsideWindow<HTMLDialogElement>(at ?? middle());
  const giveFocusBack = useCardFocus(ref, offers !== undefined || !ends);
  const close = () => {
    closeVerb();
    giveFocusBack(source);
  };
  const apply = useWhenPlanned(intent, planning, (plan) => {
    closeVerb();
    // Before the lines are shown: a change of the selection clears them. A summary is drawn by itself.
    if (ends && !isSummary(ends.source) && !isSummary(ends.destination))
      selectFlow(ends.source, ends.destination);
    else select(undefined);
    if (intent) carryOut(plan, intent);
    giveFocusBack(source);
  });
  const title = `Allow ${titleOfEnd(nodes, source)} → ${titleOfEnd(nodes, destination)}`;
  return (
    // The dialog is not modal: the picture behind it stays in use.
    <dialog
      ref={ref}
      open
      aria-label={title}
      tabIndex={-1}
      className={styles.card}
      style={{ left: spot.x, top: spot.y }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          event.preventDefault();
          apply();
        }
      }}
    >
      <h2 className={styles.title}>{title}</h2>
      {from === undefined && <EndField title="From" end="source" value={source} onChange={setSource} />}
      {to === undefined && (
        <EndField
          title="To"
          end="destination"
          value={destination}
          onChange={(id, through) => {
            setDestination(id);
            setService(through);
            if (through !== undefined) setChanged(undefined);
          }}
        />
      )}
      {ends && (
        <>
          <PortChoices
            form={form}
            title={`Ports on ${titleOfEnd(nodes, destination)}`}
            offers={offers ?? noPorts}
            permitted={isOpen ? undefined : permitted}
            problem={problem}
            onChange={setChanged}
          />
          {isolation ? (
            <>
              <p className={styles.muted}>{allow.plan?.type === 'refusal' && allow.plan.reason}</p>
              <KeptFlows
                subject={isolation.subject}
                offers={isolation.offers}
                chosen={kept}
                onChange={setKept}
              />
            </>
          ) : (
            <WhereWritten ends={ends} choices={offered(choices)} write={write} onChange={setWrite} />
          )}
        </>
      )}
      <PlanPreview
        planning={planning}
        missing={!ends ? 'Choose both ends.' : ports ? undefined : 'Choose the ports to see what changes.'}
      />
      <div className={styles.actions}>
        {ends && (
          <Button
            look="quiet"
            className={styles.other}
            onClick={() => openVerb({ type: 'addTierRule', ...ends })}
          >
            Cluster policy…
          </Button>
        )}
        <Button look="quiet" onClick={close}>
          Cancel
        </Button>
        <Button look="primary" disabled={planning.working || planning.plan?.type !== 'plan'} onClick={apply}>
          {isolation ? 'Isolate and allow' : 'Allow flow'}
        </Button>
      </div>
    </dialog>
  );
}

/** Where a flow can be limited: at the pods that it enters, or else at those that it leaves. */
function decisiveAt(ends: FlowEnds | undefined): Direction {
  return /^(?:Addresses|Anywhere)\//.test(ends?.destination ?? '') ? 'egress' : 'ingress';
}

/** Where that end is not isolated: isolating the one that can be, with the flow and the ticked ones kept. */
function useIsolation(
  ends: FlowEnds | undefined,
  ports: readonly PortChoice[] | undefined,
  chosen: readonly string[],
) {
  const direction = decisiveAt(ends);
  const [subject, far] =
    direction === 'ingress' ? [ends?.destination, ends?.source] : [ends?.source, ends?.destination];
  const directions = [direction];
  const answer = useAnswer('keepOffers', subject === undefined ? undefined : { subject, directions })?.answer;
  const offers = offered(answer).filter((offer) => offer.far !== far);
  const intent: Intent | undefined = ends &&
    ports && { type: 'isolateAndAllow', ...ends, ports, keep: toKept(offers, chosen) };
  const planning = usePlan(intent);
  return subject === undefined ? undefined : { subject, offers, intent, planning };
}
