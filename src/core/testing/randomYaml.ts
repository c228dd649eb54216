import type { Random } from './seeded';

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item;

const keys = `a b c d name labels spec items data app.kubernetes.io/name "q" 'r' x-y`.split(' ');
const oddKeys = `k v|0|yes|-x|1.5|é|a:b|null|~|"a\\"b"|=|__proto__|<<|...a`.split('|');
const scalars = `web nginx:1.2 10.0.0.1 80 true x/y "80" 'on' 100m 2024-01-01 on`.split(' ');
const oddScalars = [
  `&a b;*a;!t c;!!str 1;"a\\tb";"\\u00e9";'it''s';"open;'open;{a: b};[1, 2];[];{};# c;|;>-;|2;%x;@x;- c`,
  '`x;? a;: b;-;---;...;<<: x;~;null;yes;0x1F;010;0o10;1_0;.5;.inf;-0;1e999;9007199254740993;08;a: b',
  'a #b;a#b;a:b;:;::;\t;a\t#b;é;😀;\u2028;\u0007;\u00a0;\ud800;\uFEFF;"a" b;-   a;a:   b;a:\tb;|  ;|\t',
  '"b" # c;--- a;---x;\r;a\n---\nb;"a\u2028--- b";"a\n  b";|\n  a\n b;- a: b\n  c: d;"a\\\n  b"',
  `${'x'.repeat(1001)}: y`,
].flatMap((some) => some.split(';'));
const blockLines = [
  'text',
  '--- x',
  '---',
  'a: b',
  '# no comment',
  '\tt',
  '  more',
  '',
  'é😀',
  'items:',
  'x\u2028- y',
];
const oddLines = ['# comment', '', '   ', '\t', '---', '...', ' # deep', '--- # x', '%YAML 1.2'];

/**
 * A text like YAML, most of it in the style of kubectl.
 *
 * @param oddness how often something stands in it that is not in that style, be it right or wrong: from 0 to 1
 */
export function randomYaml(random: Random, oddness: number): string {
  const isOdd = (): boolean => random() < oddness;
  const write = (indent: number, depth: number): string => {
    const pad = ' '.repeat(indent);
    const step = isOdd() ? pick([1, 3, 4], random) : 2;
    const isList = random() < 0.35;
    const count = 1 + Math.floor(random() * 3);
    let text = '';
    for (let i = 0; i < count; i++) {
      const head = isList ? '-' : `${pick(isOdd() ? oddKeys : keys, random)}:`;
      const below = `${pad}${' '.repeat(step)}`;
      if (isOdd()) text += `${pick(oddLines, random)}\n`;
      text += pad;
      const kind = random();
      if (kind < 0.5 || depth > 3) {
        const space = isOdd() ? pick(['  ', '', '\t'], random) : ' ';
        const end = isOdd() ? pick([' ', ' # c'], random) : '';
        text += `${head}${space}${pick(isOdd() ? oddScalars : scalars, random)}${end}\n`;
      } else if (kind < 0.6) {
        text += `${head} ${pick(['|', '|-', '>', '>-', '|+'], random)}\n`;
        for (let line = random(); line < 0.8; line += 0.3) text += `${below}${pick(blockLines, random)}\n`;
      } else if (kind < 0.7) {
        const [first, last] = pick(
          [
            ['text', 'more'],
            ['"text', 'more"'],
            ["'text", "--- more'"],
            ['text', '# c'],
          ],
          random,
        );
        text += `${head} ${first}\n${below}${last}\n`;
      } else if (isList && kind < 0.85) {
        text += `- ${write(indent + 2, depth + 1).slice(indent + 2)}`;
      } else {
        text += `${head}${isOdd() ? pick([' ', '\t', ' # c'], random) : ''}\n`;
        text += write(indent + (isList || random() < 0.5 ? step : 0), depth + 1);
      }
    }
    return text;
  };
  return write(isOdd() ? 2 : 0, 0);
}

/** A file of such texts: documents, or the items of a list as kubectl prints it. */
export function randomFile(random: Random, oddness: number): string {
  const isList = random() < 0.6;
  const texts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomYaml(random, oddness));
  const tail = pick(['kind: List\n', 'kind: List\nmetadata:\n  resourceVersion: ""\n', 'kind: List'], random);
  const items = texts.map((text) => `- ${text.replace(/\n$/, '').replaceAll('\n', '\n  ')}\n`).join('');
  const file = isList
    ? `apiVersion: v1\nitems:\n${items}${tail}${random() < oddness ? '  - x\n' : ''}`
    : texts.join(random() < oddness ? pick(['...\n', '--- # x\n', '---\r\n', ' ---\n'], random) : '---\n');
  const marked = random() < oddness ? `\uFEFF${file}` : file;
  return random() < oddness ? marked.replaceAll('\n', '\r\n') : marked;
}
