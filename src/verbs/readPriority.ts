import type { Reading } from './readLabels';

/** Reads the priority of a tier policy. */
export function readPriority(text: string): Reading<number> {
  const value = Number(text);
  return /^\d{1,4}$/.test(text.trim()) && value <= 1000
    ? { ok: true, value }
    : { ok: false, message: 'A number from 0 to 1000' };
}
