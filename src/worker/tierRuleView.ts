import type { Direction, Place, TierRuleVerdict } from '../core/index';

/** A rule of a tier policy in words, with its place. */
export interface TierRuleView {
  readonly direction: Direction;
  /** Its position among those of the direction. */
  readonly rule: number;
  readonly name?: string;
  readonly action: TierRuleVerdict['action'];
  readonly peers: readonly string[];
  readonly ports: string;
  readonly place: Place | undefined;
}
