import type { Direction } from '../policy/policy';
import { readUnit } from '../yaml/read';
import { standingOf, type Draft, type Standing } from './draft';
import type { FlowEnd, WorkloadEnd } from './flowEnd';
import { policyName } from './policyName';

/** How a new policy is called. Without a namespace where the manifests of its namespace leave it to the request. */
interface PolicyMetadata {
  readonly name: string;
  readonly namespace?: string;
}

/** The metadata of a new policy for one flow at one end: a name that is free in the namespace of its workload. */
export function policyMetadata(
  draft: Draft,
  direction: Direction,
  near: WorkloadEnd,
  far: FlowEnd,
): PolicyMetadata {
  const { namespace, name: nearName } = near.workload;
  const farName = far.type === 'workload' ? far.workload.name : far.block.cidr;
  const name = policyName(direction, nearName, farName, (taken) =>
    draft.reading.resources.has(policyId(namespace, taken)),
  );
  return namespace === 'default' && leavesNamespaceOut(draft, near) ? { name } : { name, namespace };
}

/** The id of a policy by its name. */
export function policyId(namespace: string, name: string): string {
  return `NetworkPolicy/${namespace}/${name}`;
}

/** An object without a namespace lands in that of the request (S25), and so should the policy for it. */
function leavesNamespaceOut(draft: Draft, { workload }: WorkloadEnd): boolean {
  const policies = draft.reading.connectivity.policies.filter(
    ({ namespace }) => namespace === workload.namespace,
  );
  const standing = [workload.id, ...policies.map(({ id }) => id)]
    .map((id) => standingOf(draft, id))
    .find((found) => found !== undefined && !found.broken);
  return standing !== undefined && !writesNamespace(standing);
}

function writesNamespace({ unit, ref }: Standing): boolean {
  const content = readUnit(unit.text);
  let value: unknown = content.state === 'read' ? content.value : undefined;
  for (const key of [...ref.path, 'metadata', 'namespace']) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined;
  }
  return typeof value === 'string' && value !== '';
}
