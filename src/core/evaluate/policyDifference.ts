/** What two lists of policies do not share. */
export interface PolicyDifference<P> {
  readonly gone: readonly P[];
  readonly added: readonly P[];
}

/** Compares by identity; what both ends of the lists have in common, most of them after an edit, costs a glance. */
export function policyDifference<P>(before: readonly P[], after: readonly P[]): PolicyDifference<P> {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const [had, has] = [new Set(old), new Set(now)];
  return { gone: old.filter((policy) => !has.has(policy)), added: now.filter((policy) => !had.has(policy)) };
}
