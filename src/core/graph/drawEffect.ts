import type { FlowState } from '../evaluate/attribution';
import { PairNumbers } from '../model/pairNumbers';
import { type Cell, coverKinds, inOrder } from './cover';
import { coverMatrix, type GroupedCells } from './coverMatrix';
import { toEdge } from './edges';
import type { Frame } from './frame';
import type { GraphEdge, GraphNode } from './graph';
import { anywhereDestination, anywhereSource } from './hubs';
import type { Kinds } from './kindBoxes';
import { exceptionCells, type KindMatrix } from './kindMatrix';
import type { PolicyEffect } from './policyEffect';
import type { PolicyPart, PolicyParts } from './policyParts';

/** Of more edges nobody makes anything. */
const mostEdges = 2000;

/** Where an effect is drawn. */
export interface Place {
  readonly frame: Frame;
  readonly kinds: Kinds;
  /** The hubs of the graph. */
  readonly hubs: readonly (GraphNode & { readonly type: 'anywhere' })[];
}

/**
 * Draws an effect by few edges, each state for itself, as a pair can have parts of several. Pairs of which a hub says
 * the same are left out; a hub excepts those with which the policies have no part. undefined: there would be too many
 * edges of the state.
 */
export function drawEffect(effect: PolicyEffect, place: Place): Map<FlowState, GraphEdge[] | undefined> {
  const hubs = hubsOf(effect, place);
  const layers = new Layers();
  for (const { kinds, end, node, parts } of effect.outside) {
    const other = place.kinds.of(node);
    const hub = hubs[end];
    const exceptedBy = hub.id === node ? exceptions(effect.matrix, hub, end) : undefined;
    for (const kind of kinds) {
      const excepted = exceptedBy?.(kind) ?? nobody;
      const ends = end === 'source' ? [kind, other] : [other, kind];
      for (const part of parts) layers.add(part, excepted, ends[0]!, ends[1]!);
    }
  }
  const unsaid = pairsUnsaid(effect.matrix, hubs);
  const states = new Set<FlowState>(layers.byState.keys());
  for (const parts of valuesOf(unsaid)) for (const { state } of parts) states.add(state);
  return new Map(
    Array.from(states, (state) => [state, drawState(state, layers, unsaid, effect.matrix, place)]),
  );
}

/** What is said at a hub of outside, for kinds of workloads at the other end. */
interface HubParts {
  /** Id of the node. */
  readonly id: string;
  /** By kind, whether the hub stands for it. */
  readonly isMember: readonly boolean[];
  /** By kind of the other end. */
  readonly said: readonly (PolicyParts | undefined)[];
}

/** By the end at which the workloads are that the hub speaks of. */
type Hubs = Readonly<Record<'source' | 'destination', HubParts>>;

function hubsOf({ matrix, outside }: PolicyEffect, { frame, hubs }: Place): Hubs {
  const { all } = matrix.kinds;
  const hubOf = (id: string, end: 'source' | 'destination'): HubParts => {
    const members = new Set(hubs.find((hub) => hub.id === id)?.members);
    const said: (PolicyParts | undefined)[] = all.map(() => undefined);
    for (const part of outside) {
      if (part.end !== end || part.node !== id) continue;
      for (const kind of part.kinds) said[kind] = part.parts;
    }
    const isMember = all.map(([workload]) => members.has(frame.node(frame.workloads[workload!]!).id));
    return { id, isMember, said };
  };
  return {
    source: hubOf(anywhereDestination, 'source'),
    destination: hubOf(anywhereSource, 'destination'),
  };
}

/** The parts between kinds, without those of which a hub says the same. */
interface Unsaid {
  readonly groupOf: Int32Array;
  readonly groups: readonly (readonly number[])[];
  readonly pairs: () => Iterable<readonly [from: number, to: number]>;
  readonly usual: (from: number, to: number) => PolicyParts;
  readonly exceptions: ReadonlyMap<number, PolicyParts>;
}

const nothing: PolicyParts = [];

