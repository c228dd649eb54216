import { textOf, valueAt } from '../manifest/value';
import type { Cluster } from '../model/cluster';
import type { TextRange } from '../text/edit';
import { toFlow } from '../yaml/flow';
import { type Cursor, readCursor } from '../yaml/cursor';
import type { YamlPath } from '../yaml/unit';
import { type Spot, spotAt } from './fieldAt';
import { addressRanges, containerPorts, type KnownValue, labelKeys, labelValues } from './knownValues';
import type { Field, Fields } from './schema';
import { at, destinationsOf, type Draft, namespacesMatching, readDraft, workloadsInScope } from './scope';
import { peerSnippets, policySnippets, ruleSnippets, type Snippet } from './snippets';
import { count } from './words';

/** Something to write at the cursor. */
export interface Proposal {
  readonly title: string;
  readonly kind: 'field' | 'value' | 'label' | 'snippet';
  /** What takes the place of `range`, in the syntax of snippets, lines indented as they are to stand. */
  readonly insert: string;
  /** A few words beside the title. */
  readonly detail?: string;
  readonly doc?: string;
}

/** Proposals, those that matter first, and the word that they replace; relative to the unit. */
export interface Proposals {
  readonly range: TextRange;
  readonly items: readonly Proposal[];
}

/**
 * What can be written at an offset of a unit: fields and enumerations of the policy kinds, labels, namespaces and
 * ports of the cluster, and snippets. The unit need not parse. undefined where nothing is known.
 */
export function complete(text: string, offset: number, cluster: Cluster): Proposals | undefined {
  const read = readCursor(text, offset);
  if (!read) return undefined;
  const { cursor, value } = read;
  const draft = readDraft(value);
  const spot = spotAt(draft.kind, cursor.path);
  if (!spot) return undefined;
  const items = [
    ...openListProposals(text, spot, cursor, draft, cluster),
    ...proposalsAt(spot, cursor, draft, cluster),
  ];
  return items.length === 0 ? undefined : { range: cursor.word, items };
}

function proposalsAt(spot: Spot, cursor: Cursor, draft: Draft, cluster: Cluster): readonly Proposal[] {
  const isKey = cursor.position === 'key';
  switch (spot.type) {
    case 'fields':
      if (!isKey) return [];
      return [...fieldProposals(spot.fields, cursor), ...snippetProposals(cursor, draft)];
    case 'list': {
      if (!isKey || cursor.inFlow) return [];
      const item: Cursor = { ...cursor, path: [...cursor.path, 0], column: cursor.column + 2 };
      const inner: Spot = spot.field.fields
        ? { type: 'fields', fields: spot.field.fields }
        : { type: 'scalar', field: spot.field };
      return proposalsAt(inner, item, draft, cluster).map((proposal) => ({
        ...proposal,
        insert: `- ${proposal.insert}`,
      }));
    }
    case 'labels':
      return isKey ? labelProposals(spot.field, cursor, draft, cluster) : [];
    case 'label':
      return valueProposals(labelsAt(spot.field, cursor.path.slice(0, -2), draft, cluster, spot.key), cursor);
    case 'scalar':
      return scalarProposals(spot.field, cursor, draft, cluster);
  }
}

/** The dashes of a list may stand at the column of its key: below a key without a value they are what is written next. */
function openListProposals(
  text: string,
  spot: Spot,
  cursor: Cursor,
  draft: Draft,
  cluster: Cluster,
): readonly Proposal[] {
  if (spot.type !== 'fields' || cursor.position !== 'key' || cursor.inFlow || cursor.hasColon) return [];
  const above = text.slice(0, cursor.word.from).trimEnd().split('\n').at(-1) ?? '';
  const [, indent, key = ''] = /^([\s-]*)([A-Za-z]+):$/.exec(above) ?? [];
  const field = Object.hasOwn(spot.fields, key) ? spot.fields[key] : undefined;
  if (field?.shape !== 'list' || indent?.length !== cursor.column) return [];
  const inside: Cursor = { ...cursor, path: [...cursor.path, key], siblings: new Set() };
  return proposalsAt({ type: 'list', field }, inside, draft, cluster);
}

function fieldProposals(fields: Fields, cursor: Cursor): readonly Proposal[] {
  return Object.entries(fields).flatMap(([title, field]): Proposal[] =>
    cursor.siblings.has(title)
      ? []
      : [{ title, kind: 'field', insert: fieldText(title, field, cursor), doc: field.doc }],
  );
}

/** A key with what begins its value, each line at its column. */
function fieldText(name: string, field: Field, { column, hasColon, inFlow }: Cursor): string {
  if (hasColon) return name;
  if (inFlow) return `${name}: ${{ map: '{$0}', labels: '{$0}', list: '[$0]', scalar: '$0' }[field.shape]}`;
  const below = `\n${' '.repeat(column + 2)}`;
  if (field.shape === 'scalar') return `${name}: $0`;
  return field.shape === 'list' ? `${name}:${below}- $0` : `${name}:${below}$0`;
}

