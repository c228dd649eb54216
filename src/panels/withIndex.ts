import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** The items in sight, and the one with the focus wherever it is: what leaves the page would lose the focus. */
export function withIndex(index: number): (range: Range) => number[] {
  return (range) => {
    const inSight = defaultRangeExtractor(range);
    if (index < 0 || index >= range.count || inSight.includes(index)) return inSight;
    return index < (inSight[0] ?? 0) ? [index, ...inSight] : [...inSight, index];
  };
}
