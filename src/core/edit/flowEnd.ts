import { isNode, type Connectivity, type Party, type PodGroup, type Profile } from '../evaluate/connectivity';
import { blockId } from '../graph/addressBlocks';
import { anywhereDestination, anywhereSource } from '../graph/hubs';
import { workloadTitles } from '../model/titles';
import {
  containsAddress,
  isWholeFamily,
  parseAddress,
  parseCidr,
  readBlock,
  type AddressInterval,
  type Block,
} from '../model/cidr';
import type { Workload } from '../model/cluster';
import { matchesSelector } from '../model/selector';
import { refuse, type Refusal } from './refusal';
import { selectorFor, type SelectorChoice } from './selectorFor';

/** One of the two things between which a flow is drawn. */
export type FlowEnd = SubjectEnd | AddressesEnd | AnywhereEnd;

/** An end whose pods NetworkPolicies can select. */
export type SubjectEnd = WorkloadEnd | NamespaceEnd;

export interface WorkloadEnd {
  readonly type: 'workload';
  readonly id: string;
  /** How it is called in texts: `shop/api`. */
  readonly title: string;
  readonly namespace: string;
  readonly name: string;
  readonly workload: Workload;
  /** Whether selectors reach it: not on the host network (S32). */
  readonly selectable: boolean;
  readonly selector: SelectorChoice;
}

export interface NamespaceEnd {
  readonly type: 'namespace';
  readonly id: string;
  /** `namespace shop`. */
  readonly title: string;
  readonly namespace: string;
  readonly name: string;
  readonly selectable: true;
  readonly profile: Profile;
}

interface AddressesEnd {
  readonly type: 'addresses';
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly block: Block;
}

/** Everyone, inside the cluster and outside. */
interface AnywhereEnd {
  readonly type: 'anywhere';
  readonly id: string;
  readonly title: string;
  readonly name: string;
}

/**
 * The end with the id of a graph node; refused where there is none.
 * @param labels by which a workload is to be selected, in place of the fewest that single it out
 */
export function findEnd(
  connectivity: Connectivity,
  id: string,
  labels?: Readonly<Record<string, string>>,
): FlowEnd | Refusal {
  if (id.startsWith(blockPrefix)) return findAddresses(id);
  if (id === anywhereSource || id === anywhereDestination)
    return { type: 'anywhere', id, title: 'anywhere', name: 'anywhere' };
  const { cluster, profile } = connectivity;
  const [, namespace] = /^Namespace\/(.*)$/s.exec(id) ?? [];
  if (namespace !== undefined && cluster.namespaces.has(namespace)) {
    const title = `namespace ${namespace}`;
    return { type: 'namespace', id, title, namespace, name: namespace, selectable: true, profile };
  }
  const [group] = connectivity.podGroups(id);
  const workload = group?.workload ?? cluster.workloads.find((known) => known.id === id);
  if (!workload) return refuse('staleText', `${id} is not in the text any more.`);
  let selector: SelectorChoice | undefined = labels && { type: 'labels', labels };
  return {
    type: 'workload',
    id,
    title: workloadTitles(cluster).get(id) ?? id,
    namespace: workload.namespace,
    name: workload.name,
    workload,
    selectable: !workload.hostNetwork || profile.hostNetwork === 'pod',
    // Looked for when it is asked for: of a large cluster that takes its time.
    get selector() {
      return (selector ??= selectorFor(workload, connectivity));
    },
  };
}

/** The workload or namespace with the id of a graph node; refused where it is something else, or nothing. */
export function findSubject(connectivity: Connectivity, id: string): SubjectEnd | Refusal {
  const end = findEnd(connectivity, id);
  if (end.type !== 'addresses' && end.type !== 'anywhere') return end;
  return refuse('notPossible', `Policies select workloads and namespaces, not ${end.title}.`);
}

/** Whether policies can select the pods of an end. */
export function isSubject(end: FlowEnd): end is SubjectEnd {
  return end.type === 'workload' || end.type === 'namespace';
}

