import type { Connectivity, Party } from '../evaluate/connectivity';
import { blockId } from '../graph/addressBlocks';
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
export type FlowEnd = WorkloadEnd | AddressesEnd;

export interface WorkloadEnd {
  readonly type: 'workload';
  readonly id: string;
  /** How it is called in texts: `shop/api`. */
  readonly title: string;
  readonly workload: Workload;
  /** Whether selectors reach it: not on the host network (S32). */
  readonly selectable: boolean;
  readonly selector: SelectorChoice;
}

interface AddressesEnd {
  readonly type: 'addresses';
  readonly id: string;
  readonly title: string;
  readonly block: Block;
}

/** The end with the id of a graph node; refused where there is none, or where no rule can name it. */
export function findEnd(connectivity: Connectivity, id: string): FlowEnd | Refusal {
  if (id.startsWith(blockPrefix)) return findAddresses(id);
  const { cluster, profile } = connectivity;
  const workload = cluster.workloads.find((known) => known.id === id);
  if (!workload) {
    return summaryNode.test(id)
      ? refuse('notPossible', 'Flows are drawn between workloads and address blocks: choose one of them.')
      : refuse('staleText', `${id} is not in the text any more.`);
  }
  return {
    type: 'workload',
    id,
    title: workloadTitles(cluster).get(id) ?? id,
    workload,
    selectable: !workload.hostNetwork || profile.hostNetwork === 'pod',
    selector: selectorFor(workload, connectivity),
  };
}

const summaryNode = /^(Namespace|Anywhere)\//;
const blockPrefix = 'Addresses/';
const exceptWord = ' except ';

function findAddresses(id: string): AddressesEnd | Refusal {
  const written = id.slice(blockPrefix.length);
  const [cidr = '', except] = written.split(exceptWord);
  const block = readBlock(
    cidr,
    except?.split(',').map((text) => text.trim()),
  );
  if (!block) return refuse('notPossible', `“${written}” is not an address block, such as 10.0.0.0/8.`);
  const outside = block.except.find((text) => !isInside(text, cidr));
  if (outside === undefined) return { type: 'addresses', id, title: titleOfBlock(block), block };
  return refuse('notPossible', `${outside} is not a part of ${cidr}, as an exception must be.`);
}

/** A part, and not the whole (V14). */
function isInside(text: string, cidr: string): boolean {
  const [inner, outer] = [parseCidr(text), parseCidr(cidr)];
  return inner !== undefined && outer !== undefined && contains(outer, inner) && inner.prefix > outer.prefix;
}

/** `10.0.0.0/8 except 10.1.0.0/16`. */
export function titleOfBlock(block: Block): string {
  return blockId(block).slice(blockPrefix.length);
}

/** The parties that make up an end. A block that no policy names may hold a part of a range only. */
export function partiesOf(connectivity: Connectivity, end: FlowEnd): readonly Party[] {
  if (end.type === 'workload') return connectivity.podGroups(end.id);
  return connectivity.addressRanges.filter(({ intervals }) =>
    intervals.some((interval) => end.block.intervals.some((other) => overlap(interval, other))),
  );
}

function overlap(a: AddressInterval, b: AddressInterval): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/**
 * Whether what is written about an end speaks of a party: the workload's own pods, and those inferred pods that its
 * selector cannot leave out; the addresses of a block, and pods that have one of them (S24).
 */
export function covers(end: FlowEnd, party: Party): boolean {
  if (end.type === 'workload') {
    if (party.type !== 'pods') return false;
    const { workload, selector } = end;
    if (party.workload.id === workload.id) return true;
    return (
      selector.type === 'labels' &&
      party.workload.origin === 'inferred' &&
      party.workload.namespace === workload.namespace &&
      matchesSelector({ matchLabels: selector.labels }, party.labels)
    );
  }
  const { block } = end;
  if (party.type === 'addresses') {
    return party.intervals.every((interval) => block.intervals.some((outer) => contains(outer, interval)));
  }
  if (party.addresses.length === 0) return isWholeFamily(block, 4);
  return party.addresses.some((text) => {
    const address = parseAddress(text);
    return address !== undefined && containsAddress(block.intervals, address);
  });
}

function contains(outer: AddressInterval, inner: AddressInterval): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}
