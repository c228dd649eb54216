import type { Direction } from '../policy/policy';
import { standingOf, type Draft, type Standing } from './draft';
import type { FlowEnd, SubjectEnd } from './flowEnd';
import { freeName, policyName } from './policyName';
import { writtenValue } from './writtenValue';

/** How a new policy is called. Without a namespace where the manifests of its namespace leave it to the request. */
interface PolicyMetadata {
  readonly name: string;
  readonly namespace?: string;
}

/** The metadata of a new policy for one flow at one end: a name that is free in the namespace of its subject. */
export function flowPolicyMetadata(
  draft: Draft,
  direction: Direction,
  near: SubjectEnd,
  far: FlowEnd,
): PolicyMetadata {
  const { namespace } = near;
  return metadataOf(
    draft,
    namespace,
    policyName(direction, near.name, far.name, isTakenIn(draft, namespace)),
    near.id,
  );
}

/** The metadata of a new policy with a name that is free in its namespace. `neighbour`: an object beside it. */
export function policyMetadata(
  draft: Draft,
  namespace: string,
  wanted: string,
  neighbour?: string,
): PolicyMetadata {
  return metadataOf(draft, namespace, freeName(wanted, isTakenIn(draft, namespace)), neighbour);
}

const isTakenIn = (draft: Draft, namespace: string) => (name: string) =>
  draft.reading.resources.has(policyId(namespace, name));

/** Metadata with a namespace, unless the manifests of the namespace leave it to the request. */
export function metadataOf(
  draft: Draft,
  namespace: string,
  name: string,
  neighbour?: string,
): PolicyMetadata {
  return namespace === 'default' && leavesNamespaceOut(draft, namespace, neighbour)
    ? { name }
    : { name, namespace };
}

/** The id of a policy by its name. */
export function policyId(namespace: string, name: string): string {
  return `NetworkPolicy/${namespace}/${name}`;
}

/** An object without a namespace lands in that of the request (S25), and so should the policy for it. */
function leavesNamespaceOut(draft: Draft, namespace: string, neighbour: string | undefined): boolean {
  const { cluster, policies } = draft.reading.connectivity;
  const inside = [...policies, ...cluster.workloads].filter((object) => object.namespace === namespace);
  const standing = [...(neighbour === undefined ? [] : [neighbour]), ...inside.map(({ id }) => id)]
    .map((id) => standingOf(draft, id))
    .find((found) => found !== undefined && !found.broken);
  return standing !== undefined && !writesNamespace(standing);
}

function writesNamespace({ unit, ref }: Standing): boolean {
  const namespace = writtenValue(unit.text, [...ref.path, 'metadata', 'namespace']);
  return typeof namespace === 'string' && namespace !== '';
}
