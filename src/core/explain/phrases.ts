import { describeIntervals } from '../model/cidr';
import type { Cluster } from '../model/cluster';
import { workloadTitles } from '../model/titles';
import type { Party } from '../evaluate/connectivity';
import type { PolicyPort, Rule } from '../policy/policy';
import type { Failure } from './explanation';

/** Which requirement of a rule failed, in words: `wants app=api, has app=frontend`. */
export function describeFailure(failure: Failure): string {
  if (failure.type === 'hostNetwork') return 'selects pods, and never those on the host network';
  const { wants, has } = failure;
  if (failure.type === 'port') return `${has} is not among ${wants}`;
  if (failure.type === 'otherNamespace') return `other namespace: wants ${wants}, has ${has}`;
  if (failure.type === 'label' && failure.of === 'namespace') return `namespace: wants ${wants}, has ${has}`;
  return `wants ${wants}, has ${has}`;
}

/** What a party is called: its workload's title, or its addresses. */
export function titleOfParty(cluster: Cluster, party: Party): string {
  if (party.type === 'addresses') return describeIntervals(party.intervals);
  const { id } = party.workload;
  return workloadTitles(cluster).get(id) ?? id;
}

/** The ports of a rule as written: `TCP 80, TCP http, UDP 8000–8080`. */
export function describeRulePorts(ports: Rule['ports']): string {
  return ports ? ports.map(describePort).join(', ') : 'all ports';
}

function describePort({ protocol, port, endPort }: PolicyPort): string {
  if (port === undefined) return `all ${protocol}`;
  return endPort === undefined || endPort === port ? `${protocol} ${port}` : `${protocol} ${port}–${endPort}`;
}
