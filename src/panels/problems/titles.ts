import type { Diagnostic } from '../../core/index';

/** `data/db-allow-api` of a NetworkPolicy, else with the kind: `Deployment shop/api`, `Namespace shop`. */
export function titleOfResource(id: string): string {
  const slash = id.indexOf('/');
  const [kind, name] = [id.slice(0, slash), id.slice(slash + 1)];
  return kind === 'NetworkPolicy' ? name : `${kind} ${name}`;
}

/** `L8`, or `V40 · L92` where a rule explains what the API server says. */
export function codeOf({ code, rule }: Pick<Diagnostic, 'code' | 'rule'>): string {
  return rule === undefined ? code : `${code} · ${rule}`;
}

/** The rule by which problems are of one kind. */
export function kindOf({ code, rule }: Pick<Diagnostic, 'code' | 'rule'>): string {
  return rule ?? code;
}
