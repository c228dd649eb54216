/**
 * Where the answers of others differ from ours on purpose, and what is not compared: as data, so that the
 * comparison, its report and the documentation say the same.
 */
import type { Analysis, Profile } from '../../core/index';

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
    title: 'IPv6 and nodes',
    theirs: 'ignored by netpol-analyzer',
    ours: 'IPv6 blocks are judged like IPv4 ones',
    compared: 'lists hold IPv4 addresses only',
  },
  {
    title: 'Duplicate names, equal priorities, a second baseline',
    theirs: 'fatal errors of netpol-analyzer',
    ours: 'the last one counts, with a diagnostic: no cluster can hold both',
    compared: 'errors that the API does not know are left out',
  },
  {
    title: 'Malformed YAML',
    theirs: 'netpol-analyzer drops the rest of the file',
    ours: 'only the broken document is lost, with a diagnostic',
    compared: 'errors that the API does not know are left out',
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
    ours: 'Ingress and Route objects are not analysed yet',
    compared: 'these rows are left out',
  },
];

/** How netpol-analyzer reads what the API leaves open; the default is how all others do. */
export const netpolAnalyzerProfile: Profile = { ipBlock: 'external-only', hostNetwork: 'pod' };

/** Why cells are not compared. */
export const leftOutReasons = {
  otherPolicies:
    'AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy are not evaluated yet',
  ingressController: 'Ingress and Route objects are not analysed yet',
  itself: 'a pod and itself: always allowed (S31), cyclonus blocks it',
  finishedPods: 'pods that have finished hold no connections (S36), netpol-analyzer lists them',
  namedPortOfBlock: 'a named port with an ipBlock peer is an error for netpol-analyzer only',
  errorOfTheTool: 'an error of netpol-analyzer that the API does not know',
  otherRuns:
    'runs with other options (explain, exposure, focus): other questions than which connections there are',
  lint: 'lint rules (L…) are not reported yet',
} as const;

export type LeftOutReason = keyof typeof leftOutReasons;

const otherPolicyKinds = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'];

/** Whether the manifests hold policies of a kind that is read past: without them, a verdict says nothing. */
export function hasOtherPolicies({ files }: Analysis): boolean {
  return files.some(({ ignored }) => otherPolicyKinds.some((kind) => kind in ignored));
}

/** Why a row of netpol-analyzer is not compared, if it is not. */
export function reasonToLeaveOutRow({
  src,
  dst,
}: {
  readonly src: string;
  readonly dst: string;
}): LeftOutReason | undefined {
  if (src === '{ingress-controller}') return 'ingressController';
  return [src, dst].some((end) => finishedPods.test(end)) ? 'finishedPods' : undefined;
}

/** Jobs whose pods have succeeded; their manifests say so in `status.phase`. */
const finishedPods = /\/ingress-nginx-admission-(create|patch)\[Job\]$/;

/** Why an error of netpol-analyzer is not expected of us, if it is not. */
export function reasonToLeaveOutError(message: string, tags: readonly string[]): LeftOutReason | undefined {
  if (tags.includes('error-not-from-API')) return 'errorOfTheTool';
  return message.startsWith('named port error') ? 'namedPortOfBlock' : undefined;
}
