import { textOf, valueAt } from '../manifest/value';
import { containsAddress, formatAddress, parseAddress, parseCidr } from '../model/cidr';
import type { Cluster, Workload } from '../model/cluster';
import { workloadTitles } from '../model/titles';
import type { TextRange } from '../text/edit';
import { pathAt } from '../yaml/pathAt';
import { readUnit } from '../yaml/read';
import type { YamlPath } from '../yaml/unit';
import { fieldAt } from './fieldAt';
import { destinationsOf, type Draft, loadedWorkloads, readDraft, at } from './scope';
import { selectedAt } from './selectorAt';
import { count } from './words';

/** What to say of a place in the text. */
export interface Hover {
  readonly range: TextRange;
  /** Sentences; names in them are text of the user. */
  readonly lines: readonly string[];
  /** Id of the policy whose kind or name stands there: what it does is known to others. */
  readonly policy?: string;
}

/** More names than this are counted, not listed. */
const listed = 8;

/**
 * What stands at an offset of a unit: the documentation of a field, what a selector selects now, who serves a port,
 * what an address range holds. undefined where there is nothing to say, also in a unit that does not parse.
 */
export function hover(text: string, offset: number, cluster: Cluster): Hover | undefined {
  const content = readUnit(text);
  if (content.state !== 'read') return undefined;
  const place = pathAt(text, offset);
  if (!place) return undefined;
  const draft = readDraft(content.value);
  const isName = policyAt(draft, place.path) !== undefined;
  const doc = place.part === 'key' || isName ? fieldAt(draft.kind, place.path)?.doc : undefined;
  const lines = [
    ...(doc === undefined ? [] : [doc]),
    ...selectorLines(cluster, draft, place.path),
    ...portLines(cluster, draft, place.path),
    ...cidrLines(cluster, draft, place.path),
  ];
  if (lines.length === 0) return undefined;
  const policy = policyAt(draft, place.path);
  return { range: place.range, lines, ...(policy !== undefined && { policy }) };
}

function policyAt({ kind, namespace, value }: Draft, path: YamlPath): string | undefined {
  if (kind === undefined || (path.join('.') !== 'kind' && path.join('.') !== 'metadata.name'))
    return undefined;
  const name = textOf(valueAt(value, 'metadata', 'name'));
  if (name === undefined) return undefined;
  return kind === 'NetworkPolicy' ? `${kind}/${namespace}/${name}` : `${kind}/${name}`;
}

function selectorLines(cluster: Cluster, draft: Draft, path: YamlPath): readonly string[] {
  if (path[0] !== 'spec') return [];
  const selected = selectedAt(cluster, draft, path);
  if (!selected) return [];
  if (selected.type === 'namespaces') {
    const names = selected.namespaces.map(({ name }) => name);
    return [`Matches ${enumerate(names, 'namespace')}.`];
  }
  return [`Matches ${enumerate(titlesOf(cluster, selected.workloads), 'workload')}.`];
}

function titlesOf(cluster: Cluster, workloads: readonly Workload[]): readonly string[] {
  const titles = workloadTitles(cluster);
  return workloads.map(({ id }) => titles.get(id) ?? id);
}

function enumerate(names: readonly string[], noun: string): string {
  if (names.length === 0) return `no ${noun} that is loaded`;
  const more = names.length > listed ? `, and ${names.length - listed} more` : '';
  return `${count(names.length, noun)} now: ${names.slice(0, listed).join(', ')}${more}`;
}

const portFields = ['port', 'number', 'namedPort', 'destinationNamedPort'];

function portLines(cluster: Cluster, draft: Draft, path: YamlPath): readonly string[] {
  const value = at(draft.value, path);
  if (path[0] !== 'spec' || !portFields.includes(String(path.at(-1)))) return [];
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const serving = destinationsOf(cluster, draft, path).filter(({ ports }) =>
    ports.some(({ port, name }) => (typeof value === 'number' ? port === value : name === value)),
  );
  if (serving.length === 0) return [`No container there declares port ${value}.`];
  return [`Declared by ${enumerate(titlesOf(cluster, serving), 'workload')}.`];
}

function cidrLines(cluster: Cluster, draft: Draft, path: YamlPath): readonly string[] {
  const value = at(draft.value, path);
  const field = path.findLast((step) => typeof step === 'string');
  if (typeof value !== 'string' || !['cidr', 'except', 'networks'].includes(String(field))) return [];
  const cidr = parseCidr(value);
  if (!cidr) return [];
  const { family, first, last } = cidr;
  const range = `${formatAddress({ family, value: first })} to ${formatAddress({ family, value: last })}`;
  const holds = (address: string) => {
    const parsed = parseAddress(address);
    return parsed !== undefined && containsAddress([cidr], parsed);
  };
  const inside = loadedWorkloads(cluster).filter(({ pods }) =>
    pods.some(({ addresses }) => addresses.some(holds)),
  );
  return [
    `${range}: ${describeCount(last - first + 1n)}.`,
    ...(inside.length > 0 ? [`Holds pods of ${enumerate(titlesOf(cluster, inside), 'workload')}.`] : []),
  ];
}

/** Beyond what people can read the number is a power of two. */
function describeCount(addresses: bigint): string {
  if (addresses === 1n) return '1 address';
  const exponent = addresses.toString(2).length - 1;
  return addresses < 2n ** 40n ? `${addresses.toLocaleString('en')} addresses` : `2^${exponent} addresses`;
}
