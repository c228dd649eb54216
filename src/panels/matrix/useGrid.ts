import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { withIndex } from '../withIndex';

export const rowHeight = 28;
export const columnWidth = 62;
export const headHeight = 132;
export const headWidth = 190;

/** A place in the grid; -1 is the header of the other axis. */
export interface At {
  readonly row: number;
  readonly column: number;
}

/** The rows and columns in sight, and the cell that has the focus, moved by the keys. */
export function useGrid(scroller: RefObject<HTMLDivElement | null>, rows: number, columns: number) {
  const [wanted, setWanted] = useState<At>({ row: 0, column: 0 });
  const active = { row: Math.min(wanted.row, rows - 1), column: Math.min(wanted.column, columns - 1) };
  /** The cell that is to take the focus once it is drawn; an effect of an earlier drawing has another. */
  const wantsFocus = useRef<string>(undefined);
  // oxlint-disable-next-line react/incompatible-library -- its functions are not handed to anything memoised
  const rowItems = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 3,
    rangeExtractor: withIndex(active.row),
  });
  const columnItems = useVirtualizer({
    horizontal: true,
    count: columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    paddingStart: headWidth,
    scrollPaddingStart: headWidth,
    overscan: 2,
    rangeExtractor: withIndex(active.column),
  });

  useEffect(() => {
    const at = `${active.row} ${active.column}`;
    if (wantsFocus.current !== at) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    if (!cell) return;
    wantsFocus.current = undefined;
    cell.focus({ preventScroll: true });
  });

  const moveTo = (at: At) => {
    setWanted(at);
    wantsFocus.current = `${at.row} ${at.column}`;
    if (at.row >= 0) rowItems.scrollToIndex(at.row);
    if (at.column >= 0) columnItems.scrollToIndex(at.column);
  };
  /** Moves the focus where the key moves it; tells whether it does. */
  const pressKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    const page = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1,
    );
    const next = nextCell(event, active, { row: rows - 1, column: columns - 1 }, page);
    if (next) moveTo(next);
    return next !== undefined;
  };
  return { active, setActive: setWanted, rowItems, columnItems, pressKey };
}

function nextCell(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  { row, column }: At,
  last: At,
  page: number,
): At | undefined {
  if (altKey) return undefined;
  const far = ctrlKey || metaKey;
  const moved = {
    ArrowDown: { row: far ? last.row : row + 1, column },
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowRight: { row, column: far ? last.column : column + 1 },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    PageDown: { row: row + page, column },
    PageUp: { row: Math.max(0, row - page), column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? last.row : row, column: last.column },
  }[key];
  if (!moved) return undefined;
  const next = {
    row: Math.max(-1, Math.min(moved.row, last.row)),
    column: Math.max(-1, Math.min(moved.column, last.column)),
  };
  // The corner belongs to neither axis.
  return next.row < 0 && next.column < 0 ? { row, column } : next;
}
