import type { NetworkPolicy, TierPolicy } from '../../policy/policy';
import type { TextRange } from '../../text/edit';
import type { YamlPath } from '../../yaml/unit';
import type { Severity } from '../diagnostic';
import type { Fix } from '../fixes/fix';
import type { Facts, LintOptions } from './facts';
import type { Written, WrittenUnit } from './written';

/** What a rule has found, at a path inside the object or at a range inside the text of its unit. */
export interface Finding {
  readonly path?: YamlPath;
  /** The key at the end of the path is meant, not its value. */
  readonly atKey?: true;
  readonly range?: TextRange;
  /** One sentence: what is wrong and why. */
  readonly message: string;
  /** What it means for the traffic. */
  readonly consequence?: string;
  /** Where it is not the severity of the rule. */
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
}

/** A finding about an object that the rule names itself. */
interface ClusterFinding extends Finding {
  readonly resource: string;
}

/** A finding about the unit, or about one of its policies, inside which the path then is. */
interface UnitFinding extends Finding {
  readonly resource?: string;
}

interface RuleText {
  /** Of section G of the specification. */
  readonly code: `L${number}`;
  /** What is found, in one line. */
  readonly title: string;
  /** Why it matters, in one sentence. */
  readonly why: string;
  readonly severity: Severity;
  /** What the rule looks at; one that needs an inventory is silent where no workload of the namespace is loaded. */
  readonly needs: 'text' | 'policy' | 'inventory' | 'evaluator';
  /** Codes of the validation that the rule explains: both are shown as one. */
  readonly explains?: readonly string[];
}

/** A rule of section G. `about` is what it is asked about, one after the other. */
export type Rule = RuleText &
  (
    | { readonly about: 'unit'; readonly check: (unit: WrittenUnit) => Iterable<UnitFinding> }
    | {
        readonly about: 'written';
        readonly check: (written: Written, options: LintOptions) => Iterable<Finding>;
      }
    | {
        readonly about: 'policy';
        readonly check: (policy: NetworkPolicy, facts: Facts, written: Written) => Iterable<Finding>;
      }
    | {
        readonly about: 'tier';
        readonly check: (policy: TierPolicy, facts: Facts, written: Written) => Iterable<Finding>;
      }
    | { readonly about: 'cluster'; readonly check: (facts: Facts) => Iterable<ClusterFinding> }
  );
