import { beforeEach, describe, expect, test } from 'vitest';
import { readSourceFile } from '../core/index';
import { applyTransaction, openFiles, redo, restoreFiles, undo, useWorkspace } from './workspace';

const texts = () => useWorkspace.getState().files.map(({ name, text }) => `${name}: ${text}`);

beforeEach(() => restoreFiles([readSourceFile('a.yaml', 'a: 1\n')]));

function edit(from: number, to: number, insert: string, origin: 'editor' | 'canvas' = 'canvas') {
  applyTransaction({
    origin,
    label: 'Edit',
    changes: [{ type: 'edit', file: 'a.yaml', edits: [{ from, to, insert }] }],
  });
}

describe('the workspace', () => {
  test('has one history over gestures and typing', () => {
    edit(3, 4, '2');
    edit(4, 5, '0\n', 'editor');
    expect(texts()).toEqual(['a.yaml: a: 20\n']);
    undo();
    expect(texts()).toEqual(['a.yaml: a: 2\n']);
    undo();
    expect(texts()).toEqual(['a.yaml: a: 1\n']);
    undo();
    expect(texts()).toEqual(['a.yaml: a: 1\n']);
    redo();
    redo();
    expect(texts()).toEqual(['a.yaml: a: 20\n']);
  });

  test('counts every change and says where it came from', () => {
    const { revision } = useWorkspace.getState();
    edit(3, 4, '2', 'editor');
    expect(useWorkspace.getState().lastChange).toMatchObject({ revision: revision + 1, origin: 'editor' });
    undo();
    expect(useWorkspace.getState().lastChange).toMatchObject({ revision: revision + 2, origin: 'undo' });
  });

  test('opens other files as one step that can be taken back', () => {
    openFiles([readSourceFile('b.yaml', 'b: 1\n'), readSourceFile('a.yaml', 'other: 1\n')], 'Import');
    expect(texts()).toEqual(['b.yaml: b: 1\n', 'a.yaml: other: 1\n']);
    undo();
    expect(texts()).toEqual(['a.yaml: a: 1\n']);
  });
});
