import type { EngineFigures } from '../src/core/testing/measureEngine';

const round = (milliseconds: number): string =>
  milliseconds < 10 ? milliseconds.toPrecision(2) : `${Math.round(milliseconds)}`;

const spread = (times: EngineFigures['edit'] | undefined): string =>
  times ? `${round(times.p50)} / ${round(times.p95)} / ${round(times.max)}` : '–';

/** The head of a table in Markdown; times are milliseconds, three of them p50 / p95 / longest. */
export const head = `| shape | pods | policies | classes | JSON.parse (MB) | first | build | sweep | build + sweep ÷ JSON.parse | edit to delta | edit, laid out anew | opens and closes | provenance | parts of a policy |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|`;

export function toLine(figures: EngineFigures): string {
  const { shape, pods, policies, classes, parse, parsedMegabytes, first, build, sweep } = figures;
  const cells = [
    shape,
    pods,
    policies,
    classes,
    `${round(parse)} (${parsedMegabytes.toFixed(1)})`,
    round(first),
    round(build),
    round(sweep),
    ((build + sweep) / parse).toFixed(2),
    `${spread(figures.edit)} (${figures.edits})`,
    figures.anew ? `${spread(figures.anew)} (${figures.editsAnew})` : '–',
    spread(figures.opensCloses),
    spread(figures.provenance),
    spread(figures.parts),
  ];
  return `| ${cells.join(' | ')} |`;
}
