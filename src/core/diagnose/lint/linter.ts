import type { Reading } from '../../edit/draft';
import type { Connectivity } from '../../evaluate/connectivity';
import { shiftRange } from '../../text/edit';
import type { Diagnostic } from '../diagnostic';
import { Contents } from './contents';
import { Facts, type LintOptions } from './facts';
import { type Mute, type MutedDiagnostic, readMutes } from './mutes';
import type { PlacedFinding } from './placeFinding';
import { type Task, Tasks } from './tasks';

/** What was found about one thing, and on what ground. */
interface Result {
  readonly text: string;
  /** undefined: the text alone decides. */
  readonly connectivity?: Connectivity;
  readonly findings: readonly PlacedFinding[];
}

interface Found {
  readonly diagnostic: Diagnostic;
  /** What mutes it; undefined: nothing does. */
  readonly muted: Pick<MutedDiagnostic, 'reason' | 'comment' | 'unmute'> | undefined;
}

/**
 * Runs the rules on an analysis, a little at a time. With the linter of the analysis before, only what changed
 * is looked at again; until then what was found about an unchanged text stays in the list.
 */
export class Linter {
  readonly #reading: Reading;
  readonly #files: ReadonlyMap<string, Reading['files'][number]>;
  readonly #options: LintOptions;
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
    this.#options = options;
    const facts = new Facts(reading, options, this.#contents);
    this.#tasks = [...new Tasks(reading, facts, this.#contents).list()];
    const keys = new Set(this.#tasks.map(({ key }) => key));
    const isUsable = before !== undefined && before.#options.plugin === options.plugin;
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
    return this.#found().flatMap(({ diagnostic, muted }) => (muted ? [] : diagnostic));
  }

  /** What was found so far and is muted, in the order of the text. */
  muted(): readonly MutedDiagnostic[] {
    return this.#found().flatMap(({ diagnostic, muted }) => (muted ? { ...diagnostic, ...muted } : []));
  }

  #found(): readonly Found[] {
    return (this.#list ??= this.#listFound());
  }

  #listFound(): readonly Found[] {
    const everywhere = new Map<string, Found['muted']>();
    const here = new Map<string, ReturnType<typeof readMutes>['here']>();
    for (const { name, units } of this.#reading.files) {
      for (const { text, from } of units) {
        const mutes = readMutes(text);
        if (mutes.here.size > 0) here.set(text, mutes.here);
        for (const [code, mute] of mutes.everywhere) everywhere.set(code, toMuted(code, mute, name, from));
      }
    }
    const found: Found[] = [];
    for (const { key, unit } of this.#tasks) {
      const result = this.#results.get(key) ?? this.#former.get(key);
      for (const { text, ...finding } of result?.findings ?? []) {
        const home = finding.resource === undefined ? unit : this.#unitOf(finding.resource, text);
        if (!home) continue;
        const { code } = finding;
        const mute = here.get(text)?.get(code);
        found.push({
          diagnostic: { ...finding, file: home.file, ...shiftRange(finding, home.from) },
          muted: mute ? toMuted(code, mute, home.file, home.from) : everywhere.get(code),
        });
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
}

function toMuted(
  code: string,
  { reason, unmute, ...place }: Mute,
  file: string,
  unit: number,
): Found['muted'] {
  return {
    reason,
    comment: { file, ...shiftRange(place, unit) },
    unmute: { title: `Unmute ${code}`, steps: [unmute] },
  };
}
