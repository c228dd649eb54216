import type { Random } from './seeded';

type Mutate = (text: string, random: Random) => string;

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item;

const odd = ['\u0000', '\u00a0', '\u2028', '\ufeff', '\ud800', 'é', '😀'];
const plain = ' \t\n\r-:,#&*!|>\'"%@`{}[]?~09aZ<';
const characters = [...plain.split(''), ...odd];
const lines = [
  '- {}',
  '-',
  'from:',
  '  - to: []',
  '---',
  '...',
  '%YAML 1.1',
  'a: &a [*a]',
  '*unknown',
  '? {a: b}',
  '__proto__: {polluted: true}',
  'constructor: 1',
  '{{ if .Values.x }}',
  '# drawbridge: ignore L2, L3',
  'spec: {podSelector: {}}',
  '<<: *a',
];
const values = [
  'null',
  '[]',
  '{}',
  '""',
  '0',
  '-1',
  '1e21',
  'true',
  '"80"',
  'Ingress',
  '10.0.0.0/33',
  '::/0',
  '"<img src=x onerror=alert(1)>"',
  '{matchLabels: null}',
  '{podSelector: {}}',
  '[{from: [{}]}]',
  '[null]',
  '{__proto__: {a: 1}}',
  '!!binary aGk=',
  '2001-01-01',
];

/** Replaces, inserts or removes a few characters. */
const mutateBytes: Mutate = (text, random) => {
  const at = Math.floor(random() * (text.length + 1));
  const length = random() < 0.5 ? 0 : Math.ceil(random() * 4);
  return text.slice(0, at) + (random() < 0.7 ? pick(characters, random) : '') + text.slice(at + length);
};

const indentOf = (line: string) => /^ */.exec(line)?.[0] ?? '';

/** Removes, doubles, indents or rewrites a line. */
const mutateLine: Mutate = (text, random) => {
  const all = text.split('\n');
  const at = Math.floor(random() * all.length);
  const line = all[at] ?? '';
  const indent = indentOf(line);
  const changes: readonly (() => readonly string[])[] = [
    () => all.toSpliced(at, 1),
    () => all.toSpliced(at, 0, pick(all, random)),
    () => all.toSpliced(at, 0, indent + pick(lines, random)),
    () => all.with(at, ` ${line}`),
    () => all.with(at, line.replace(/^ {1,2}/, '')),
    () => all.with(at, line.replace('- ', '  ')),
    () => all.with(at, `${indent}- ${line.trimStart()}`),
    () => all.with(at, line.replace(/:.*/, ':')),
  ];
  return pick(changes, random)().join('\n');
};

/** Removes, doubles, moves or replaces an entry with all that is below it. */
const mutateNode: Mutate = (text, random) => {
  const all = text.split('\n');
  const node = nodeAt(all, random);
  const without = all.toSpliced(node.from, node.lines.length);
  const other = nodeAt(all, random);
  const place = Math.floor(random() * (without.length + 1));
  const shift = (moved: readonly string[], indent: string) => {
    const own = indentOf(moved[0] ?? '');
    return moved.map((line) => (line.startsWith(own) ? indent + line.slice(own.length) : line));
  };
  const [head = ''] = node.lines;
  const changes: readonly (() => readonly string[])[] = [
    () => without,
    () => all.toSpliced(node.from, 0, ...node.lines),
    () => all.toSpliced(node.from, node.lines.length, ...shift(other.lines, indentOf(head))),
    () => without.toSpliced(place, 0, ...shift(node.lines, indentOf(without[place] ?? ''))),
    () =>
      all.toSpliced(node.from, node.lines.length, head.replace(/(:|-)( .*)?$/, `$1 ${pick(values, random)}`)),
  ];
  return pick(changes, random)().join('\n');
};

/** A line and those below it that are indented deeper. */
function nodeAt(all: readonly string[], random: Random): { from: number; lines: readonly string[] } {
  const from = Math.floor(random() * all.length);
  const depth = indentOf(all[from] ?? '').length;
  let to = from + 1;
  while (to < all.length && indentOf(all[to] ?? '').length > depth) to += 1;
  return { from, lines: all.slice(from, to) };
}

/** Changes a text in one to three places: characters, lines, or whole entries. */
export function mutateText(text: string, random: Random): string {
  let now = text;
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    now = pick([mutateBytes, mutateLine, mutateNode], random)(now, random);
  }
  return now;
}
