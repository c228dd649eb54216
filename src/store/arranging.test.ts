import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readSourceFile } from '../core/index';
import { emptyArrangement, useArrangement } from './arrangement';
import { addBlock, changeBlock, isTidy, moveNode, removeBlock, tidy } from './arranging';
import { movedAs, renaming } from './renaming';
import { applyTransaction, openFiles, redo, restoreFiles, undo, useWorkspace } from './workspace';

const db = 'StatefulSet/data/db';
const block = 'Addresses/10.0.0.0/8';
const arrangement = () => useArrangement.getState();
const labels = () => useWorkspace.getState().history.past.map(({ transaction }) => transaction.label);

beforeEach(() => {
  vi.useFakeTimers();
  restoreFiles([readSourceFile('a.yaml', 'a: 1\n')]);
  useArrangement.setState(emptyArrangement);
});
afterEach(() => vi.useRealTimers());

test('a node that is moved step by step is one step of the history, and no change of the text', () => {
  const { revision } = useWorkspace.getState();
  moveNode(db, 'data/db', { x: 8, y: 0 });
  moveNode(db, 'data/db', { x: 16, y: 0 });
  expect(labels()).toEqual(['Move data/db']);
  vi.advanceTimersByTime(2000);
  moveNode(db, 'data/db', { x: 24, y: 0 });
  expect(labels()).toEqual(['Move data/db', 'Move data/db']);
  expect(useWorkspace.getState().revision).toBe(revision);
  undo();
  expect(arrangement().moved).toEqual({ [db]: { x: 16, y: 0 } });
  undo();
  expect(arrangement().moved).toEqual({});
  redo();
  expect(arrangement().moved).toEqual({ [db]: { x: 16, y: 0 } });
});

test('moves and edits share one history', () => {
  moveNode(db, 'data/db', { x: 8, y: 0 });
  const edits = [{ from: 3, to: 4, insert: '2' }];
  applyTransaction({ origin: 'canvas', label: 'Edit', changes: [{ type: 'edit', file: 'a.yaml', edits }] });
  moveNode(db, 'data/db', { x: 16, y: 0 });
  expect(labels()).toEqual(['Move data/db', 'Edit', 'Move data/db']);
  undo();
  undo();
  expect(useWorkspace.getState().files[0]?.text).toBe('a: 1\n');
  expect(arrangement().moved).toEqual({ [db]: { x: 8, y: 0 } });
});

test('a block waits on the canvas, is changed and removed, all of it undoable', () => {
  addBlock(block);
  addBlock('Addresses/192.0.2.0/24');
  const [first, second] = arrangement().blocks.map((id) => arrangement().moved[id]);
  expect(second?.y).toBeGreaterThan(first?.y ?? Infinity);
  changeBlock(block, 'Addresses/10.0.0.0/9');
  expect(arrangement().moved['Addresses/10.0.0.0/9']).toEqual(first);
  removeBlock('Addresses/192.0.2.0/24');
  expect(arrangement().blocks).toEqual(['Addresses/10.0.0.0/9']);
  expect(labels()).toEqual([
    'Add 10.0.0.0/8',
    'Add 192.0.2.0/24',
    'Change 10.0.0.0/8 to 10.0.0.0/9',
    'Remove 192.0.2.0/24',
  ]);
  while (labels().length > 0) undo();
  expect(arrangement()).toEqual(emptyArrangement);
});

test('tidying leaves blocks where they are', () => {
  addBlock(block);
  moveNode(db, 'data/db', { x: 8, y: 0 });
  expect(isTidy(arrangement())).toBe(false);
  tidy();
  expect(Object.keys(arrangement().moved)).toEqual([block]);
  expect(isTidy(arrangement())).toBe(true);
});

test('other files come without the arrangement, which an undo brings back', () => {
  addBlock(block);
  openFiles([readSourceFile('b.yaml', 'b: 1\n')], 'Import');
  expect(arrangement()).toEqual(emptyArrangement);
  undo();
  expect(arrangement().blocks).toEqual([block]);
});

test('what is renamed keeps its place', () => {
  moveNode(db, 'data/db', { x: 8, y: 0 });
  moveNode('Namespace/data', 'data', { x: 80, y: 40 });
  const namespace = renaming({ type: 'renameNamespace', namespace: 'data', name: 'store' });
  expect(namespace && movedAs(namespace)).toMatchObject({
    'StatefulSet/store/db': { x: 8, y: 0 },
    'Namespace/store': { x: 80, y: 40 },
  });
  const workload = renaming({ type: 'renameWorkload', workload: db, name: 'postgres' });
  expect(workload && movedAs(workload)).toMatchObject({ 'StatefulSet/data/postgres': { x: 8, y: 0 } });
  expect(workload?.('StatefulSet/data/db-2')).toBe('StatefulSet/data/db-2');
  expect(renaming({ type: 'removeWorkload', workload: db })).toBeUndefined();
});
