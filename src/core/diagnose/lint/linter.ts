import type { Reading } from '../../edit/draft';
import type { Connectivity } from '../../evaluate/connectivity';
import type { ResourceRef } from '../../manifest/resource';
import { itemsOf, valueAt } from '../../manifest/value';
import type { NetworkPolicy, Policy, TierPolicy } from '../../policy/policy';
import { shiftRange, type TextRange } from '../../text/edit';
import type { YamlPath } from '../../yaml/unit';
import type { Diagnostic } from '../diagnostic';
import { placeProblem } from '../place';
import { Contents } from './contents';
import { Facts, type LintOptions } from './facts';
import { readMutes, type MutedDiagnostic } from './mutes';
import type { Finding } from './rule';
import { clusterRules, policyRules, tierRules, unitRules, writtenRules } from './rules';
import type { Written, WrittenUnit } from './written';

/** A finding with its place inside the text of its unit. */
interface PlacedFinding extends Omit<Diagnostic, 'file'> {
  /** The text that the place is in. */
  readonly text: string;
}

/** What was found about one thing, and on what ground. */
interface Result {
  readonly text: string;
  /** undefined: the text alone decides. */
  readonly connectivity?: Connectivity;
  readonly findings: readonly PlacedFinding[];
}

interface Found {
  readonly diagnostic: Diagnostic;
  /** Why it is muted; undefined: it is not. */
  readonly reason: string | undefined;
}

interface Task {
  readonly key: string;
  /** Where the result of a task that has no resource stands. */
  readonly unit?: { readonly file: string; readonly from: number };
  readonly text: string;
  readonly connectivity?: Connectivity;
  /** What it looks at may have changed anywhere. */
  readonly isAlwaysRun?: true;
  readonly run: () => readonly PlacedFinding[];
}

const policyKinds: readonly string[] = [
  'NetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
] satisfies Policy['kind'][];

/**
 * Runs the rules on an analysis, a little at a time. With the linter of the analysis before, only what changed
 * is looked at again; until then what was found about an unchanged text stays in the list.
 */
export class Linter {
  readonly #reading: Reading;
  readonly #files: ReadonlyMap<string, Reading['files'][number]>;
  readonly #facts: Facts;
  readonly #tasks: readonly Task[];
  readonly #results = new Map<string, Result>();
  readonly #former: ReadonlyMap<string, Result>;
  readonly #contents: Contents;
  #done = 0;
  /** What was found after so many tasks. */
  #list: readonly Found[] | undefined;

