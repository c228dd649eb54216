/** Text that people type for labels, read or refused with a message. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

const key = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const value = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export const isLabelKey = (text: string): boolean => key.test(text);
export const isLabelValue = (text: string): boolean => value.test(text);

/** Reads `app=api, tier=be` (also with colons, or one on each line). */
export function readLabels(text: string): Reading<Readonly<Record<string, string>>> {
  const labels: Record<string, string> = Object.create(null);
  for (const part of text.split(/[,\n]/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const [, name = '', content = ''] = /^([^=:\s]+)\s*[=:]\s*(.*)$/.exec(part) ?? [];
    if (name === '') return { ok: false, message: `Write labels as key=value: "${part}" is none` };
    if (!isLabelKey(name)) return { ok: false, message: `"${name}" cannot be the key of a label` };
    if (!isLabelValue(content)) return { ok: false, message: `"${content}" cannot be the value of a label` };
    labels[name] = content;
  }
  return { ok: true, value: labels };
}

export function writeLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, content]) => `${name}=${content}`)
    .join(', ');
}
