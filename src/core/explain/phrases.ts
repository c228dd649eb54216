import { describeIntervals } from '../model/cidr';
import type { Cluster } from '../model/cluster';
import { workloadTitles } from '../model/titles';
import type { Party } from '../evaluate/connectivity';
import type { Failure } from './explanation';

/** Which requirement of a rule failed, in words: `wants app=api, has app=frontend`. */
export function describeFailure(failure: Failure): string {
  switch (failure.type) {
    case 'hostNetwork':
      return 'selects pods, and never those on the host network';
    case 'overtaken':
      return 'an earlier rule decides what it matches';
    case 'domainName':
      return `wants the DNS name ${failure.wants}, which is not known of an address`;
    case 'port':
      return `${failure.has} is not among ${failure.wants}`;
    case 'portName':
      return `${failure.at} has no port called ${failure.wants}`;
    case 'otherNamespace':
      return `other namespace: wants ${failure.wants}, has ${failure.has}`;
    case 'address':
      return `wants ${failure.wants}, has ${failure.has}`;
    case 'label': {
      const { of, wants, has, missing } = failure;
      if (of === 'pod') return `wants ${wants}, has ${has}`;
      return missing === undefined
        ? `${of}: wants ${wants}, has ${has}`
        : `${of} has no label ${missing}, wants ${wants}`;
    }
  }
}

/** What a party is called: its workload's title, or its addresses. */
export function titleOfParty(cluster: Cluster, party: Party): string {
  if (party.type === 'addresses') return describeIntervals(party.intervals);
  const { id } = party.workload;
  return workloadTitles(cluster).get(id) ?? id;
}

/** `shop/db` of a NetworkPolicy, `ClusterNetworkPolicy base` of a tier policy, whose kind says where it stands. */
export function titleOfPolicy(id: string): string {
  const [kind = '', ...names] = id.split('/');
  return names.length === 1 ? `${kind} ${names[0]}` : names.join('/');
}
