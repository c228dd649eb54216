import { expect, test } from 'vitest';
import { decodeText } from './decodeText';

test('what PowerShell writes is text too', () => {
  const text = 'kind: List\r\n# größer\r\n';
  const units = Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0));
  const little = units.flatMap((unit) => [unit & 0xff, unit >> 8]);
  const big = units.flatMap((unit) => [unit >> 8, unit & 0xff]);
  expect(decodeText(Uint8Array.from(little))).toBe(text);
  expect(decodeText(Uint8Array.from(big))).toBe(text);
  expect(decodeText(new TextEncoder().encode(`\uFEFF${text}`))).toBe(`\uFEFF${text}`);
});
