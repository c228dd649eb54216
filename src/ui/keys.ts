const onApple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

const appleSigns: ReadonlyMap<string, string> = new Map([
  ['Mod', '⌘'],
  ['Shift', '⇧'],
  ['Alt', '⌥'],
]);

/** The keys of a shortcut (`Mod+Shift+Z`) as this machine names them: `Ctrl`, `Shift`, `Z`. */
export function keyNames(keys: string, apple = onApple): readonly string[] {
  return keys
    .split('+')
    .map((key) => (apple ? appleSigns.get(key) : undefined) ?? (key === 'Mod' ? 'Ctrl' : key));
}

/** Whether a pressed key is the shortcut. `Mod` is Ctrl, or Command on Apple's machines. */
export function isPressed(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  keys: string,
  apple = onApple,
): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const mod = parts.includes('Mod');
  // Alt changes the character on many layouts; the place of the key does not.
  const pressed =
    event.key.toLowerCase() === key.toLowerCase() || (event.altKey && event.code === `Key${key}`);
  return (
    pressed &&
    event.ctrlKey === (mod && !apple) &&
    event.metaKey === (mod && apple) &&
    event.altKey === parts.includes('Alt') &&
    // `?` and the like need Shift on some layouts only.
    (event.shiftKey === parts.includes('Shift') || /^[^\w\s]$/.test(key))
  );
}
