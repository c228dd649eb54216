import type { Diagnostic, MutedDiagnostic } from '../../core/index';
import type { ProblemGrouping } from '../../store/problemList';
import { titleOfResource } from './titles';

export type Problem = Diagnostic | MutedDiagnostic;

/** A line of the list: the title of a group, or a problem. */
export type ProblemRow =
  | { readonly type: 'group'; readonly key: string; readonly title: string; readonly amount: number }
  | { readonly type: 'problem'; readonly key: string; readonly problem: Problem };

const severities = ['error', 'warning', 'info'] as const;
const titles = { error: 'Errors', warning: 'Warnings', info: 'Notes' } as const;
const gravity = new Map<string, number>(severities.map((severity, index) => [severity, index]));

/** Why a problem is muted; undefined: it is not. */
export function muteReason(problem: Problem): string | undefined {
  return 'reason' in problem ? problem.reason : undefined;
}

/** Whether a problem has all the words, in whatever is told of it. */
export function hasWords(text: string): (problem: Problem) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return () => true;
  return ({ message, consequence, code, rule, resource, file, severity }) => {
    const told = [code, rule, severity, resource, file, message, consequence].join('\n').toLowerCase();
    return words.every((word) => told.includes(word));
  };
}

/** The lines of the list. Groups follow the gravest problem in them, inside they go by gravity, then by place. */
export function toRows(problems: readonly Problem[], grouping: ProblemGrouping): readonly ProblemRow[] {
  const groups = new Map<string, { problem: Problem; key: string }[]>();
  const seen = new Map<string, number>();
  for (const problem of byGravity(problems)) {
    const { file, code, resource, message } = problem;
    const said = JSON.stringify([file, code, resource, message]);
    const times = seen.get(said) ?? 0;
    seen.set(said, times + 1);
    const title = groupOf(problem, grouping);
    const group = groups.get(title) ?? [];
    groups.set(title, group);
    group.push({ problem, key: `${said} ${times}` });
  }
  return [...groups].flatMap(([title, members]): ProblemRow[] => [
    { type: 'group', key: `group ${title}`, title, amount: members.length },
    ...members.map((member): ProblemRow => ({ type: 'problem', ...member })),
  ]);
}

function byGravity(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => (gravity.get(a.severity) ?? 0) - (gravity.get(b.severity) ?? 0));
}

function groupOf(problem: Problem, grouping: ProblemGrouping): string {
  if (grouping === 'severity') return titles[problem.severity];
  const { resource, file } = problem;
  if (resource === undefined) return file;
  const [kind = '', first = '', second] = resource.split('/');
  if (grouping === 'policy') return titleOfResource(resource);
  return kind === 'Namespace' || second !== undefined ? `Namespace ${first}` : 'No namespace';
}

/** How many there are of each severity. */
export function countBySeverity(problems: readonly Problem[]): Readonly<Record<Problem['severity'], number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of problems) counts[severity] += 1;
  return counts;
}
