import {
  analyze,
  compareConnectivity,
  toMarkdown,
  type Analysis,
  type Comparison,
  type SourceFile,
} from '../core/index';
import type { Requests } from './protocol';
import type { ReviewView } from './views';

/** Compares the workspace with other files, which are sent once. */
export class Reviewing {
  #reference: { readonly id: string; readonly analysis: Analysis } | undefined;
  #last: { readonly before: Analysis; readonly after: Analysis; readonly comparison: Comparison } | undefined;

  /** What differs; undefined: the files are not known here and are to be sent. */
  review(
    { revision, analysis }: { readonly revision: number; readonly analysis: Analysis },
    { reference, files }: Requests['review']['ask'],
  ): ReviewView | undefined {
    if (files) this.#reference = { id: reference, analysis: this.#read(files, analysis) };
    if (this.#reference?.id !== reference) return undefined;
    const comparison = this.#compare(this.#reference.analysis, analysis);
    return { revision, comparison, markdown: toMarkdown(comparison) };
  }

  #read(files: readonly SourceFile[], { settings }: Analysis): Analysis {
    return analyze(files, undefined, settings);
  }

  #compare(before: Analysis, after: Analysis): Comparison {
    if (this.#last?.before === before && this.#last.after.connectivity === after.connectivity)
      return this.#last.comparison;
    const comparison = compareConnectivity(before.connectivity, after.connectivity);
    this.#last = { before, after, comparison };
    return comparison;
  }
}
