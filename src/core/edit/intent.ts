import type { PortRange } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Place, Transaction } from '../text/workspace';

/** A port as it is to be written in a rule. */
export interface PortChoice {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** undefined: every port of the protocol. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/**
 * A wish made on the canvas. Ends are ids of graph nodes: workloads, address blocks (`Addresses/…`).
 * An empty `ports` means all ports.
 */
export type Intent =
  | {
      readonly type: 'allowFlow';
      readonly source: string;
      readonly destination: string;
      readonly ports: readonly PortChoice[];
    }
  | {
      readonly type: 'isolateAndAllow';
      readonly source: string;
      readonly destination: string;
      readonly ports: readonly PortChoice[];
    }
  | { readonly type: 'removeFlow'; readonly source: string; readonly destination: string };

/** What is written at one end. */
export interface EndPlan {
  readonly direction: Direction;
  readonly action: 'none' | 'rule' | 'ports' | 'newPolicy' | 'removeRule' | 'removePeer' | 'removePolicy';
  /** Name of the policy that is written to, removed from or made. */
  readonly policy?: string;
  /** One sentence: `new ingress rule in db-allow-api`, `not isolated: nothing needed`. */
  readonly summary: string;
}

/** A pair whose permitted connections differ before and after. */
export interface FlowChange {
  readonly source: string;
  readonly destination: string;
  readonly opened: readonly PortRange[];
  readonly closed: readonly PortRange[];
  /** `shop/api to data/db, TCP 5432`. */
  readonly name: string;
}

/** What an intent would write and what that would do, computed on the current text; or why it is not done. */
export type Plan =
  | {
      readonly type: 'plan';
      readonly transaction: Transaction;
      readonly ends: readonly EndPlan[];
      /** Consequence by the evaluator. */
      readonly changes: readonly FlowChange[];
      /** The places in the text after the change to reveal. */
      readonly reveal: readonly Place[];
    }
  | {
      readonly type: 'refusal';
      /** `alreadyAllowed`: neither end is isolated, offer to isolate; `alreadyDenied`: nothing to remove. */
      readonly code: 'alreadyAllowed' | 'alreadyDenied' | 'notPossible' | 'staleText';
      readonly reason: string;
      readonly place?: Place;
    };
