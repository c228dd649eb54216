import type { Reading } from '../../edit/draft';
import type { Connectivity } from '../../evaluate/connectivity';
import type { ResourceRef } from '../../manifest/resource';
import { itemsOf, valueAt } from '../../manifest/value';
import type { NetworkPolicy, Policy, TierPolicy } from '../../policy/policy';
import type { YamlPath } from '../../yaml/unit';
import type { Diagnostic } from '../diagnostic';
import type { Contents } from './contents';
import type { Facts } from './facts';
import { type PlacedFinding, placeFinding } from './placeFinding';
import type { Finding } from './rule';
import { clusterRules, policyRules, tierRules, unitRules, writtenRules } from './rules';
import { policyKinds, type Written, type WrittenUnit } from './written';

/** Something to look at, all at once: a unit, a policy, or the cluster with one rule. */
export interface Task {
  readonly key: string;
  /** Where the result of a task that has no resource stands. */
  readonly unit?: { readonly file: string; readonly from: number };
  readonly text: string;
  /** undefined: the text alone decides. */
  readonly connectivity?: Connectivity;
  /** What it looks at may have changed anywhere. */
  readonly isAlwaysRun?: true;
  readonly run: () => readonly PlacedFinding[];
}

/** What the rules have to look at in an analysis, piece by piece. */
export class Tasks {
  readonly #reading: Reading;
  readonly #files: ReadonlyMap<string, Reading['files'][number]>;
  readonly #facts: Facts;
  readonly #contents: Contents;

  constructor(reading: Reading, facts: Facts, contents: Contents) {
    this.#reading = reading;
    this.#files = new Map(reading.files.map((file) => [file.name, file]));
    this.#facts = facts;
    this.#contents = contents;
  }

  /**
   * Every task there is: in the order of the text each unit with the policies in it, whose places are then found in
   * one tree, and rules about the whole cluster last.
   */
  *list(): Generator<Task> {
    const { connectivity, resources } = this.#reading;
    const judged = new Map<string, Policy>();
    for (const policy of [...connectivity.policies, ...connectivity.tierPolicies])
      judged.set(policy.id, policy);
    const byUnit = new Map<string, ResourceRef[]>();
    for (const ref of resources.values()) {
      if (!policyKinds.includes(kindOf(ref.id))) continue;
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
        for (const ref of held) {
          const policy = judged.get(ref.id);
          const check = () => (policy ? this.#checkPolicy(policy, this.#written(ref)) : []);
          if (policy) yield { key: `policy ${ref.id}`, text, connectivity, run: check };
        }
      }
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
          ...placeFinding(text, written?.path ?? [], rule, finding),
          ...(written && { resource: written.id }),
        };
      }),
    );
    for (const written of policies) {
      for (const rule of writtenRules) {
        for (const finding of rule.check(written, this.#facts.options)) {
          found.push({ ...placeFinding(text, written.path, rule, finding), resource: written.id });
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
      for (const finding of findings)
        found.push({ ...placeFinding(text, path, rule, finding), resource: id });
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
      return { ...placeFinding(text, ref.path, rule, finding), resource: finding.resource };
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
