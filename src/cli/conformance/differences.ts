/**
 * Where the answers of others differ from ours on purpose, and what is not compared: as data, so that the
 * comparison, its report and the documentation say the same.
 */
import type { Profile } from '../../core/index';

/** A question that others answer otherwise than we do, on purpose. */
interface Difference {
  readonly title: string;
  readonly theirs: string;
  readonly ours: string;
  /** What the comparison does about it. */
  readonly compared: string;
}

export const differences: readonly Difference[] = [
  {
    title: 'A pod and itself',
    theirs: 'cyclonus blocks it; netpol-analyzer has no row from a workload to itself, replicas included',
    ours: 'always allowed, as the API says (S31)',
    compared: 'the diagonals of truth tables are left out; our lists have no such rows either',
  },
  {
    title: 'ipBlock and the addresses of pods',
    theirs: 'netpol-analyzer never matches a pod by a block; cyclonus, the e2e and the conformance tests do',
    ours: 'a pod is matched where its address is known, as most network plugins do (S24)',
    compared: 'netpol-analyzer with `--profile external-only`, all others with the default',
  },
  {
    title: 'Pods on the host network',
    theirs: 'netpol-analyzer reads them as ordinary pods',
    ours: 'nodes: no policy selects them or matches them by labels; the API leaves it undefined (S32)',
    compared: 'netpol-analyzer with `--hostnetwork pod`, all others with the default',
  },
  {
    title: 'Pods that have finished',
    theirs: 'netpol-analyzer lists them',
    ours: 'they hold no connections, and are no end of a flow (S36)',
    compared: 'the rows of these pods are left out',
  },
  {
    title: 'Named port with an ipBlock peer',
    theirs: 'a fatal error of netpol-analyzer',
    ours: 'valid and matches nothing, as in the API',
    compared: 'the error is left out',
  },
  {
    title: 'Pods that several rules admit',
    theirs:
      'the exposure of netpol-analyzer has a row for the selector of each rule, with the ports of that rule alone',
    ours: 'a pod is admitted what any of the rules admits (S6)',
    compared: 'such a row is left out where we admit more by several rules, and no tier policy is there',
  },
  {
    title: 'Ports of Services that no container declares',
    theirs: 'the ingress controller of netpol-analyzer sends nothing there',
    ours: 'declarations are optional (S30)',
    compared: 'as it is: no case depends on the difference',
  },
  {
    title: 'NetworkPolicies and the Baseline tier',
    theirs:
      'kube-network-policies never asks Baseline for a pod that a NetworkPolicy selects in either direction',
    ours: 'a NetworkPolicy keeps Baseline out of the directions that it isolates (S54), as in policy-assistant',
    compared: 'as it is: no case depends on the difference',
  },
  {
    title: 'IPv6 and nodes',
    theirs: 'ignored by netpol-analyzer',
    ours: 'IPv6 blocks are judged like IPv4 ones, and nodes by their addresses',
    compared: 'lists hold IPv4 addresses only',
  },
  {
    title: 'Duplicate names, equal priorities, a second baseline',
    theirs: 'fatal errors of netpol-analyzer',
    ours: 'the last one counts, with a diagnostic: no cluster can hold both',
    compared: 'for a duplicate the diagnostic has to be there; the other errors are left out',
  },
  {
    title: 'Malformed YAML',
    theirs: 'netpol-analyzer drops the rest of the file',
    ours: 'only the broken document is lost, with a diagnostic',
    compared: 'the diagnostic has to be there',
  },
  {
    title: '`NotIn` on a label that is missing',
    theirs: 'no match in cyclonus',
    ours: 'a match, as in Kubernetes',
    compared: 'as it is: no case depends on the difference',
  },
  {
    title: 'Namespaces that are not declared',
    theirs: 'cyclonus wants them declared and never adds the label of the name',
    ours: 'they exist, with only `kubernetes.io/metadata.name`, always the name of the namespace (S26, S27)',
    compared: 'as it is: no case depends on the difference',
  },
  {
    title: 'The ingress controller',
    theirs: 'netpol-analyzer has rows from `{ingress-controller}`, after Ingress and Route objects',
    ours: 'the controller is a loaded workload where one is recognised, else a pod without labels (S96)',
    compared: 'with the pod without labels in any case',
  },
];

/** How netpol-analyzer reads what the API leaves open; the default is how all others do. */
export const netpolAnalyzerProfile: Profile = { ipBlock: 'external-only', hostNetwork: 'pod' };

/** Why cells are not compared. */
export const leftOutReasons = {
  itself: 'a pod and itself: always allowed (S31), cyclonus and policy-assistant judge it',
  finishedPods: 'pods that have finished hold no connections (S36), netpol-analyzer lists them',
  namedPortOfBlock: 'a named port with an ipBlock peer is an error for netpol-analyzer only',
  oneRuleEach:
    'what one rule admits of pods that several rules admit (S6), as the exposure of netpol-analyzer lists them',
  errorOfTheTool: 'an error or a warning of netpol-analyzer that the API does not know',
} as const;

export type LeftOutReason = keyof typeof leftOutReasons;

/** How netpol-analyzer calls the source of what Ingress and Route objects send. */
export const controllerTitle = '{ingress-controller}';

/** Why a row of netpol-analyzer is not compared, if it is not. */
export function reasonToLeaveOutRow({
  src,
  dst,
}: {
  readonly src: string;
  readonly dst: string;
}): LeftOutReason | undefined {
  return [src, dst].some((end) => finishedPods.test(end)) ? 'finishedPods' : undefined;
}

/** Jobs whose pods have succeeded; their manifests say so in `status.phase`. */
const finishedPods = /\/ingress-nginx-admission-(create|patch)\[Job\]$/;

/** What is an error of netpol-analyzer, and a diagnostic with this code for us: the rest is judged all the same. */
export function codeOfError(message: string): string | undefined {
  if (message.includes('SameName')) return 'duplicate';
  return message.includes('cannot start any token') ? 'syntax' : undefined;
}

/** Why an error of netpol-analyzer is not expected of us, if it is not. */
export function reasonToLeaveOutError(message: string, tags: readonly string[]): LeftOutReason | undefined {
  if (tags.includes('error-not-from-API')) return 'errorOfTheTool';
  return message.startsWith('named port error') ? 'namedPortOfBlock' : undefined;
}
