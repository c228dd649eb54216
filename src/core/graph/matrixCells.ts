import type { FlowState } from '../evaluate/attribution';
import { describeConnections, intersect } from '../model/connections';
import type { GridFilter } from './flowFilter';
import type { FlowGrid } from './flowGrid';
import type { PartsBetween } from './flowRows';

/** What a cell of the matrix says of the pairs that it stands for: one of single ends, many of namespaces. */
export interface MatrixCell {
  /**
   * `all` and `some`: every pair permits the same, everything or these ports; `mixed`: the pairs differ;
   * `itself`: nothing can flow here; `filtered`: no pair is looked at.
   */
  readonly says: 'all' | 'some' | 'none' | 'mixed' | 'itself' | 'filtered';
  /** The ports where all pairs agree; else empty. */
  readonly ports: string;
  /** Of how many pairs some of what is asked is permitted. */
  readonly permitted: number;
  /** How many pairs are looked at. */
  readonly pairs: number;
  /** True for some pods, or addresses, only. */
  readonly partial: boolean;
  /** The parts of the selected policies in any of the pairs. */
  readonly states: readonly FlowState[];
}

/** What the flows from some ends to some ends have in common. */
export function matrixCell(
  grid: FlowGrid,
  filter: GridFilter,
  partsBetween: PartsBetween,
  sources: readonly number[],
  destinations: readonly number[],
): MatrixCell {
  let [existing, pairs, permitted] = [0, 0, 0];
  let first: number | undefined;
  let differs = false;
  let partial = false;
  const states = new Set<FlowState>();
  for (const source of sources) {
    const row = grid.row(source);
    for (const destination of destinations) {
      const code = row[destination] ?? 0;
      if (code === 0) continue;
      existing++;
      if (!filter.keeps(source, destination)) continue;
      pairs++;
      if (filter.passes(code)) permitted++;
      if (code !== first) {
        differs ||= first !== undefined && asked(grid, filter, code) !== asked(grid, filter, first);
        partial ||= grid.cell(code)?.partial === true;
        first ??= code;
      }
      for (const { state } of partsBetween(source, destination)) states.add(state);
    }
  }
  const common = first === undefined ? undefined : asked(grid, filter, first);
  const says = pairs > 0 ? sayingOf(permitted, differs, common === filter.asked) : absence(existing);
  return {
    says,
    ports: common && (says === 'all' || says === 'some') ? describeConnections(common) : '',
    permitted,
    pairs,
    partial: partial && permitted > 0,
    states: [...states],
  };
}

const absence = (existing: number): MatrixCell['says'] => (existing === 0 ? 'itself' : 'filtered');

function asked(grid: FlowGrid, filter: GridFilter, code: number) {
  const cell = grid.cell(code);
  return cell && intersect(cell.connections, filter.asked);
}

function sayingOf(permitted: number, differs: boolean, isEverything: boolean): MatrixCell['says'] {
  if (permitted === 0) return 'none';
  if (differs) return 'mixed';
  return isEverything ? 'all' : 'some';
}
