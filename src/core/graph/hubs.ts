import type { Connectivity } from '../evaluate/connectivity';
import type { AnywhereNode } from './graph';
import type { WorkloadFlows, WorkloadSide } from './workloadFlows';

export const anywhereSource = 'Anywhere/source';
export const anywhereDestination = 'Anywhere/destination';

/** The id under which tables list all addresses that no policy names; no node of the graph. */
export const otherAddresses = 'Anywhere/other';

/** The hubs; each is there as soon as something can be drawn at it, allowed or closed. */
export function buildHubs(connectivity: Connectivity, { egress, ingress }: WorkloadFlows): AnywhereNode[] {
  const hubs: AnywhereNode[] = [];
  if (egress.open.length > 0) hubs.push(buildHub(connectivity, anywhereSource, egress, 'egress'));
  const isJudged = connectivity.tierPolicies.some((policy) => policy.egress.length > 0);
  if (isJudged || egress.restricted.includes(true)) {
    hubs.push(buildHub(connectivity, anywhereDestination, ingress, 'ingress'));
  }
  return hubs;
}

function buildHub(
  { cluster: { workloads } }: Connectivity,
  id: AnywhereNode['id'],
  { open }: WorkloadSide,
  gates: string,
): AnywhereNode {
  const members = workloads.filter((_, index) => open[index]).map((workload) => workload.id);
  const loaded = workloads.filter(({ origin }) => origin === 'loaded').length;
  const loadedMembers = workloads.filter(({ origin }, index) => origin === 'loaded' && open[index]).length;
  const hub = { type: 'anywhere', id, members } as const;
  if (members.length === 0) return { ...hub, title: 'Outside', subtitle: 'addresses outside the cluster' };
  if (loadedMembers === loaded) return { ...hub, title: 'Anywhere', subtitle: 'every workload, and outside' };
  const of = `${loadedMembers} of ${loaded} ${loaded === 1 ? 'workload' : 'workloads'}`;
  return { ...hub, title: `Every open ${gates} gate`, subtitle: `${of}, and outside` };
}
