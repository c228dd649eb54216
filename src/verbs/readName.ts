import type { Reading } from './readLabels';

/** Reads the name of an object: a DNS subdomain, or for namespaces and Services a label of one. */
export function readName(text: string, { longest = 253, dots = true } = {}): Reading<string> {
  const name = text.trim();
  if (name === '') return { ok: false, message: 'Give it a name' };
  if (name.length > longest) return { ok: false, message: `A name has at most ${longest} characters` };
  const part = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
  const pattern = new RegExp(dots ? `^${part}(?:\\.${part})*$` : `^${part}$`);
  return pattern.test(name)
    ? { ok: true, value: name }
    : { ok: false, message: `Lower case letters, digits and - ${dots ? 'and . ' : ''}between them` };
}

/** For namespaces. */
export const readNamespaceName = (text: string): Reading<string> =>
  readName(text, { longest: 63, dots: false });
