import type { Connectivity, Party, PodGroup } from '../evaluate/connectivity';
import { type LabelSelector, matchesSelector, meetsAll, requirementsOf } from '../model/selector';
import type { Policy } from '../policy/policy';
import { effectivePeers, podRequirements } from '../policy/selectors';
import { titleOfParty, titleOfPolicy } from './phrases';
import type { Side } from './side';

const ofJobs = [
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
];

/** The labels that a controller gives its pods with values that manifests don't tell (S92). */
const generated: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['pod-template-hash']],
  ['ReplicaSet', ['pod-template-hash']],
  ['StatefulSet', ['controller-revision-hash']],
  ['DaemonSet', ['controller-revision-hash', 'pod-template-generation']],
  ['Job', ofJobs],
  ['CronJob', [...ofJobs, 'job-name', 'batch.kubernetes.io/job-name']],
]);

/** S92: a policy asks for a label that is not there yet, and that decides whether it means these pods. */
export function generatedLabelOf(connectivity: Connectivity, { party, peer }: Side): string | undefined {
  if (party.type !== 'pods') return undefined;
  const keys = (generated.get(party.workload.kind) ?? []).filter((key) => !(key in party.labels));
  if (keys.length === 0) return undefined;
  for (const policy of [...connectivity.policies, ...connectivity.tierPolicies]) {
    if (!podRequirements(policy).some(({ key }) => keys.includes(key))) continue;
    for (const selector of selectorsThatMayMean(connectivity, policy, party, peer)) {
      const requirements = requirementsOf(selector);
      const asked = requirements.find(({ key }) => keys.includes(key));
      const others = requirements.filter(({ key }) => !keys.includes(key));
      if (!asked || !meetsAll(others, party.labels)) continue;
      return (
        `${titleOfPolicy(policy.id)} asks for the label ${asked.key}, which the pods of ` +
        `${titleOfParty(connectivity.cluster, party)} get from their controller: its value is not known, and here ` +
        'they are taken to be without it.'
      );
    }
  }
  return undefined;
}

/** The selectors of pods in a policy that speak of the namespace of a party: as a subject, or as a peer of the other end. */
function selectorsThatMayMean(
  connectivity: Connectivity,
  policy: Policy,
  { workload: { namespace } }: PodGroup,
  other: Party,
): readonly (LabelSelector | undefined)[] {
  const labels = connectivity.cluster.namespaces.get(namespace)?.labels ?? {};
  const isMeant = (selector: LabelSelector | undefined): boolean =>
    selector ? matchesSelector(selector, labels) : policy.namespace === namespace;
  const subject =
    policy.kind === 'NetworkPolicy'
      ? { namespaceSelector: undefined, podSelector: policy.podSelector }
      : policy.subject;
  const isOfOther = other.type === 'pods' && connectivity.selected(policy).includes(other);
  const peers = isOfOther ? [...effectivePeers(policy)].filter((peer) => peer.type === 'pods') : [];
  return [subject, ...peers]
    .filter(({ namespaceSelector }) => isMeant(namespaceSelector))
    .map(({ podSelector }) => podSelector);
}
