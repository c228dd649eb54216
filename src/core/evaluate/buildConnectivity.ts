import type { Block } from '../model/cidr';
import type { Cluster } from '../model/cluster';
import { ALL, intersect, NONE } from '../model/connections';
import { collectLabelUse } from '../model/replicas';
import type { NetworkPolicy } from '../policy/policy';
import { effectivePeers, podSelectors } from '../policy/selectors';
import { buildAddressPartition } from './addressPartition';
import { admittedBetween, findMatches } from './cells';
import {
  type AddressRange,
  type Connectivity,
  DEFAULT_PROFILE,
  type Party,
  type PodGroup,
  type Profile,
} from './connectivity';
import { blockKey, buildPartySets } from './partySets';
import { buildPodGroups } from './podGroups';
import { buildPolicyIndex, isolatingInScope } from './policyIndex';
import { buildColumn, buildExceptionsFrom, buildRow } from './rows';

/**
 * Judges all policies together over a cluster. Policies that the API server would refuse must not be given.
 * Compiles selectors, blocks and ports once; no pair is judged before it is asked for.
 */
export function buildConnectivity(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  profile: Profile = DEFAULT_PROFILE,
): Connectivity {
  const blocks = distinctBlocks(policies);
  const partition = buildAddressPartition(blocks);
  const located = buildPodGroups(cluster, collectLabelUse(podSelectors(policies)), partition);
  const groups = located.map(({ group }) => group);
  const addressRanges = partition.classes.map(
    ({ intervals }, i): AddressRange => ({ type: 'addresses', index: groups.length + i, intervals }),
  );
  const parties: readonly Party[] = [...groups, ...addressRanges];
  const sets = buildPartySets(cluster, located, addressRanges, blocks, partition, profile);
  const index = buildPolicyIndex(policies, sets, parties, profile);

  const byWorkload = new Map<string, PodGroup[]>();
  for (const group of groups) {
    const known = byWorkload.get(group.workload.id);
    if (known) known.push(group);
    else byWorkload.set(group.workload.id, [group]);
  }
  return {
    cluster,
    policies,
    tierPolicies: [],
    profile,
    parties,
    addressRanges,
    podGroups: (workloadId) => byWorkload.get(workloadId) ?? [],
    selected: ({ id }) => (index.compiled.get(id)?.subjects.members ?? []).flatMap((i) => groups[i] ?? []),
    isolating: (party, direction) =>
      isolatingInScope(index, party.index, direction, {}).map(({ policy }) => policy),
    admitted: (party, direction, peer, without) =>
      admittedBetween(index, party, direction, peer, { without }),
    tierVerdict: () => ({ accepted: NONE, left: ALL, baseline: ALL }),
    tierMatches: () => [],
    admittedFromAnyone: (party, direction) => index[direction].fromAnyone[party.index] ?? ALL,
    admittedRow: (party, direction, scope = {}) => buildRow(index, party, direction, scope),
    admittedColumn: (peer, direction, scope = {}) => buildColumn(index, peer, direction, scope),
    permitted: (source, destination) =>
      intersect(
        admittedBetween(index, source, 'egress', destination, {}),
        admittedBetween(index, destination, 'ingress', source, {}),
      ),
    exceptionsFrom: buildExceptionsFrom(index),
    matches: (party, direction, peer) => findMatches(index, party, direction, peer),
  };
}

/** Blocks of effective rules, each once: equal ones cannot cut the address space differently. */
function distinctBlocks(policies: readonly NetworkPolicy[]): readonly Block[] {
  const blocks = new Map<string, Block>();
  for (const policy of policies) {
    for (const peer of effectivePeers(policy)) {
      if (peer.type === 'ipBlock') blocks.set(blockKey(peer), peer);
    }
  }
  return [...blocks.values()];
}
