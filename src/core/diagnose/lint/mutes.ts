import type { TextRange } from '../../text/edit';
import type { Diagnostic } from '../diagnostic';
import type { Fix, FixStep } from '../fixes/fix';

/** A comment that has a rule be silent. Places are inside the text of its unit. */
export interface Mute extends TextRange {
  /** As the comment says it; may be empty. */
  readonly reason: string;
  /** Takes the rule out of the comment, and the comment away where it names no other. */
  readonly unmute: FixStep;
}

/** Which rules a text tells to be silent. */
interface Mutes {
  /** In the document or list item that says so. */
  readonly here: ReadonlyMap<string, Mute>;
  readonly everywhere: ReadonlyMap<string, Mute>;
}

/** A finding that a comment mutes. */
export interface MutedDiagnostic extends Diagnostic {
  /** As the comment says it; may be empty. */
  readonly reason: string;
  /** Where the comment stands, for the finding itself or for all of its rule. */
  readonly comment: TextRange & { readonly file: string };
  /** To be planned at the place of the comment: all that it mutes of the rule is told again. */
  readonly unmute: Fix;
}

const none: Mutes = { here: new Map(), everywhere: new Map() };

/** `# drawbridge: ignore L12, L13 because …`, `# drawbridge: ignore everywhere L68 because …` */
const wish =
  /^([^#\n]*)(#[ \t]*drawbridge:[ \t]*ignore[ \t]+(everywhere[ \t]+)?)(L\d+(?:[ \t]*,[ \t]*L\d+)*)\b(.*)/gm;

/** Reads the comments of a unit that mute rules. Purely textual: they count in broken units too. */
export function readMutes(text: string): Mutes {
  if (!text.includes('drawbridge:')) return none;
  const here = new Map<string, Mute>();
  const everywhere = new Map<string, Mute>();
  for (const match of text.matchAll(wish)) {
    const [whole, before = '', head = '', scope, list = '', reason = ''] = match;
    const from = match.index + before.length;
    const place = { from, to: match.index + whole.length, reason: reason.trim() };
    const codes = list.split(/[ \t]*,[ \t]*/);
    for (const code of codes) {
      const others = codes.filter((other) => other !== code);
      const unmute: FixStep =
        others.length > 0
          ? { type: 'splice', from: from + head.length, was: list, insert: others.join(', ') }
          : removeComment(text, place, before);
      (scope ? everywhere : here).set(code, { ...place, unmute });
    }
  }
  return { here, everywhere };
}

/** With its line, where it has one of its own. */
function removeComment(text: string, { from, to }: TextRange, before: string): FixStep {
  const end = text.indexOf('\n', to) + 1;
  const isAlone = before.trim() === '';
  const start = isAlone ? from - before.length : from - (before.length - before.trimEnd().length);
  const was = text.slice(start, isAlone && end > 0 ? end : to);
  return { type: 'splice', from: start, was, insert: '' };
}

/**
 * The fix that silences the rule of a diagnostic, for the object it is about or everywhere; of refusals there is
 * none. The comment stands at the object in either case.
 */
export function muteFix(
  { code, rule = code, resource, severity }: Diagnostic,
  reason = '',
  scope: 'here' | 'everywhere' = 'here',
): Fix | undefined {
  if (!rule.startsWith('L') || (rule !== code && severity === 'error')) return undefined;
  const because = reason.replaceAll(/\s+/g, ' ').trim();
  const what = scope === 'everywhere' ? `everywhere ${rule}` : rule;
  return {
    title: `Mute ${rule} ${scope}`,
    ...(resource === undefined ? {} : { resource }),
    steps: [{ type: 'comment', text: `drawbridge: ignore ${what}${because && ` ${because}`}` }],
  };
}
