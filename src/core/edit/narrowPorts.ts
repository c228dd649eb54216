import type { Party } from '../evaluate/connectivity';
import { ALL, intersect, NONE, subtract, union, type ConnectionSet } from '../model/connections';
import type { Direction, NetworkPolicy, PolicyPort } from '../policy/policy';
import { duplicateItem } from '../yaml/duplicateItem';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import type { YamlPath } from '../yaml/unit';
import { connectionsAt, toPortChoices } from './askedConnections';
import { editObject, inOrder, type Draft } from './draft';
import type { PortChoice } from './intent';
import { portWriter } from './portWriter';
import { isRefusal, type Refusal } from './refusal';
import { writtenValue } from './writtenValue';

/** What becomes of the ports of a rule. */
export interface NarrowedPorts {
  /** For each port of the rule, what stays of it: undefined for all of it. */
  readonly entries: readonly (readonly PortChoice[] | undefined)[];
  /** The ports to write in a rule that names none; undefined: it names some. */
  readonly written?: readonly PortChoice[];
  /** Nothing stays: the rule must go, as a rule without ports would allow all (S28). */
  readonly isNothing: boolean;
}

/**
 * The ports of a rule without some connections. Of a rule without ports, which allows all, also the protocols go
 * that no rule can name.
 * @param destinations where the rule's names of ports are looked up
 */
export function narrowedPorts(
  ports: readonly PolicyPort[] | undefined,
  removed: ConnectionSet,
  destinations: readonly Party[],
): NarrowedPorts {
  if (!ports) {
    const written = toPortChoices(subtract(ALL, removed));
    return { entries: [], written, isNothing: written.length === 0 };
  }
  const entries = ports.map((port) => {
    const covered =
      destinations.length > 0
        ? destinations.map((party) => connectionsAt([port], party)).reduce(union)
        : connectionsAt([port], undefined);
    return intersect(covered, removed) === NONE ? undefined : toPortChoices(subtract(covered, removed));
  });
  return { entries, isNothing: entries.every((stays) => stays?.length === 0) };
}

/** Writes narrowed ports into a rule: ports go, ranges are cut in place. Not for nothing. */
export function narrowPorts(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  rule: number,
  { entries, written }: NarrowedPorts,
): Draft | Refusal {
  const path = ['spec', direction, rule];
  if (written) {
    const list = written.map(portWriter(draft, policy));
    return editObject(draft, policy, (text, base) => setKey(text, [...base, ...path], 'ports', list));
  }
  // From the last to the first, so that positions stay true.
  return inOrder(draft, [...entries.entries()].toReversed(), (before, [index, stays]) => {
    if (!stays) return before;
    const port = [...path, 'ports', index];
    if (stays.length === 0)
      return editObject(before, policy, (text, base) => removePath(text, [...base, ...port]));
    const repeated = inOrder(before, stays.slice(1), (current) =>
      editObject(current, policy, (text, base) => duplicateItem(text, [...base, ...port])),
    );
    return isRefusal(repeated) ? repeated : writePorts(repeated, policy, [...path, 'ports'], index, stays);
  });
}

function writePorts(
  draft: Draft,
  policy: NetworkPolicy,
  list: YamlPath,
  first: number,
  ports: readonly PortChoice[],
): Draft | Refusal {
  return inOrder(draft, [...ports.entries()], (before, [offset, port]) =>
    writePort(before, policy, [...list, first + offset], port),
  );
}

/** Makes a port another one, key by key, so that its comments and quotes stay. */
export function writePort(
  draft: Draft,
  policy: { readonly id: string; readonly name: string },
  path: YamlPath,
  { protocol, port, endPort }: PortChoice,
): Draft | Refusal {
  return inOrder(draft, Object.entries({ protocol, port, endPort }), (before, [key, value]) =>
    editObject(before, policy, (text, base) => {
      const at = [...base, ...path];
      const old = writtenValue(text, [...at, key]);
      if (old === value || (key === 'protocol' && old === undefined && value === 'TCP')) return { edits: [] };
      return value === undefined ? removePath(text, [...at, key]) : setKey(text, at, key, value);
    }),
  );
}
