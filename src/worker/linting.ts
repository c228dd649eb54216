import {
  type Analysis,
  type Diagnostic,
  joinDiagnostics,
  Linter,
  lintRules,
  type MutedDiagnostic,
} from '../core/index';
import type { LintView, RuleText } from './views';

/** So long an answer lints before it lets others have the worker, in milliseconds. */
const lintingTime = 12;

/** What the rules find in one analysis; is filled up as it is asked for. */
export class Linting {
  readonly #analysis: Analysis;
  readonly #linter: Linter;

  /** Until it is asked, what `before` found about texts that have not changed is told. */
  constructor(analysis: Analysis, before: Linting | undefined) {
    this.#analysis = analysis;
    const { plugin } = analysis.settings;
    this.#linter = new Linter(analysis, before && before.#linter, plugin === 'unknown' ? {} : { plugin });
  }

  /** All that there is to tell of the text, as far as it is known. */
  get diagnostics(): readonly Diagnostic[] {
    return joinDiagnostics(this.#analysis, this.#linter.diagnostics());
  }

  /** What comments mute of that. */
  get muted(): readonly MutedDiagnostic[] {
    return this.#linter.muted();
  }

  /** Goes on for a moment. */
  work(): LintView {
    const end = performance.now() + lintingTime;
    const isDone = this.#linter.work(() => performance.now() > end);
    return isDone ? { isDone, diagnostics: this.diagnostics, muted: this.muted } : { isDone };
  }

  /** Goes on to the end. */
  finish(): readonly Diagnostic[] {
    this.#linter.work();
    return this.diagnostics;
  }
}

/** What a rule is about; undefined where there is none of that code. */
export function ruleTextOf(code: string): RuleText | undefined {
  const rule = lintRules.find((candidate) => candidate.code === code);
  return rule && { title: rule.title, why: rule.why };
}
