/** Asking a number itself would look the language up each time. */
const numbers = new Intl.NumberFormat('en');

/** `1 policy`, `3 policies`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${numbers.format(amount)} ${amount === 1 ? one : many}`;
}