  constructor(reading: Reading, before?: Linter, options: LintOptions = {}) {
    this.#reading = reading;
    this.#files = new Map(reading.files.map((file) => [file.name, file]));
    this.#contents = new Contents(before && before.#contents);
    this.#facts = new Facts(reading, options, this.#contents);
    this.#tasks = [...this.#listTasks()];
    const keys = new Set(this.#tasks.map(({ key }) => key));
    const isUsable = before !== undefined && before.#facts.options.plugin === options.plugin;
    const former = isUsable ? [...before.#former, ...before.#results] : [];
    this.#former = new Map(former.filter(([key]) => keys.has(key)));
  }

  /** Goes on until all is done (true) or the time is up, but always a step. */
  work(isTimeUp: () => boolean = () => false): boolean {
    this.#list = undefined;
    while (this.#done < this.#tasks.length) {
      const task = this.#tasks[this.#done++] as Task;
      const { key, text, connectivity } = task;
      const former = this.#former.get(key);
      const isFresh = former?.text === text && former.connectivity === connectivity;
      if (former && isFresh && !task.isAlwaysRun) {
        this.#results.set(key, former);
        continue;
      }
      this.#results.set(key, { text, findings: task.run(), ...(connectivity && { connectivity }) });
      if (isTimeUp()) break;
    }
    return this.#done === this.#tasks.length;
  }

  /** What was found so far, in the order of the text, without what is muted. */
  diagnostics(): readonly Diagnostic[] {
    return this.#found().flatMap(({ diagnostic, reason }) => (reason === undefined ? diagnostic : []));
  }

  /** What was found so far and is muted, in the order of the text. */
  muted(): readonly MutedDiagnostic[] {
    return this.#found().flatMap(({ diagnostic, reason }) =>
      reason === undefined ? [] : { ...diagnostic, reason },
    );
  }

  #found(): readonly Found[] {
    return (this.#list ??= this.#listFound());
  }

  #listFound(): readonly Found[] {
    const everywhere = new Map<string, string>();
    const here = new Map<string, ReadonlyMap<string, string>>();
    for (const { units } of this.#reading.files) {
      for (const { text } of units) {
        const mutes = readMutes(text);
        if (mutes.here.size > 0) here.set(text, mutes.here);
        for (const [code, reason] of mutes.everywhere) everywhere.set(code, reason);
      }
    }
    const found: Found[] = [];
    for (const { key, unit } of this.#tasks) {
      const result = this.#results.get(key) ?? this.#former.get(key);
      for (const { text, ...finding } of result?.findings ?? []) {
        const home = finding.resource === undefined ? unit : this.#unitOf(finding.resource, text);
        if (!home) continue;
        const reason = here.get(text)?.get(finding.code) ?? everywhere.get(finding.code);
        const diagnostic = { ...finding, file: home.file, ...shiftRange(finding, home.from) };
        found.push({ diagnostic, reason });
      }
    }
    const order = new Map(this.#reading.files.map(({ name }, index) => [name, index]));
    return found.sort(
      ({ diagnostic: a }, { diagnostic: b }) =>
        (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.from - b.from,
    );
  }

  /** Where a unit stands now; undefined: its text is another one. */
  #unitOf(resource: string, text: string): { file: string; from: number } | undefined {
    const ref = this.#reading.resources.get(resource);
    const unit = ref && this.#files.get(ref.file)?.units[ref.unit];
    return ref && unit?.text === text ? { file: ref.file, from: unit.from } : undefined;
  }

  *#listTasks(): Generator<Task> {
    const { connectivity, resources } = this.#reading;
    const refs = [...resources.values()].filter(({ id }) => policyKinds.includes(kindOf(id)));
    const byUnit = new Map<string, ResourceRef[]>();
    for (const ref of refs) {
      const key = unitKey(ref.file, ref.unit);
      const known = byUnit.get(key);
      if (known) known.push(ref);
      else byUnit.set(key, [ref]);
    }
    for (const { name, units, broken } of this.#reading.files) {
      const brokenUnits = new Set(broken);
      for (const [index, { text, from }] of units.entries()) {
        const isBroken = brokenUnits.has(index);
        const held = byUnit.get(unitKey(name, index)) ?? [];
        if (!isBroken && held.length === 0 && !vendorGroup.test(text)) continue;
        const run = () => this.#checkUnit(text, isBroken, held);
        yield { key: `unit ${text}`, unit: { file: name, from }, text, run };
      }
    }
    const written = (id: string) => this.#written(resources.get(id));
    for (const policy of [...connectivity.policies, ...connectivity.tierPolicies]) {
      const ref = resources.get(policy.id);
      const text = ref && this.#textOf(ref);
      if (text === undefined) continue;
      const run = () => this.#checkPolicy(policy, written(policy.id));
      yield { key: `policy ${policy.id}`, text, connectivity, run };
    }
    for (const rule of clusterRules) {
      yield { key: `cluster ${rule.code}`, text: '', run: () => this.#checkCluster(rule), isAlwaysRun: true };
    }
  }

  #checkUnit(text: string, isBroken: boolean, refs: readonly ResourceRef[]): PlacedFinding[] {
    const content = this.#contents.of(text);
    const { value, duplicateKeys } =
      content.state === 'read' ? content : { value: undefined, duplicateKeys: [] };
    const policies = isBroken ? [] : refs.flatMap((ref) => this.#written(ref) ?? []);
    const unit: WrittenUnit = { text, isBroken, value, duplicateKeys, policies };
    const found = unitRules.flatMap((rule) =>
      [...rule.check(unit)].map(({ resource, ...finding }) => {
        const written = policies.find(({ id }) => id === resource);
        return {
          ...place(text, written?.path ?? [], rule, finding),
          ...(written && { resource: written.id }),
        };
      }),
    );
    for (const written of policies) {
      for (const rule of writtenRules) {
        for (const finding of rule.check(written, this.#facts.options)) {
          found.push({ ...place(text, written.path, rule, finding), resource: written.id });
        }
      }
    }
    return found;
  }

  #checkPolicy(policy: Policy, written: Written | undefined): PlacedFinding[] {
    if (!written) return [];
    const { text, path, id } = written;
    const facts = this.#facts;
    const found: PlacedFinding[] = [];
    const add = (rule: { code: string; severity: Diagnostic['severity'] }, findings: Iterable<Finding>) => {
      for (const finding of findings) found.push({ ...place(text, path, rule, finding), resource: id });
    };
    if (policy.kind === 'NetworkPolicy') {
      const isKnown = facts.knows((policy satisfies NetworkPolicy).namespace);
      for (const rule of policyRules) {
        if (isKnown || rule.needs !== 'inventory') add(rule, rule.check(policy, facts, written));
      }
    } else {
      for (const rule of tierRules) add(rule, rule.check(policy satisfies TierPolicy, facts, written));
    }
    return found;
  }

  #checkCluster(rule: ClusterRule): PlacedFinding[] {
    return [...rule.check(this.#facts)].flatMap((finding) => {
      const ref = this.#reading.resources.get(finding.resource);
      const text = ref && this.#textOf(ref);
      if (!ref || text === undefined) return [];
      return { ...place(text, ref.path, rule, finding), resource: finding.resource };
    });
  }

