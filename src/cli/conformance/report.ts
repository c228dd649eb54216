/** What the comparison found, as Markdown: for the terminal, and for docs/conformance.md. */
import { resolve } from 'node:path';
import { differences, type LeftOutReason, leftOutReasons } from './differences';
import { sumOutcomes } from './outcome';
import type { CaseResult, SourceResult } from './sources';

/** The figures per source, and what was not compared, with the reason. */
export function formatFigures(results: readonly SourceResult[]): string {
  return `${formatTable(figureHead, [
    ...results.map(({ name, cases }) => [name, ...countAll(cases)]),
    ['all', ...countAll(results.flatMap(({ cases }) => cases))],
  ])}

Left out:

${formatTable(['source', 'cells', 'in cases', 'why'], results.flatMap(listLeftOut))}`;
}

/** Where others answer otherwise, on purpose. */
function formatDifferences(): string {
  return differences
    .map(
      ({ title, theirs, ours, compared }) =>
        `- **${title}.** Theirs: ${theirs}. Ours: ${ours}. In the comparison: ${compared}.`,
    )
    .join('\n');
}

/** One line for each cell that we see otherwise. */
export function listDisagreements(results: readonly SourceResult[]): string[] {
  return results.flatMap(({ name: source, cases }) =>
    cases.flatMap(({ name, disagreements }) => disagreements.map((text) => `${source}/${name}: ${text}`)),
  );
}

/** The page of the documentation that has the figures. */
export const conformancePage = resolve(import.meta.dirname, '../../../docs/conformance.md');

const beginning = (part: string) => `<!-- ${part}: written by npm run conformance -- --write -->\n`;
const end = (part: string) => `\n<!-- end of ${part} -->`;

/**
 * The page with its generated parts written anew.
 * @throws when the page has lost the comments that enclose them.
 */
export function updatePage(page: string, results: readonly SourceResult[]): string {
  const parts = { figures: formatFigures(results), differences: formatDifferences() };
  return Object.entries(parts).reduce((text, [part, content]) => {
    const from = text.indexOf(beginning(part));
    const to = text.indexOf(end(part), from);
    if (from < 0 || to < 0) throw new Error(`no place for the ${part}: ${beginning(part)}`);
    return `${text.slice(0, from)}${beginning(part)}\n${content}\n${text.slice(to)}`;
  }, page);
}

const figureHead = [
  'source',
  'cases agreed',
  'disagreed',
  'left out',
  'cells agreed',
  'disagreed',
  'left out',
];

/** Of the cases and of their cells: how many agree, disagree, are left out. A case is left out if all of it is. */
function countAll(cases: readonly CaseResult[]): string[] {
  const disagreed = cases.filter(({ disagreements }) => disagreements.length > 0);
  const agreed = cases.filter(({ agreed: cells, disagreements }) => cells > 0 && disagreements.length === 0);
  const cells = sumOutcomes(cases);
  return [
    agreed.length,
    disagreed.length,
    cases.length - agreed.length - disagreed.length,
    cells.agreed,
    cells.disagreements.length,
    cells.leftOut.reduce((sum, leftOut) => sum + leftOut.cells, 0),
  ].map(formatNumber);
}

function listLeftOut({ name, cases }: SourceResult): string[][] {
  return sumOutcomes(cases).leftOut.map(({ reason, cells }) => [
    name,
    formatNumber(cells),
    formatNumber(cases.filter((given) => leavesOut(given, reason)).length),
    leftOutReasons[reason],
  ]);
}

const leavesOut = ({ leftOut }: CaseResult, reason: LeftOutReason): boolean =>
  leftOut.some((given) => given.reason === reason);

const formatNumber = (value: number): string => value.toLocaleString('en-US');

/** A table whose columns are as wide as their cells; numbers to the right, the last column as it comes. */
function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = head.map((_, column) => rows.every((row) => /^[\d,]+$/.test(row[column] ?? '')));
  const widths = head.map((title, column) => {
    const isLast = column === head.length - 1 && !isNumber[column];
    return Math.max(title.length, ...(isLast ? [] : rows.map((row) => row[column]?.length ?? 0)));
  });
  const formatRow = (row: readonly string[]): string => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return isNumber[column] ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${cells.join(' | ')} |`;
  };
  const rule = widths.map((width, column) =>
    isNumber[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [formatRow(head), formatRow(rule), ...rows.map(formatRow)].join('\n');
}
