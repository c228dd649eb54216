import type { Labels, Protocol } from '../model/cluster';
import type { PortRange } from '../model/connections';
import type { LabelSelector } from '../model/selector';
import type { Direction, Tier, TierRule } from '../policy/policy';
import type { Place, Transaction } from '../text/workspace';

/** A port as it is to be written in a rule. */
export interface PortChoice {
  readonly protocol: Protocol;
  /** undefined: every port of the protocol. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/**
 * The two ends of a flow, as ids of graph nodes.
 * - a workload: its pods;
 * - `Namespace/name`: all pods of the namespace that selectors reach, also those that come later;
 * - `Addresses/cidr`, `Addresses/cidr except a,b`: the addresses of the block, and pods that have one of them (S24);
 * - `Anywhere/source`, `Anywhere/destination`: everyone, inside the cluster and outside of it. Written as a rule
 *   without `from` or `to`; at such an end nothing is written.
 */
export interface FlowIds {
  readonly source: string;
  readonly destination: string;
}

/** How a flow is written, where the usual is not wanted. */
export interface WriteChoice {
  /** Id of the policy that gets the rule at an end, or `new`; undefined: the one that fits. */
  readonly egress?: string;
  readonly ingress?: string;
  /** Labels by which the workload at an end is selected; undefined: the fewest that single it out. */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly destinationLabels?: Readonly<Record<string, string>>;
}

/** By what a flow is taken back at one end. */
export interface RemovalWay {
  readonly direction: Direction;
  /**
   * - `peer`: the elements of from/to that match it go;
   * - `ports`: the rules no longer name its ports;
   * - `rule`: the rules that allow it go;
   * - `split`: the rules are rewritten so that only this flow goes.
   */
  readonly by: 'peer' | 'ports' | 'rule' | 'split';
}

/** A present flow that isolating does not close. */
export interface KeptFlow extends FlowIds {
  readonly ports: readonly PortChoice[];
}

/** Wishes about flows. An empty `ports` means all ports. */
export type FlowIntent =
  | (FlowIds & {
      readonly type: 'allowFlow';
      readonly ports: readonly PortChoice[];
      readonly write?: WriteChoice;
    })
  /** The end that becomes isolated keeps flows as by `isolate`. */
  | (FlowIds & {
      readonly type: 'isolateAndAllow';
      readonly ports: readonly PortChoice[];
      readonly keep?: readonly KeptFlow[];
      readonly dns?: boolean;
    })
  /** The flow is to be permitted on just these ports; none at all is `removeFlow`. */
  | (FlowIds & { readonly type: 'changePorts'; readonly ports: readonly PortChoice[] })
  /** undefined `ports`: all of it. undefined `way`: the one that closes nothing else, if there is one. */
  | (FlowIds & {
      readonly type: 'removeFlow';
      readonly ports?: readonly PortChoice[];
      readonly way?: RemovalWay;
    });

/** Wishes about the isolation of a workload or of a namespace, by the id of its node. */
export type IsolationIntent =
  | {
      readonly type: 'isolate';
      readonly subject: string;
      readonly directions: readonly Direction[];
      readonly keep: readonly KeptFlow[];
      /** Keeps DNS where egress is isolated. */
      readonly dns?: boolean;
    }
  /** NetworkPolicies let everything through in these directions; what tier policies say stays. */
  | { readonly type: 'unisolate'; readonly subject: string; readonly directions: readonly Direction[] }
  /** UDP and TCP 53 to the cluster's DNS. */
  | { readonly type: 'allowDns'; readonly subject: string };

/** Wishes about policies, by id. All but those of `createPolicy` and `splitRule` also for tier policies. */
export type PolicyIntent =
  | {
      readonly type: 'createPolicy';
      readonly namespace: string;
      readonly name: string;
      readonly selector: LabelSelector;
      readonly directions: readonly Direction[];
    }
  | { readonly type: 'renamePolicy'; readonly policy: string; readonly name: string }
  /** undefined `name`: the old one with a number. */
  | { readonly type: 'duplicatePolicy'; readonly policy: string; readonly name?: string }
  | { readonly type: 'deletePolicy'; readonly policy: string }
  | {
      readonly type: 'changeSelector';
      readonly policy: string;
      readonly selector: LabelSelector;
      /** For a tier policy; undefined stays as it is. */
      readonly namespaceSelector?: LabelSelector;
    }
  /** A rule for each of its peers, or of its ports; allows the same. */
  | {
      readonly type: 'splitRule';
      readonly policy: string;
      readonly direction: Direction;
      readonly rule: number;
      readonly by: 'peers' | 'ports';
    };

/** A container port of a workload. */
export interface PortWish {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Wishes about what exists. They write and edit manifests. */
export type ClusterIntent =
  | { readonly type: 'addNamespace'; readonly name: string; readonly labels: Labels }
  /**
   * Everything that the files say to be in the namespace moves along, and selectors that name it by
   * `kubernetes.io/metadata.name` follow.
   */
  | { readonly type: 'renameNamespace'; readonly namespace: string; readonly name: string }
  /** With the workloads, Services and policies in it. */
  | { readonly type: 'removeNamespace'; readonly namespace: string }
  /** A Deployment. No labels: `app: <name>`. */
  | {
      readonly type: 'addWorkload';
      readonly namespace: string;
      readonly name: string;
      readonly labels: Labels;
      readonly ports: readonly PortWish[];
      readonly replicas?: number;
    }
  /** Changes `metadata.name` only: labels, and with them all selectors, stay. */
  | { readonly type: 'renameWorkload'; readonly workload: string; readonly name: string }
  | { readonly type: 'removeWorkload'; readonly workload: string }
  /** Of a workload's pods, and with them the selector of its controller; or of a namespace. Selectors of policies stay. */
  | { readonly type: 'changeLabels'; readonly subject: string; readonly labels: Labels }
  | { readonly type: 'changeContainerPorts'; readonly workload: string; readonly ports: readonly PortWish[] }
  | { readonly type: 'changeReplicas'; readonly workload: string; readonly replicas: number }
  /** In every rule that names just this block. */
  | {
      readonly type: 'changeBlock';
      readonly block: string;
      readonly cidr: string;
      readonly except: readonly string[];
    }
  | { readonly type: 'removeBlock'; readonly block: string };

/** Wishes about ClusterNetworkPolicies. */
export type TierIntent =
  | (FlowIds & {
      readonly type: 'addTierRule';
      /** The end whose pods are judged: the destination for ingress, the source for egress. */
      readonly direction: Direction;
      readonly action: TierRule['action'];
      readonly ports: readonly PortChoice[];
      /** An existing policy and the position of the rule in it, else a new policy. */
      readonly into:
        | { readonly policy: string; readonly at?: number }
        | { readonly tier: Tier; readonly priority: number };
    })
  | {
      readonly type: 'removeTierRule';
      readonly policy: string;
      readonly direction: Direction;
      readonly rule: number;
    }
  | { readonly type: 'changePriority'; readonly policy: string; readonly priority: number };

/** A wish made on the canvas. */
export type Intent = FlowIntent | IsolationIntent | PolicyIntent | ClusterIntent | TierIntent;

/** The wish of a verb. */
export type IntentOf<Type extends Intent['type']> = Extract<Intent, { type: Type }>;

/** What is written at one end, or of one object. */
export interface EndPlan {
  /** Of the end; undefined where no direction is concerned. */
  readonly direction?: Direction;
  readonly action:
    | 'none'
    | 'rule'
    | 'ports'
    | 'newPolicy'
    | 'removeRule'
    | 'removePeer'
    | 'removePorts'
    | 'removePolicy'
    | 'splitRule'
    | 'editPolicy'
    | 'newObject'
    | 'editObject'
    | 'removeObject';
  /** Name of the policy that is written to, removed from or made. */
  readonly policy?: string;
  /** One sentence: `new ingress rule in db-allow-api`, `nothing needed: api is not isolated for egress`. */
  readonly summary: string;
}

/** A pair whose permitted connections differ before and after. */
export interface FlowChange extends FlowIds {
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
      /** Consequence by the evaluator, the drawn flow first. */
      readonly changes: readonly FlowChange[];
      /** The places in the text after the change to reveal. */
      readonly reveal: readonly Place[];
    }
  | {
      readonly type: 'refusal';
      /**
       * `alreadyAllowed`: neither end is isolated, offer to isolate; `alreadyDenied`: nothing to remove;
       * `alreadySo`: the text says so already; `needsIsolation`: allowing it isolates an end and closes other flows,
       * offer to isolate that with the flows to keep.
       */
      readonly code:
        | 'alreadyAllowed'
        | 'alreadyDenied'
        | 'alreadySo'
        | 'needsIsolation'
        | 'notPossible'
        | 'staleText';
      readonly reason: string;
      readonly place?: Place;
    };
