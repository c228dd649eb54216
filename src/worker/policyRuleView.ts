import type { Direction, Place, TierRuleVerdict } from '../core/index';

/** A rule of a policy in words, with its place. */
export interface PolicyRuleView {
  readonly direction: Direction;
  /** Its position among those of the direction. */
  readonly rule: number;
  readonly name?: string;
  /** The rules of a NetworkPolicy accept. */
  readonly action: TierRuleVerdict['action'];
  /** Empty: anyone. */
  readonly peers: readonly string[];
  readonly ports: string;
  /** How many elements its ports are written as; 0: all ports. */
  readonly portCount: number;
  readonly place: Place | undefined;
}