function pairsUnsaid(matrix: KindMatrix<PolicyParts>, { source, destination }: Hubs): Unsaid {
  const saidNumbers = new Map<PolicyParts | undefined, number>([[undefined, 0]]);
  const numberOf = (parts: PolicyParts | undefined): number => {
    let number = saidNumbers.get(parts);
    if (number === undefined) saidNumbers.set(parts, (number = saidNumbers.size));
    return number;
  };
  const pairs = new PairNumbers();
  const ends = new PairNumbers();
  const groups: number[][] = [];
  const groupOf = matrix.groupOf.map((group, kind) => {
    const members = Number(source.isMember[kind]) + 2 * Number(destination.isMember[kind]);
    const said = pairs.number(numberOf(source.said[kind]), numberOf(destination.said[kind]));
    const number = ends.number(pairs.number(group, members), said) - 1;
    groups[number] ??= [];
    groups[number].push(kind);
    return number;
  });
  const unsaid = (parts: PolicyParts, from: number, to: number): PolicyParts => {
    const atHubs = [
      destination.isMember[from] ? destination.said[to] : undefined,
      source.isMember[to] ? source.said[from] : undefined,
    ].filter((hub) => hub !== undefined);
    return atHubs.length > 0 && atHubs.every((hub) => hub === parts) ? nothing : parts;
  };
  const count = matrix.kinds.all.length;
  /** The groups that each group of the matrix was divided into. */
  const divided = matrix.groups.map(() => new Set<number>());
  for (const [kind, group] of matrix.groupOf.entries()) divided[group]!.add(groupOf[kind]!);
  return {
    groupOf,
    groups,
    *pairs() {
      for (const [i, j] of matrix.pairs()) {
        for (const from of divided[i]!) for (const to of divided[j]!) yield [from, to] as const;
      }
    },
    usual: (from, to) => unsaid(matrix.usual(from, to), from, to),
    exceptions: new Map(
      Array.from(matrix.exceptions, ([key, parts]) => [
        key,
        unsaid(parts, Math.floor(key / count), key % count),
      ]),
    ),
  };
}

function valuesOf({ groups, pairs, usual, exceptions: others }: Unsaid): ReadonlySet<PolicyParts> {
  const values = new Set(others.values());
  for (const [from, to] of pairs()) values.add(usual(groups[from]![0]!, groups[to]![0]!));
  return values;
}

/** Kinds that a hub does not stand for. Those of one hub that are equal have one key. */
interface Excepted {
  readonly key: string;
  readonly kinds: () => readonly number[];
}

const nobody: Excepted = { key: '', kinds: () => [] };

/** Makes the look-up of the members of a hub that have no part with a kind. */
function exceptions(
  { groups, groupOf, usual, exceptions: singled, kinds }: KindMatrix<PolicyParts>,
  { id, isMember }: HubParts,
  end: 'source' | 'destination',
): (kind: number) => Excepted {
  const count = kinds.all.length;
  const usualOf = (member: number, kind: number) =>
    end === 'source' ? usual(kind, member) : usual(member, kind);
  const silent = new Map<number, readonly number[]>();
  const silentTo = (kind: number): readonly number[] => {
    const known = silent.get(groupOf[kind]!);
    if (known) return known;
    const found = groups
      .filter(([member]) => usualOf(member!, kind).length === 0)
      .flatMap((some) => some.filter((member) => isMember[member]));
    silent.set(groupOf[kind]!, found);
    return found;
  };
  /** By kind, the members of which something else is said than of their group. */
  const others = new Map<number, number[]>();
  for (const [key, parts] of singled) {
    const [from, to] = [Math.floor(key / count), key % count];
    const [kind, member] = end === 'source' ? [from, to] : [to, from];
    const isItself = kind === member && kinds.all[kind]!.length === 1;
    if (!isMember[member] || isItself || (parts.length === 0) === (usual(from, to).length === 0)) continue;
    const known = others.get(kind);
    if (known) known.push(member);
    else others.set(kind, [member]);
  }
  return (kind) => {
    const usually = silentTo(kind);
    const own = others.get(kind);
    if (usually.length === 0 && !own) return nobody;
    return {
      key: `${id} ${usually.length > 0 ? groupOf[kind] : ''} ${own?.toSorted((a, b) => a - b).join() ?? ''}`,
      kinds() {
        const differing = new Set(own);
        return [
          ...usually.filter((member) => !differing.has(member)),
          ...[...differing].filter((member) => !usually.includes(member)),
        ];
      },
    };
  };
}

