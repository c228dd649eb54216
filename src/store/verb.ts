import { create } from 'zustand';
import type { Diagnostic, Direction, Fix } from '../core/index';
import type { FlowEnds } from '../worker/views';

/** A verb that waits for what the user still has to say, with what is known of it. Ids are those of the graph. */
export type OpenVerb =
  /**
   * `at`: the point of the drop in the window. `port`: what is wished for already, as `TCP 5432` or `all ports`. An
   * end that is not known yet is asked for.
   */
  | {
      readonly type: 'allowFlow';
      readonly source?: string;
      readonly destination?: string;
      readonly port?: string;
      readonly at?: { readonly x: number; readonly y: number };
    }
  | { readonly type: 'removeFlow'; readonly source: string; readonly destination: string }
  | { readonly type: 'changePorts'; readonly source: string; readonly destination: string }
  | { readonly type: 'addTierRule'; readonly source: string; readonly destination: string }
  | { readonly type: 'isolate'; readonly subject: string; readonly direction?: Direction }
  | { readonly type: 'createPolicy'; readonly namespace?: string }
  | { readonly type: 'renamePolicy'; readonly policy: string }
  | { readonly type: 'changeSelector'; readonly policy: string }
  | { readonly type: 'splitRule'; readonly policy: string }
  | { readonly type: 'changePriority'; readonly policy: string }
  | { readonly type: 'removeTierRule'; readonly policy: string }
  | { readonly type: 'addNamespace' }
  | { readonly type: 'renameNamespace'; readonly namespace: string }
  | { readonly type: 'addWorkload'; readonly namespace?: string }
  | { readonly type: 'renameWorkload'; readonly workload: string }
  | { readonly type: 'changeReplicas'; readonly workload: string }
  | { readonly type: 'changeContainerPorts'; readonly workload: string }
  | { readonly type: 'changeLabels'; readonly subject: string }
  | { readonly type: 'addBlock' }
  | { readonly type: 'changeBlock'; readonly block: string }
  /** `fix`: the one of the diagnostic's that is meant; it may be changed for another one of them. */
  | { readonly type: 'fix'; readonly diagnostic: Diagnostic; readonly fix: Fix }
  | { readonly type: 'fixAll'; readonly rule: string }
  | { readonly type: 'mute'; readonly diagnostic: Diagnostic }
  /** What a rule of lint is about, and what can be done with all that it finds. */
  | { readonly type: 'explainRule'; readonly rule: string };

/** The verb whose card or dialog is open. */
export const useVerb = create<{ readonly verb: OpenVerb | undefined }>()(() => ({ verb: undefined }));

/** The flow that is being drawn, once both of its ends are known. */
export function drawnFlow(verb: OpenVerb | undefined): FlowEnds | undefined {
  if (verb?.type !== 'allowFlow' || verb.source === undefined || verb.destination === undefined)
    return undefined;
  return { source: verb.source, destination: verb.destination };
}

export function openVerb(verb: OpenVerb): void {
  useVerb.setState({ verb });
}

export function closeVerb(): void {
  useVerb.setState({ verb: undefined });
}
