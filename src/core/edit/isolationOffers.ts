import type { Party, PodGroup } from '../evaluate/connectivity';
import { blockId, namedBlocks } from '../graph/addressBlocks';
import { readBlock } from '../model/cidr';
import { ALL, describeConnections, union, type ConnectionSet } from '../model/connections';
import type { Direction } from '../policy/policy';
import { toPortChoices } from './askedConnections';
import type { Draft } from './draft';
import { onCommonGround } from '../evaluate/commonGround';
import { flowDifference, type PairDifference } from './flowDifference';
import { covers, findEnd, groupsOf, type FlowEnd, type SubjectEnd } from './flowEnd';
import type { KeptFlow } from './intent';
import { writeIsolation } from './isolate';
import { isRefusal } from './refusal';
import { toPeer } from './writtenRule';

/** Present flows that isolating would close, and that a rule can keep. */
export interface KeepOffer {
  readonly direction: Direction;
  readonly kept: KeptFlow;
  /** `namespace web to shop/db, all ports`. */
  readonly title: string;
  /** How many flows between workloads, or a workload and addresses, it keeps. */
  readonly flows: number;
  /** Ids of the workloads at the other end that it speaks of; none for addresses. */
  readonly within: readonly string[];
  /** Id of the node at the other end. */
  readonly far: string;
}

/**
 * The present flows that would close if a subject were isolated, as rules can keep them: of whole namespaces, of
 * single workloads, of address blocks that policies name, and of all addresses. None where it is isolated already.
 */
export function isolationOffers(
  draft: Draft,
  near: SubjectEnd,
  directions: readonly Direction[],
): KeepOffer[] {
  const isolated = writeIsolation(draft, near, directions, []);
  if (isRefusal(isolated)) return [];
  const { connectivity } = draft.reading;
  const closing = flowDifference(onCommonGround(connectivity, isolated.draft.reading.connectivity));
  return directions.flatMap((direction) => {
    const pairs = closing.map((pair) => toPair(pair, direction)).filter((pair) => covers(near, pair.near));
    return farEnds(draft, pairs).flatMap((far) => offerOf(draft, near, direction, far, pairs));
  });
}

/** A closing pair as the subject sees it. */
interface ClosingPair {
  readonly near: Party;
  readonly far: Party;
  readonly closed: ConnectionSet;
}

function toPair({ source, destination, closed }: PairDifference, direction: Direction): ClosingPair {
  return direction === 'ingress'
    ? { near: destination, far: source, closed }
    : { near: source, far: destination, closed };
}

/** The ends that can be named to keep what closes: namespaces all of whose pods are concerned, then all by itself. */
function farEnds({ reading: { connectivity } }: Draft, pairs: readonly ClosingPair[]): FlowEnd[] {
  const pods = pairs.flatMap(({ far }) => (far.type === 'pods' ? [far] : []));
  const workloads = new Set(pods.map(({ workload }) => workload.id));
  const namespaces = new Set(pods.map(({ workload }) => workload.namespace));
  const isWhole = (namespace: string) => {
    const end = findEnd(connectivity, `Namespace/${namespace}`);
    const groups: readonly PodGroup[] = end.type === 'namespace' ? groupsOf(connectivity, end) : [];
    const ids = new Set(groups.map(({ workload }) => workload.id));
    return ids.size > 1 && [...ids].every((id) => workloads.has(id));
  };
  const blocks = pairs.some(({ far }) => far.type === 'addresses')
    ? [...namedBlocks(connectivity).map(({ block }) => block), readBlock('0.0.0.0/0')!]
    : [];
  const ids = [
    ...[...namespaces].filter(isWhole).map((namespace) => `Namespace/${namespace}`),
    ...workloads,
    ...new Set(blocks.map(blockId)),
  ];
  return ids.flatMap((id) => {
    const end = findEnd(connectivity, id);
    return isRefusal(end) ? [] : [end];
  });
}

function offerOf(
  { reading: { connectivity } }: Draft,
  near: SubjectEnd,
  direction: Direction,
  far: FlowEnd,
  pairs: readonly ClosingPair[],
): KeepOffer[] {
  if (isRefusal(toPeer(far, near.namespace, connectivity.cluster))) return [];
  const own = pairs.filter((pair) => covers(far, pair.far));
  if (own.length === 0) return [];
  const closed = own.map((pair) => pair.closed).reduce(union);
  const ports = closed === ALL ? [] : toPortChoices(closed);
  if (closed !== ALL && ports.length === 0) return [];
  const [source, destination] = direction === 'ingress' ? [far, near] : [near, far];
  const nodeOf = (party: Party) => (party.type === 'pods' ? party.workload.id : 'addresses');
  return [
    {
      direction,
      kept: { source: source.id, destination: destination.id, ports },
      title: `${source.title} to ${destination.title}, ${describeConnections(closed)}`,
      flows: new Set(own.map((pair) => `${nodeOf(pair.near)} ${nodeOf(pair.far)}`)).size,
      within: [...new Set(own.flatMap((pair) => (pair.far.type === 'pods' ? [pair.far.workload.id] : [])))],
      far: far.id,
    },
  ];
}
