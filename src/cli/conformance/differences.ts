/**
 * Where the answers of others differ from ours on purpose, and what is not compared: as data, so that the
 * comparison, its report and the documentation say the same.
 */
import type { Connectivity, Profile } from '../../core/index';

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
    ours: 'of equal names the last one counts, as no cluster can hold both; equal priorities that disagree are reported as undefined (S53)',
    compared: 'the diagnostic of a duplicate and the finding of equal priorities have to be there',
  },
  {
    title: 'Pods of one owner with other labels',
    theirs: 'a fatal error of netpol-analyzer where a policy tells them apart',
    ours: 'each is judged by its own labels',
    compared: 'the error is left out',
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
  podsOfOneOwner: 'pods of one owner with other labels are refused by netpol-analyzer only',
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

/** What netpol-analyzer says of its input, an error or a warning, and the code under which we say so too. */
const saidByBoth: readonly (readonly [message: string, code: string])[] = [
  ['SameName', 'duplicate'],
  ['cannot start any token', 'syntax'],
  ['cannot restore slice from map', 'V43'],
  ['conflicting if they are assigned the same priority', 'L70'],
  ['named port is not defined for IP addresses', 'L108'],
];

/** The code of the diagnostic or finding that we have for what netpol-analyzer says, if it is one. */
export function codeOfMessage(message: string): string | undefined {
  return saidByBoth.find(([part]) => message.includes(part))?.[1];
}

/** What netpol-analyzer says is not there, and whether it is there for us. */
const missing: readonly (readonly [message: string, isThere: (connectivity: Connectivity) => boolean])[] = [
  [
    'no relevant Kubernetes network policy resources found',
    ({ policies, tierPolicies }) => policies.length + tierPolicies.length > 0,
  ],
  [
    'no relevant Kubernetes workload resources found',
    ({ cluster }) => cluster.workloads.some(({ origin }) => origin === 'loaded'),
  ],
];

/** Whether we too find nothing of what netpol-analyzer says is missing; undefined: it says something else. */
export function isMissingToo(message: string, connectivity: Connectivity): boolean | undefined {
  const said = missing.find(([part]) => message.includes(part));
  return said && !said[1](connectivity);
}

/** Whether netpol-analyzer says that it was given no manifests at all. */
export function isAboutNoFiles(message: string): boolean {
  return message.includes('recognized file extensions are');
}

/** Why an error of netpol-analyzer is not expected of us, if it is not. */
export function reasonToLeaveOutError(message: string, tags: readonly string[]): LeftOutReason | undefined {
  if (message.startsWith('NotSupportedPodResources')) return 'podsOfOneOwner';
  if (tags.includes('error-not-from-API')) return 'errorOfTheTool';
  return message.startsWith('named port error') ? 'namedPortOfBlock' : undefined;
}
