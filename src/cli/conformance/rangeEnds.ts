import type { Connectivity } from '../../core/index';
import { type End, findEnd } from '../ends';

/** What stands at an end of a row: a workload, or the first and the last address of a range. */
export function rangeEnds(connectivity: Connectivity, text: string): readonly End[] {
  const range = /^([\d.]+)-([\d.]+)$/.exec(text);
  const names = range ? [range[1] ?? '', range[2] ?? ''] : [text];
  return names.map((name) => findEnd(connectivity, name));
}