/** What a rectangle of cells says. */
interface LayerPart {
  readonly part: PolicyPart;
  /** Of a hub at one end. */
  readonly excepted: Excepted;
}

interface Layer {
  readonly cells: Cell[];
  /** By value of the cells, less one. */
  readonly parts: LayerPart[];
  readonly values: Map<string, number>;
}

class Layers {
  readonly byState = new Map<FlowState, Layer>();

  at(state: FlowState): Layer {
    let layer = this.byState.get(state);
    if (!layer) this.byState.set(state, (layer = { cells: [], parts: [], values: new Map() }));
    return layer;
  }

  valueOf(part: PolicyPart, excepted: Excepted): number {
    const { parts, values } = this.at(part.state);
    const key = `${part.connections.id} ${part.partial} ${excepted.key}`;
    let value = values.get(key);
    if (value === undefined) values.set(key, (value = parts.push({ part, excepted })));
    return value;
  }

  add(part: PolicyPart, excepted: Excepted, source: number, destination: number): void {
    this.at(part.state).cells.push({ source, destination, value: this.valueOf(part, excepted) });
  }
}

function drawState(
  state: FlowState,
  layers: Layers,
  unsaid: Unsaid,
  matrix: KindMatrix<PolicyParts>,
  { frame, kinds }: Place,
): GraphEdge[] | undefined {
  const isDenied = state === 'closes' || state === 'alsoCloses' || state === 'allowsInVain';
  const boxes = isDenied ? { ...kinds.boxes, hasSelf: kinds.boxes.hasSelf.map(() => false) } : kinds.boxes;
  const values = new Map<PolicyParts, number>();
  const valueOf = (parts: PolicyParts): number => {
    let value = values.get(parts);
    if (value === undefined) {
      const part = parts.find((one) => one.state === state);
      values.set(parts, (value = part ? layers.valueOf(part, nobody) : 0));
    }
    return value;
  };
  const grouped: GroupedCells = {
    groupOf: unsaid.groupOf,
    groups: unsaid.groups,
    pairs: unsaid.pairs,
    usual: (from, to) => valueOf(unsaid.usual(from, to)),
    exceptions: exceptionCells({ ...matrix, ...unsaid }, valueOf),
  };
  const { cells, parts } = layers.at(state);
  const between = coverMatrix(grouped, boxes, mostEdges);
  const rectangles = between && [...coverKinds(cells, boxes), ...between];
  if (!rectangles || rectangles.length > mostEdges) return undefined;
  const members = new Map<Excepted, readonly GraphNode[]>();
  const nodesOf = (excepted: Excepted): readonly GraphNode[] => {
    let nodes = members.get(excepted);
    if (!nodes) {
      const all = excepted.kinds().flatMap((kind) => matrix.kinds.all[kind]!);
      members.set(excepted, (nodes = all.map((workload) => frame.node(frame.workloads[workload]!))));
    }
    return nodes;
  };
  return inOrder(rectangles).map((rectangle) => {
    const { part, excepted } = parts[rectangle.value - 1]!;
    const [from, to] = [frame.node(rectangle.source), frame.node(rectangle.destination)];
    const silent = nodesOf(excepted).filter((node) => node !== from && node !== to);
    return toEdge(from, to, {
      ...part,
      exceptSources: from.type === 'anywhere' ? silent : rectangle.exceptSources.map(frame.node),
      exceptDestinations: to.type === 'anywhere' ? silent : rectangle.exceptDestinations.map(frame.node),
      flows: rectangle.size,
    });
  });
}
