import { useEffect, useRef, useState } from 'react';
import type { GraphNode, PortOffer } from '../../core/index';
import { carryOut, portOffers } from '../../store/intents';
import { draw, select, type Drawing } from '../../store/view';
import { Button } from '../../ui/Button';
import { focusEgressGate } from '../drawing';
import { titleOf } from '../ends';
import { Consequences } from './Consequences';
import styles from './DrawingCard.module.css';
import { PortChoices } from './PortChoices';
import { emptyForm, toWish } from './portForm';
import { Refused } from './Refused';
import { useInsideWindow } from './useInsideWindow';
import { usePlan } from './usePlan';

interface DrawingCardProps {
  readonly drawing: Drawing;
  readonly source: GraphNode;
  readonly destination: GraphNode;
}

/** Asks for the ports of a drawn flow, shows what allowing it would write and do, and does it. */
export function DrawingCard({ drawing, source, destination }: DrawingCardProps) {
  const offers = useOffers(destination.id);
  const [form, setForm] = useState(emptyForm);
  const only = offers?.length === 1 ? offers[0]?.title : undefined;
  const [touched, setTouched] = useState(false);
  const shown = !touched && only !== undefined ? { ...form, chosen: [only] } : form;
  const { ports, problem } = toWish(shown, offers ?? []);
  const ends = { source: source.id, destination: destination.id };

  const allow = usePlan(ports && { type: 'allowFlow', ...ends, ports });
  const neither = allow.plan?.type === 'refusal' && allow.plan.code === 'alreadyAllowed';
  const isolate = usePlan(neither && ports ? { type: 'isolateAndAllow', ...ends, ports } : undefined);

  const { ref, spot } = useInsideWindow<HTMLDialogElement>(drawing.at);
  useFocusInside(ref, offers !== undefined);

  const close = () => {
    draw(undefined);
    requestAnimationFrame(() => focusEgressGate(source.id));
  };
  const apply = ({ plan, working }: typeof allow) => {
    if (plan?.type !== 'plan' || working) return;
    draw(undefined);
    select({ type: 'flow', ...ends }); // before the lines are shown: a change of the selection clears them
    carryOut(plan);
    requestAnimationFrame(() => focusEgressGate(source.id));
  };
  const title = `Allow ${titleOf(source)} → ${titleOf(destination)}`;
  const isolated = titleOf(destination.type === 'workload' ? destination : source);
  return (
    // The dialog is not modal: the picture behind it stays in use.
    <dialog
      ref={ref}
      open
      aria-label={title}
      tabIndex={-1}
      className={styles.card}
      style={{ left: spot.x, top: spot.y }}
    >
      <h2 className={styles.title}>{title}</h2>
      <PortChoices
        form={shown}
        title={`Ports on ${destination.type === 'workload' ? destination.name : titleOf(destination)}`}
        offers={offers ?? []}
        problem={problem}
        onChange={(next) => {
          setTouched(true);
          setForm(next);
        }}
      />
      <div className={styles.changes} aria-live="polite" aria-busy={allow.working || isolate.working}>
        <h3 className={styles.heading}>What changes</h3>
        {!ports && <p className={styles.muted}>Choose the ports to see what changes.</p>}
        {ports && allow.failure !== undefined && <p className={styles.problem}>{allow.failure}</p>}
        {ports && !allow.plan && allow.failure === undefined && (
          <p className={styles.muted}>Working it out…</p>
        )}
        {ports && allow.plan?.type === 'plan' && <Consequences plan={allow.plan} names={5} />}
        {ports && allow.plan?.type === 'refusal' && <Refused plan={allow.plan} />}
        {neither && isolate.plan?.type === 'plan' && (
          <>
            <h3 className={styles.heading}>Isolate {isolated} and allow only this flow</h3>
            <Consequences plan={isolate.plan} names={6} />
          </>
        )}
        {neither && isolate.plan?.type === 'refusal' && isolate.plan.reason !== allow.plan?.reason && (
          <Refused plan={isolate.plan} />
        )}
      </div>
      <div className={styles.actions}>
        <Button look="quiet" onClick={close}>
          {neither && isolate.plan?.type !== 'plan' ? 'Close' : 'Cancel'}
        </Button>
        {neither ? (
          isolate.plan?.type === 'plan' && (
            <Button look="primary" disabled={isolate.working} onClick={() => apply(isolate)}>
              Isolate and allow only this
            </Button>
          )
        ) : (
          <Button
            look="primary"
            disabled={allow.working || allow.plan?.type !== 'plan'}
            onClick={() => apply(allow)}
          >
            Allow flow
          </Button>
        )}
      </div>
    </dialog>
  );
}

function useOffers(destination: string): readonly PortOffer[] | undefined {
  const [offers, setOffers] = useState<readonly PortOffer[]>();
  useEffect(() => {
    let closed = false;
    portOffers(destination).then(
      (found) => !closed && setOffers(found),
      () => !closed && setOffers([]),
    );
    return () => {
      closed = true;
    };
  }, [destination]);
  return offers;
}

/** Puts the focus on the first choice once the offers are there. */
function useFocusInside(ref: { readonly current: HTMLElement | null }, ready: boolean): void {
  const focused = useRef(false);
  useEffect(() => {
    if (focused.current) return;
    const first = ready ? ref.current?.querySelector<HTMLElement>('input') : ref.current;
    first?.focus({ preventScroll: true });
    focused.current = ready;
  }, [ref, ready]);
}
