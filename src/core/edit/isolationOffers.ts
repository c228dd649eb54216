import type { Party, PodGroup } from '../evaluate/connectivity';
import { blockId, namedBlocks } from '../graph/addressBlocks';
import { ALL, describeConnections, union, type ConnectionSet } from '../model/connections';
import type { Direction } from '../policy/policy';
import { toPortChoices } from './askedConnections';
import type { Draft } from './draft';
import { onCommonGround } from '../evaluate/commonGround';
import { flowDifference, type PairDifference } from './flowDifference';
import { groupBy } from '../model/groupBy';
import { covers, findEnd, groupsOf, partiesOf, type FlowEnd, type SubjectEnd } from './flowEnd';
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
  return directions.flatMap((direction) => {
    const closing = closingFlows(draft, near, direction);
    return closing ? farIds(closing).flatMap((far) => offerOf(draft, near, direction, far, closing)) : [];
  });
}

/**
 * The same flows but those with a far end, in few rules: by namespaces that have no part in it, else one by one.
 * The near end must be isolated in no direction that is asked for.
 */
export function keepingOthers(
  draft: Draft,
  {
    near,
    direction,
    far,
  }: { readonly near: SubjectEnd; readonly direction: Direction; readonly far: FlowEnd },
): KeptFlow[] {
  const closing = closingFlows(draft, near, direction);
  if (!closing) return [];
  const { connectivity } = draft.reading;
  const parties = partiesOf(connectivity, far);
  const isFar = (id: string) => {
    const end = findEnd(connectivity, id);
    return isRefusal(end) || parties.some((party) => covers(end, party));
  };
  const namespaces = new Set(closing.namespaces.filter((id) => !isFar(id)));
  const workloads = [...closing.byWorkload.keys()].filter((id) => {
    const pairs = closing.byWorkload.get(id);
    return !namespaces.has(namespaceOf(pairs?.[0]?.far)) && !isFar(id);
  });
  return [...namespaces, ...workloads, ...closing.blocks.filter((id) => !isFar(id))]
    .flatMap((id) => offerOf(draft, near, direction, id, closing))
    .map(({ kept }) => kept);
}

/** A closing pair as the subject sees it. */
interface ClosingPair {
  readonly near: Party;
  readonly far: Party;
  readonly closed: ConnectionSet;
}

/** What isolating closes, by what stands at the other end. */
interface ClosingFlows {
  readonly pairs: readonly ClosingPair[];
  readonly byWorkload: ReadonlyMap<string, readonly ClosingPair[]>;
  readonly byNamespace: ReadonlyMap<string, readonly ClosingPair[]>;
  /** Ids of the namespaces of which all workloads are concerned, and more than one. */
  readonly namespaces: readonly string[];
  /** Ids of the blocks that policies name, and of all addresses. */
  readonly blocks: readonly string[];
}

/** undefined: the subject is isolated already, or cannot be. */
function closingFlows(draft: Draft, near: SubjectEnd, direction: Direction): ClosingFlows | undefined {
  const isolated = writeIsolation(draft, near, [direction], []);
  if (isRefusal(isolated)) return undefined;
  const { connectivity } = draft.reading;
  const closing = flowDifference(onCommonGround(connectivity, isolated.draft.reading.connectivity));
  const pairs = closing
    .map((pair) => toPair(pair, direction))
    .filter((pair) => covers(near, pair.near))
    .sort((a, b) => a.far.index - b.far.index);
  const pods = pairs.filter(({ far }) => far.type === 'pods');
  const byWorkload = groupBy(pods, ({ far }) => (far.type === 'pods' ? far.workload.id : ''));
  const byNamespace = groupBy(pods, ({ far }) => namespaceOf(far));
  const isWhole = (id: string) => {
    const end = findEnd(connectivity, id);
    const groups: readonly PodGroup[] = end.type === 'namespace' ? groupsOf(connectivity, end) : [];
    const ids = new Set(groups.map(({ workload }) => workload.id));
    return ids.size > 1 && [...ids].every((workload) => byWorkload.has(workload));
  };
  const blocks =
    pods.length < pairs.length
      ? [...namedBlocks(connectivity).map(({ block }) => blockId(block)), 'Addresses/0.0.0.0/0']
      : [];
  return {
    pairs,
    byWorkload,
    byNamespace,
    namespaces: [...byNamespace.keys()].filter(isWhole),
    blocks: [...new Set(blocks)],
  };
}

function toPair({ source, destination, closed }: PairDifference, direction: Direction): ClosingPair {
  return direction === 'ingress'
    ? { near: destination, far: source, closed }
    : { near: source, far: destination, closed };
}

const namespaceOf = (party: Party | undefined): string =>
  party?.type === 'pods' ? `Namespace/${party.workload.namespace}` : '';

/** The ends that can be named to keep what closes: namespaces first, then all by itself. */
const farIds = ({ namespaces, byWorkload, blocks }: ClosingFlows): readonly string[] => [
  ...namespaces,
  ...byWorkload.keys(),
  ...blocks,
];

function offerOf(
  { reading: { connectivity } }: Draft,
  near: SubjectEnd,
  direction: Direction,
  id: string,
  { pairs, byWorkload, byNamespace }: ClosingFlows,
): KeepOffer[] {
  const far = findEnd(connectivity, id);
  if (isRefusal(far) || isRefusal(toPeer(far, near.namespace, connectivity.cluster))) return [];
  const concerned = byNamespace.get(id) ?? byWorkload.get(id) ?? pairs;
  const own = concerned.filter((pair) => covers(far, pair.far));
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
