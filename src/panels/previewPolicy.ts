import { preview } from '../store/view';

/** A pointer that only crosses the list shows nothing. */
const delay = 220;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a policy's picture while the pointer rests on it. */
export function previewPolicy(policy: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => preview(policy), delay);
}

export function endPreview(): void {
  clearTimeout(timer);
  preview(undefined);
}
