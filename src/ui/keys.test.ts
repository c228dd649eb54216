import { describe, expect, test } from 'vitest';
import { isPressed, keyNames } from './keys';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('a shortcut', () => {
  test('is named as the machine names its keys', () => {
    expect(keyNames('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyNames('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
  });

  test('needs exactly its modifiers', () => {
    expect(isPressed(press('z', { ctrlKey: true }), 'Mod+Z', false)).toBe(true);
    expect(isPressed(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z', false)).toBe(false);
    expect(isPressed(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z', false)).toBe(true);
    expect(isPressed(press('z', { metaKey: true }), 'Mod+Z', true)).toBe(true);
    expect(isPressed(press('z', { ctrlKey: true }), 'Mod+Z', true)).toBe(false);
    expect(isPressed(press('z'), 'Mod+Z', false)).toBe(false);
  });

  test('finds a sign whether or not the layout needs Shift for it', () => {
    expect(isPressed(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(isPressed(press('?'), '?', false)).toBe(true);
  });

  test('finds a key by its place where Alt changes the character', () => {
    expect(
      isPressed({ ...press('∫', { metaKey: true, altKey: true }), code: 'KeyB' }, 'Mod+Alt+B', true),
    ).toBe(true);
  });
});
