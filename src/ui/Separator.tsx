import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useState } from 'react';
import { classes } from './classes';
import styles from './Separator.module.css';

interface SeparatorProps {
  readonly name: string;
  readonly side: 'left' | 'right' | 'bottom';
  readonly paneRef: RefObject<HTMLDivElement | null>;
  readonly paneId: string;
  readonly least: number;
  readonly leastRest: number;
  /** undefined: back to the initial size. */
  readonly onSize: (size: number | undefined) => void;
  readonly onFold: () => void;
}

const step = 16;
const largeStep = 80;
/** The keys that make the pane smaller and larger. */
const sideKeys = {
  left: ['ArrowLeft', 'ArrowRight'],
  right: ['ArrowRight', 'ArrowLeft'],
  bottom: ['ArrowDown', 'ArrowUp'],
} as const;

/** The handle between two panes: drag, or arrow keys, Home and End; Enter folds; a double click resets. */
export function Separator({ name, side, paneRef, paneId, least, leastRest, onSize, onFold }: SeparatorProps) {
  const [dragging, setDragging] = useState(false);
  const [measured, setMeasured] = useState({ size: 0, most: 0 });
  const vertical = side === 'bottom';
  const grows = side === 'left' ? 1 : -1;

  useEffect(() => {
    const pane = paneRef.current;
    const container = pane?.parentElement;
    if (!pane || !container) return undefined;
    const observer = new ResizeObserver(() =>
      setMeasured({
        size: Math.round(vertical ? pane.offsetHeight : pane.offsetWidth),
        most: Math.round((vertical ? container.offsetHeight : container.offsetWidth) - leastRest),
      }),
    );
    observer.observe(pane);
    observer.observe(container);
    return () => observer.disconnect();
  }, [paneRef, vertical, leastRest]);

  const resize = (wanted: number) => onSize(Math.max(least, Math.min(wanted, measured.most)));

  const startDrag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle: HTMLElement = event.currentTarget;
    const start = vertical ? event.clientY : event.clientX;
    const from = measured.size;
    handle.setPointerCapture(event.pointerId);
    setDragging(true);
    const stop = new AbortController();
    handle.addEventListener(
      'pointermove',
      (move) => {
        const wanted = from + grows * ((vertical ? move.clientY : move.clientX) - start);
        if (wanted >= least / 2) return resize(wanted);
        stop.abort();
        setDragging(false);
        onSize(from);
        onFold();
      },
      { signal: stop.signal },
    );
    const end = () => {
      stop.abort();
      setDragging(false);
    };
    handle.addEventListener('pointerup', end, { signal: stop.signal });
    handle.addEventListener('pointercancel', end, { signal: stop.signal });
  };

  const pressKey = (event: KeyboardEvent) => {
    const [smaller, larger] = sideKeys[side];
    const by = event.shiftKey ? largeStep : step;
    if (event.key === smaller) resize(measured.size - by);
    else if (event.key === larger) resize(measured.size + by);
    else if (event.key === 'Home') resize(least);
    else if (event.key === 'End') resize(measured.most);
    else if (event.key === 'Enter') onFold();
    else return;
    event.preventDefault();
  };

  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a focusable separator is a widget, <hr> is not
      role="separator"
      tabIndex={0}
      aria-label={name}
      aria-controls={paneId}
      aria-orientation={vertical ? 'horizontal' : 'vertical'}
      aria-valuenow={measured.size}
      aria-valuemin={least}
      aria-valuemax={Math.max(least, measured.most)}
      className={classes(styles.separator, vertical && styles.horizontal, dragging && styles.dragging)}
      onPointerDown={startDrag}
      onDoubleClick={() => onSize(undefined)}
      onKeyDown={pressKey}
    />
  );
}