  #written(ref: ResourceRef | undefined): Written | undefined {
    const text = ref && this.#textOf(ref);
    if (!ref || text === undefined) return undefined;
    const content = this.#contents.of(text);
    if (content.state !== 'read') return undefined;
    const value = valueAtPath(content.value, ref.path);
    const kind = kindOf(ref.id) as Policy['kind'];
    const rest = ref.id.slice(kind.length + 1);
    const slash = kind === 'NetworkPolicy' ? rest.indexOf('/') : -1;
    const [namespace, name] = [rest.slice(0, Math.max(0, slash)), rest.slice(slash + 1)];
    return { id: ref.id, kind, namespace, name, value, text, path: ref.path };
  }

  #textOf({ file, unit }: ResourceRef): string | undefined {
    return this.#files.get(file)?.units[unit]?.text;
  }
}

type ClusterRule = (typeof clusterRules)[number];

/** Policies of network plugins: not evaluated, but some traps are known. */
const vendorGroup = /apiVersion"?: *["']?(?:cilium\.io|(?:crd\.)?projectcalico\.org)\//;

const kindOf = (id: string) => id.slice(0, id.indexOf('/'));
const unitKey = (file: string, unit: number) => `${unit} ${file}`;

function valueAtPath(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof step === 'number' ? itemsOf(inner)[step] : valueAt(inner, step)),
    value,
  );
}

/** Places inside texts: found once for a text, as findings that need the cluster come again and again. */
let placed = new Map<string, Map<string, TextRange>>();

function rangeOf(text: string, { path = [], atKey, range }: Finding, root: YamlPath): TextRange {
  if (range) return range;
  const key = `${atKey ? 'key' : ''} ${JSON.stringify([root, path])}`;
  if (placed.size > 20_000) placed = new Map();
  const known = placed.get(text) ?? new Map<string, TextRange>();
  placed.set(text, known);
  const found = known.get(key) ?? placeProblem(text, { path: [...root, ...path], ...(atKey && { atKey }) });
  known.set(key, found);
  return found;
}

function place(
  text: string,
  root: YamlPath,
  { code, severity }: { readonly code: string; readonly severity: Diagnostic['severity'] },
  finding: Finding,
): PlacedFinding {
  const { message, consequence, fixes } = finding;
  const { from, to } = rangeOf(text, finding, root);
  return {
    text,
    from,
    to,
    code,
    severity: finding.severity ?? severity,
    message,
    ...(consequence !== undefined && { consequence }),
    ...(fixes && fixes.length > 0 && { fixes }),
  };
}
