import fc from 'fast-check';

/** A way to lay a value out as YAML; `seed` decides node by node where the style leaves a choice. */
interface Styling {
  readonly indent: number;
  readonly listIndent: number;
  readonly dashWidth: number;
  /** How often a map or list is written in flow style, and how often a comment or an empty line is put in; 0 to 1. */
  readonly flow: number;
  readonly comments: number;
  readonly quotes: 'none' | 'single' | 'double';
  readonly marker: boolean;
  readonly finalLineEnd: boolean;
  readonly json: 'no' | 'oneLine' | 'spaces' | 'tabs';
  readonly seed: number;
}

export const stylings: fc.Arbitrary<Styling> = fc.record({
  indent: fc.constantFrom(2, 4),
  listIndent: fc.constantFrom(0, 2, 4),
  dashWidth: fc.constantFrom(2, 2, 4),
  flow: fc.constantFrom(0, 0.2, 0.5),
  comments: fc.constantFrom(0, 0.3),
  quotes: fc.constantFrom('none', 'single', 'double'),
  marker: fc.boolean(),
  finalLineEnd: fc.boolean(),
  json: fc.constantFrom('no', 'no', 'no', 'oneLine', 'spaces', 'tabs'),
  seed: fc.nat(),
});

/** A JSON-like value (no empty keys, no line ends in strings) as text in the given style. */
export function writeStyled(value: unknown, styling: Styling): string {
  const end = styling.finalLineEnd ? '\n' : '';
  if (styling.json === 'oneLine') return JSON.stringify(value) + end;
  if (styling.json !== 'no')
    return JSON.stringify(value, null, styling.json === 'tabs' ? '\t' : styling.indent) + end;
  const lines = new StyledWriter(styling).block(value);
  return (styling.marker ? '---\n' : '') + lines.join('\n') + end;
}

class StyledWriter {
  private readonly styling: Styling;
  private state: number;

  constructor(styling: Styling) {
    this.styling = styling;
    this.state = styling.seed;
  }

  block(value: unknown): string[] {
    if (isLeaf(value)) return [this.leaf(value)];
    return Array.isArray(value) ? this.list(value) : this.map(value as object);
  }

  private list(items: readonly unknown[]): string[] {
    const dash = '-'.padEnd(this.styling.dashWidth);
    return items.flatMap((item) => {
      const above = this.commentLines('');
      if (item === null && this.chance(0.5)) return [...above, `-${this.comment()}`];
      if (isLeaf(item) || this.chance(this.styling.flow))
        return [...above, `${dash}${this.flow(item)}${this.comment()}`];
      const inner = this.block(item);
      const pad = ' '.repeat(dash.length);
      const lines = inner.map((line) => (line === '' ? '' : pad + line));
      // A comment or an empty line cannot stand between the dash and the content: the dash stays alone.
      if (/^(?:#|$)/.test(inner[0] ?? '') || this.chance(0.1)) lines.unshift('-');
      else lines[0] = dash + inner[0];
      return [...above, ...lines, ...this.commentLines(' '.repeat(dash.length))];
    });
  }

  private map(value: object): string[] {
    return Object.entries(value).flatMap(([key, item]) => {
      const above = this.commentLines('');
      const name = `${this.key(key)}:`;
      if (item === null && this.chance(0.5)) return [...above, `${name}${this.comment()}`];
      if (isLeaf(item) || this.chance(this.styling.flow))
        return [...above, `${name} ${this.flow(item)}${this.comment()}`];
      const indent = ' '.repeat(Array.isArray(item) ? this.styling.listIndent : this.styling.indent);
      const lines = [...this.commentLines(''), ...this.block(item)].map((line) =>
        line === '' ? '' : indent + line,
      );
      return [...above, `${name}${this.comment()}`, ...lines];
    });
  }

  private flow(value: unknown): string {
    if (isLeaf(value)) return this.leaf(value);
    const parts = Array.isArray(value)
      ? value.map((item) => this.flow(item))
      : Object.entries(value as object).map(([key, item]) => `${this.key(key)}: ${this.flow(item)}`);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    const pad = this.chance(0.5) ? ' ' : '';
    return `${open}${pad}${parts.join(', ')}${this.chance(0.1) ? ',' : ''}${pad}${close}`;
  }

  private key(key: string): string {
    return /^[a-zA-Z][\w./-]*$/.test(key) && !isAmbiguous(key) ? key : JSON.stringify(key);
  }

  private leaf(value: unknown): string {
    if (typeof value !== 'string') return JSON.stringify(value);
    if (this.styling.quotes === 'single') return `'${value.replaceAll("'", "''")}'`;
    return this.styling.quotes === 'none' && /^[a-zA-Z][\w./-]*$/.test(value) && !isAmbiguous(value)
      ? value
      : JSON.stringify(value);
  }

  private comment(): string {
    return this.chance(this.styling.comments) ? '  # a: [comment' : '';
  }

  private commentLines(indent: string): string[] {
    if (!this.chance(this.styling.comments / 2)) return [];
    return this.chance(0.3) ? [''] : [`${indent}# - a comment: x`];
  }

  private chance(probability: number): boolean {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32 < probability;
  }
}

function isLeaf(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function isAmbiguous(text: string): boolean {
  return /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
}
