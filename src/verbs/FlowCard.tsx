import { useEffect, useRef, useState } from 'react';
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
import { Checks } from './Checks';
import { Choice } from './Choice';
import { EndField } from './EndField';
import { offered } from './offered';
import { PlanPreview } from './PlanPreview';
import { PortChoices } from './PortChoices';
import { emptyForm, toWish } from './portForm';
import { useInsideWindow } from './useInsideWindow';
import { titleOfEnd, useNodes } from './useNodes';
import { usePlan } from './usePlan';
import styles from './Verb.module.css';

interface FlowCardProps {
  readonly source?: string;
  readonly destination?: string;
  /** The point of the drop in the window. */
  readonly at?: { readonly x: number; readonly y: number };
}

const noPorts: readonly never[] = [];
/** The port on offer where there is no other. */
const only = (offers: readonly PortOffer[] = noPorts) => (offers.length === 1 ? offers : noPorts);

const isServedBy =
  (service: string) =>
  ({ services }: PortOffer) =>
    services.includes(service);

const middle = () => ({ x: window.innerWidth / 2 - 220, y: window.innerHeight / 5 });

/** Asks for the ports of a flow, shows what allowing it would write and do, and does it. */
export function FlowCard({ source: from, destination: to, at }: FlowCardProps) {
  const nodes = useNodes();
  const [source, setSource] = useState(from);
  const [destination, setDestination] = useState(to);
  const [service, setService] = useState<string>();
  const ends = source !== undefined && destination !== undefined ? { source, destination } : undefined;
  const offers = useAnswer('portOffers', ends && { destination: ends.destination })?.answer;
  const [form, setForm] = useState(emptyForm);
  const [touched, setTouched] = useState(false);
  const usual = service === undefined ? only(offers) : (offers ?? noPorts).filter(isServedBy(service));
  const shown = touched || usual.length === 0 ? form : { ...form, chosen: usual.map(({ title }) => title) };
  const { ports, problem } = toWish(shown, offers ?? noPorts);

  const [write, setWrite] = useState<WriteChoice>({});
  const asked: Intent | undefined = ends && ports && { type: 'allowFlow', ...ends, ports, write };
  const allow = usePlan(asked);
  const isOpen = allow.plan?.type === 'refusal' && allow.plan.code === 'alreadyAllowed';
  const [kept, setKept] = useState<readonly string[]>([]);
  const isolation = useIsolation(isOpen ? ends : undefined, ports, kept);
  const planning = isolation ? isolation.planning : allow;

  const { ref, spot } = useInsideWindow<HTMLDialogElement>(at ?? middle());
  useFocusInside(ref, offers !== undefined || !ends);

  const close = () => {
    closeVerb();
    if (source !== undefined) requestAnimationFrame(() => focusGate(source));
  };
  const apply = () => {
    if (planning.plan?.type !== 'plan' || planning.working || !ends) return;
    closeVerb();
    // Before the lines are shown: a change of the selection clears them. A summary is drawn by itself.
    if (!isSummary(ends.source) && !isSummary(ends.destination)) selectFlow(ends.source, ends.destination);
    else select(undefined);
    carryOut(planning.plan);
    requestAnimationFrame(() => focusGate(ends.source));
  };
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
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
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
            if (through !== undefined) setTouched(false);
          }}
        />
      )}
      {ends && (
        <>
          <PortChoices
            form={shown}
            title={`Ports on ${titleOfEnd(nodes, destination)}`}
            offers={offers ?? noPorts}
            problem={problem}
            onChange={(next) => {
              setTouched(true);
              setForm(next);
            }}
          />
          <Where ends={ends} write={write} onChange={setWrite} />
          {isOpen && <p className={styles.muted}>{allow.plan.reason}</p>}
          {isolation && isolation.offers.length > 0 && (
            <Checks
              title={`Isolate ${titleOfEnd(nodes, isolation.subject)}: flows to keep`}
              aside={
                <button type="button" className={styles.link} onClick={() => setKept(isolation.all(kept))}>
                  {kept.length === isolation.offers.length ? 'Keep none' : 'Keep all'}
                </button>
              }
              choices={isolation.offers.map((offer) => ({ value: offer.title, title: offer.title }))}
              chosen={kept}
              onChange={setKept}
            />
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
          {!isolation
            ? 'Allow flow'
            : kept.length > 0
              ? 'Isolate and allow these'
              : 'Isolate and allow only this'}
        </Button>
      </div>
    </dialog>
  );
}

/** Where neither end is isolated: isolating the one that can be, with the flow and the ticked ones kept. */
function useIsolation(
  ends: { readonly source: string; readonly destination: string } | undefined,
  ports: readonly PortChoice[] | undefined,
  kept: readonly string[],
) {
  const atDestination = !/^(?:Addresses|Anywhere)\//.test(ends?.destination ?? '');
  const subject = ends && (atDestination ? ends.destination : ends.source);
  const direction: Direction = atDestination ? 'ingress' : 'egress';
  const answer = useAnswer(
    'keepOffers',
    subject === undefined ? undefined : { subject, directions: [direction] },
  )?.answer;
  const offers = offered(answer).filter(
    ({ far }) => far !== (atDestination ? ends?.source : ends?.destination),
  );
  const intent: Intent | undefined =
    ends && ports && subject !== undefined
      ? {
          type: 'isolate',
          subject,
          directions: [direction],
          keep: [
            { ...ends, ports },
            ...offers.flatMap((offer) => (kept.includes(offer.title) ? [offer.kept] : [])),
          ],
        }
      : undefined;
  const planning = usePlan(intent);
  if (!ends || subject === undefined) return undefined;
  const all = (now: readonly string[]) =>
    now.length === offers.length ? [] : offers.map(({ title }) => title);
  return { subject, offers, planning, all };
}

interface WhereProps {
  readonly ends: { readonly source: string; readonly destination: string };
  readonly write: WriteChoice;
  readonly onChange: (write: WriteChoice) => void;
}

const usual = 'usual';

/** Which policy gets the rule at each end, and by which labels the other one is selected; open at will. */
function Where({ ends, write, onChange }: WhereProps) {
  const answer = useAnswer('policyChoices', ends)?.answer;
  const choices = offered(answer).filter(({ isolated }) => isolated);
  const source = useSelectors(ends.source);
  const destination = useSelectors(ends.destination);
  if (choices.length === 0) return null;
  return (
    <details className={styles.where}>
      <summary>Where and how it is written</summary>
      {choices.map((end) => (
        <Choice
          key={end.direction}
          title={end.direction === 'egress' ? 'Egress rule in' : 'Ingress rule in'}
          value={write[end.direction] ?? end.choices[0]?.policy ?? ''}
          choices={end.choices.map(({ policy, name, others }) => ({
            value: policy,
            title:
              (policy === 'new' ? `new policy ${name}` : name) +
              (others.length > 0 ? ` (also selects ${others.length} more)` : ''),
          }))}
          onChange={(policy) => onChange({ ...write, [end.direction]: policy })}
        />
      ))}
      {[
        { key: 'sourceLabels', title: 'The source is selected by', candidates: source } as const,
        {
          key: 'destinationLabels',
          title: 'The destination is selected by',
          candidates: destination,
        } as const,
      ].map(({ key, title, candidates }) =>
        candidates.length < 2 ? null : (
          <Choice
            key={key}
            title={title}
            value={candidates.find(({ labels }) => labels === write[key])?.title ?? usual}
            choices={[
              { value: usual, title: 'the fewest labels that single it out' },
              ...candidates.map((candidate) => ({
                value: candidate.title,
                title: `${candidate.title}, matches ${candidate.matches}${candidate.others.length > 0 ? ' ⚠ more than it' : ''}`,
              })),
            ]}
            onChange={(chosen) => {
              const found = candidates.find((candidate) => candidate.title === chosen);
              const { [key]: _before, ...rest } = write;
              onChange(found ? { ...rest, [key]: found.labels } : rest);
            }}
          />
        ),
      )}
    </details>
  );
}

function useSelectors(id: string) {
  const isWorkload = !/^(?:Addresses|Anywhere|Namespace)\//.test(id);
  const answer = useAnswer('selectorChoices', isWorkload ? { workload: id } : undefined)?.answer;
  return offered(answer);
}

/** Puts the focus on the first choice once it is there. */
function useFocusInside(ref: { readonly current: HTMLElement | null }, ready: boolean): void {
  const focused = useRef(false);
  useEffect(() => {
    if (focused.current) return;
    const first = ready ? ref.current?.querySelector<HTMLElement>('input') : ref.current;
    first?.focus({ preventScroll: true });
    focused.current = ready;
  }, [ref, ready]);
}

/** Puts the focus back on the gate that a flow was drawn from. */
function focusGate(node: string): void {
  document
    .querySelector<HTMLElement>(`[data-gate="egress ${CSS.escape(node)}"]`)
    ?.focus({ preventScroll: true });
}
