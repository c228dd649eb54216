import type { Refusal } from '../core/index';

const none: readonly never[] = [];

/** What is on offer; nothing while it is being worked out, and where the plan itself says why it is refused. */
export function offered<Item>(answer: readonly Item[] | Refusal | undefined): readonly Item[] {
  return answer && 'length' in answer ? answer : none;
}
