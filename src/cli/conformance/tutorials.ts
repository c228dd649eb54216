import { lint, type Protocol } from '../../core/index';
import { compareChecks } from './checks';
import { analyzeAt, type Case } from './corpus';
import { compared, type Outcome, sumOutcomes } from './outcome';

/** A case of the tutorials: verdicts, lint rules that have to be among those reported, and fields that the API does not know. */
export interface Tutorial {
  readonly flows: readonly {
    readonly from: string;
    readonly to: string;
    readonly protocol: Protocol;
    readonly port: number;
    readonly verdict: 'allow' | 'deny';
  }[];
  readonly diagnostics: readonly string[];
  readonly invalid?: readonly string[];
}

export function compareTutorial({ folder, expected }: Case<Tutorial>): Outcome {
  const analysis = analyzeAt(folder, ['cluster.yaml', 'policies.yaml']);
  const { flows, diagnostics, invalid = [] } = expected;
  const checks = flows.map(({ from, to, protocol, port, verdict }) => {
    return { src: from, dst: to, protocol, port, allowed: verdict === 'allow' };
  });
  const unknownFields = analysis.diagnostics.filter(({ code }) => code === 'V40');
  const unsaid = invalid.filter(
    (field) => !unknownFields.some(({ message }) => message.includes(`"${field}"`)),
  );
  const found = new Set(lint(analysis).map(({ code }) => code));
  return sumOutcomes([
    compareChecks(analysis, checks),
    compared(
      invalid.length,
      unsaid.map((field) => `${field}: not reported as unknown`),
    ),
    compared(
      diagnostics.length,
      diagnostics.filter((rule) => !found.has(rule)).map((rule) => `${rule}: not reported`),
    ),
  ]);
}