const blockPrefix = 'Addresses/';
const exceptWord = ' except ';

function findAddresses(id: string): AddressesEnd | Refusal {
  const written = id.slice(blockPrefix.length);
  const [cidr = '', except] = written.split(exceptWord);
  const block = toBlock(
    cidr,
    except?.split(',').map((text) => text.trim()),
  );
  if ('reason' in block) return block;
  return { type: 'addresses', id, title: titleOfBlock(block), name: block.cidr, block };
}

/** A block as it is typed; refused where the API server would refuse it (V13, V14). */
export function toBlock(cidr: string, except: readonly string[] = []): Block | Refusal {
  const block = readBlock(cidr, except);
  const written = except.length > 0 ? `${cidr}${exceptWord}${except.join(',')}` : cidr;
  if (!block) return refuse('notPossible', `“${written}” is not an address block, such as 10.0.0.0/8.`);
  const outside = block.except.find((text) => !isInside(text, cidr));
  if (outside === undefined) return block;
  return refuse('notPossible', `${outside} is not a part of ${cidr}, as an exception must be.`);
}

/** A part, and not the whole (V14). */
export function isInside(text: string, cidr: string): boolean {
  const [inner, outer] = [parseCidr(text), parseCidr(cidr)];
  return inner !== undefined && outer !== undefined && contains(outer, inner) && inner.prefix > outer.prefix;
}

/** `10.0.0.0/8 except 10.1.0.0/16`. */
export function titleOfBlock(block: Block): string {
  return blockId(block).slice(blockPrefix.length);
}

/** The groups of pods that a policy for an end selects. */
export function groupsOf(connectivity: Connectivity, end: SubjectEnd): readonly PodGroup[] {
  if (end.type === 'workload') return connectivity.podGroups(end.id);
  return connectivity.parties.filter(
    (party): party is PodGroup => party.type === 'pods' && covers(end, party),
  );
}

/** The parties that make up an end. A block that no policy names may hold a part of a range only. */
export function partiesOf(connectivity: Connectivity, end: FlowEnd): readonly Party[] {
  switch (end.type) {
    case 'workload':
    case 'namespace':
      return groupsOf(connectivity, end);
    case 'anywhere':
      return connectivity.parties;
    case 'addresses':
      return connectivity.addressRanges.filter(({ intervals }) =>
        intervals.some((interval) => end.block.intervals.some((other) => overlap(interval, other))),
      );
  }
}

function overlap(a: AddressInterval, b: AddressInterval): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/**
 * Whether what is written about an end speaks of a party: the workload's own pods, and those inferred pods that its
 * selector cannot leave out; the pods of a namespace that selectors reach; the addresses of a block, and pods that
 * have one of them (S24).
 */
export function covers(end: FlowEnd, party: Party): boolean {
  switch (end.type) {
    case 'anywhere':
      return true;
    case 'namespace':
      return (
        party.type === 'pods' && party.workload.namespace === end.namespace && !isNode(party, end.profile)
      );
    case 'workload':
      return party.type === 'pods' && coversPods(end, party);
    case 'addresses':
      return party.type === 'pods'
        ? coversAddresses(end.block, party.addresses)
        : party.intervals.every((interval) => end.block.intervals.some((outer) => contains(outer, interval)));
  }
}

function coversPods(end: WorkloadEnd, { workload: other, labels }: PodGroup): boolean {
  if (other.id === end.id) return true;
  if (other.origin !== 'inferred' || other.namespace !== end.namespace) return false;
  const { selector } = end;
  return selector.type === 'labels' && matchesSelector({ matchLabels: selector.labels }, labels);
}

function coversAddresses(block: Block, addresses: readonly string[]): boolean {
  if (addresses.length === 0) return isWholeFamily(block, 4);
  return addresses.some((text) => {
    const address = parseAddress(text);
    return address !== undefined && containsAddress(block.intervals, address);
  });
}

function contains(outer: AddressInterval, inner: AddressInterval): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}
