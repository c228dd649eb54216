import { type Analysis, explainFlow, type Protocol } from '../../core/index';
import { findEnd } from '../ends';
import { analyzeAt, type Case } from './corpus';
import { compared, type Outcome, sumOutcomes } from './outcome';

/** Whether one connection is allowed. */
export interface Check {
  readonly src: string;
  readonly dst: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly allowed: boolean;
}

interface State {
  readonly cluster: string;
  readonly policies: string | null;
  readonly checks: readonly Check[];
}

/** Cases that are states of a cluster with single verdicts: the recipes, the conformance tests. */
export interface CheckedStates {
  readonly states: readonly State[];
}

export function compareStates({ folder, expected }: Case<CheckedStates>): Outcome {
  return sumOutcomes(
    expected.states.map(({ cluster, policies, checks }) =>
      compareChecks(analyzeAt(folder, [cluster, policies]), checks),
    ),
  );
}

/** Compares single verdicts. A workload whose pods differ is neither allowed nor denied. */
export function compareChecks(analysis: Analysis, checks: readonly Check[]): Outcome {
  const { connectivity } = analysis;
  const wrong = checks.flatMap(({ src, dst, protocol, port, allowed }) => {
    const [source, destination] = [findEnd(connectivity, src), findEnd(connectivity, dst)];
    const { verdict } = explainFlow(connectivity, source.subject, destination.subject, { protocol, port });
    const expected = allowed ? 'allowed' : 'denied';
    return verdict === expected
      ? []
      : [`${src} → ${dst} ${protocol} ${port}: ${expected}, for us ${verdict}`];
  });
  return compared(checks.length, wrong);
}
