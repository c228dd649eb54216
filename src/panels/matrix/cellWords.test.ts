import { expect, test } from 'vitest';
import type { MatrixCell } from '../../core/index';
import { cellName, cellText } from './cellWords';

const cell: MatrixCell = { says: 'none', ports: '', permitted: 0, pairs: 1, partial: false, states: [] };

test.each<[Partial<MatrixCell>, string, string]>([
  [{}, '·', 'a to b, no flow'],
  [{ says: 'all', ports: 'all ports', permitted: 1 }, 'all', 'a to b, all ports'],
  [{ says: 'some', ports: 'TCP 80, 443 · UDP 53' }, '80 +2', 'a to b, TCP 80, 443 · UDP 53'],
  [{ says: 'mixed', permitted: 3, pairs: 8 }, '3/8', 'a to b, 3 of 8 flows'],
  [{ says: 'some', ports: 'TCP 80', partial: true }, '80*', 'a to b, TCP 80, some pods'],
  [{ states: ['alsoCloses', 'closes'] }, '✕', 'a to b, no flow, closed, also closed'],
  [{ says: 'some', ports: 'TCP 80', states: ['opens'] }, '+ 80', 'a to b, TCP 80, opened'],
  [{ says: 'some', ports: 'all but TCP 25' }, 'all but…', 'a to b, all but TCP 25'],
  [{ says: 'itself' }, '', 'a to b, itself'],
])('%o', (given, text, name) => {
  expect(cellText({ ...cell, ...given })).toBe(text);
  expect(cellName('a', 'b', { ...cell, ...given })).toBe(name);
});
