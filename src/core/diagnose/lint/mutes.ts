import type { Fix } from '../fixes/fix';
import type { Diagnostic } from '../diagnostic';

/** Which rules a text tells to be silent, each with the reason that it gives. */
interface Mutes {
  /** In the document or list item that says so. */
  readonly here: ReadonlyMap<string, string>;
  readonly everywhere: ReadonlyMap<string, string>;
}

/** A finding that a comment mutes. */
export interface MutedDiagnostic extends Diagnostic {
  /** As the comment says it; may be empty. */
  readonly reason: string;
}

const none: Mutes = { here: new Map(), everywhere: new Map() };

/** `# drawbridge: ignore L12, L13 because …`, `# drawbridge: ignore everywhere L68 because …` */
const wish =
  /^[^#\n]*#[ \t]*drawbridge:[ \t]*ignore[ \t]+(everywhere[ \t]+)?(L\d+(?:[ \t]*,[ \t]*L\d+)*)\b(.*)/gm;

/** Reads the comments of a unit that mute rules. Purely textual: they count in broken units too. */
export function readMutes(text: string): Mutes {
  if (!text.includes('drawbridge:')) return none;
  const here = new Map<string, string>();
  const everywhere = new Map<string, string>();
  for (const [, scope, codes = '', reason = ''] of text.matchAll(wish)) {
    for (const code of codes.split(/[ \t]*,[ \t]*/)) (scope ? everywhere : here).set(code, reason.trim());
  }
  return { here, everywhere };
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