function snippetProposals(cursor: Cursor, { kind }: Draft): readonly Proposal[] {
  if (cursor.siblings.size > 0 || cursor.inFlow || cursor.hasColon) return [];
  return snippetsAt(cursor.path, kind).map(({ title, doc, lines }) => ({
    title,
    kind: 'snippet',
    insert: lines.join(`\n${' '.repeat(cursor.column)}`),
    doc,
  }));
}

function snippetsAt(path: YamlPath, kind: string | undefined): readonly Snippet[] {
  if (path.length === 0) return kind === undefined ? policySnippets : [];
  if (kind !== 'NetworkPolicy') return [];
  const list = path.at(-2);
  if (list === 'from' || list === 'to') return peerSnippets;
  return path.length === 3 && (list === 'ingress' || list === 'egress') ? ruleSnippets[list] : [];
}

function labelProposals(field: Field, cursor: Cursor, draft: Draft, cluster: Cluster): readonly Proposal[] {
  const known = labelsAt(field, cursor.path.slice(0, -1), draft, cluster);
  return known
    .filter(({ value }) => !cursor.siblings.has(value))
    .map(({ value, detail }) => ({
      title: value,
      kind: 'label',
      insert: escape(toFlow(value)) + (cursor.hasColon ? '' : ': $0'),
      detail,
    }));
}

/** The keys, or the values of a key, of what the selector at a path is about. */
function labelsAt(
  { inventory }: Field,
  selector: YamlPath,
  draft: Draft,
  cluster: Cluster,
  key?: string,
): readonly KnownValue[] {
  const [all, noun] =
    inventory === 'podLabels'
      ? [workloadsInScope(cluster, draft, selector), 'workload']
      : inventory === 'namespaceLabels'
        ? [namespacesMatching(cluster, undefined), 'namespace']
        : inventory === 'nodeLabels'
          ? [cluster.nodes, 'node']
          : [[], ''];
  const labels = all.map((object) => object.labels);
  return key === undefined ? labelKeys(labels, noun) : labelValues(labels, key, noun);
}

function scalarProposals(field: Field, cursor: Cursor, draft: Draft, cluster: Cluster): readonly Proposal[] {
  const isItem = typeof cursor.path.at(-1) === 'number';
  // A key is being written where a scalar belongs: fine for the first word of an item, a mistake elsewhere.
  if (cursor.position === 'key' && !isItem) return [];
  const known = (field.values ?? []).map((value): KnownValue => ({ value, detail: '' }));
  const isPort = field.inventory?.startsWith('port') === true;
  return valueProposals([...known, ...inventoryAt(field, cursor.path, draft, cluster)], cursor, isPort);
}

function inventoryAt(field: Field, path: YamlPath, draft: Draft, cluster: Cluster): readonly KnownValue[] {
  switch (field.inventory) {
    case 'namespace':
      return namespacesMatching(cluster, undefined).map(({ name }) => ({
        value: name,
        detail: count(cluster.workloads.filter(({ namespace }) => namespace === name).length, 'workload'),
      }));
    case 'cidr':
      return addressRanges(cluster);
    case 'port':
    case 'portNumber':
    case 'portName': {
      const wanted = ({ port: 'both', portNumber: 'numbers', portName: 'names' } as const)[field.inventory];
      return containerPorts(destinationsOf(cluster, draft, path), wanted);
    }
    case 'podLabels':
    case 'namespaceLabels':
    case 'nodeLabels':
      return requirementAt(field, path, draft, cluster);
    case undefined:
      return [];
  }
}

/** The key of a requirement, or one of its values: path ends `matchExpressions, n, key` or `…, n, values, m`. */
function requirementAt(field: Field, path: YamlPath, draft: Draft, cluster: Cluster): readonly KnownValue[] {
  const start = path.lastIndexOf('matchExpressions');
  if (start < 0) return [];
  const selector = path.slice(0, start);
  if (path[start + 2] === 'key') return labelsAt(field, selector, draft, cluster);
  const requirement = path.slice(0, start + 2);
  const key = keyOfRequirement(draft, requirement);
  return key === undefined ? [] : labelsAt(field, selector, draft, cluster, key);
}

function keyOfRequirement({ value }: Draft, requirement: YamlPath): string | undefined {
  return textOf(valueAt(at(value, requirement), 'key'));
}

function valueProposals(
  values: readonly KnownValue[],
  { inQuotes }: Cursor,
  isPort = false,
): readonly Proposal[] {
  return values.map(({ value, detail }) => {
    // Text that looks like a number is quoted, a port number never.
    const isPlain = inQuotes || (isPort && /^\d+$/.test(value));
    return {
      title: value,
      kind: 'value',
      insert: escape(isPlain ? value : toFlow(value)),
      ...(detail !== '' && { detail }),
    };
  });
}

/** Text that the syntax of snippets takes as it is. */
function escape(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}
