import { admits, type Analysis, type ConnectionSet, pairsBetween, type Protocol } from '../../core/index';
import { type End, findEnd } from '../ends';
import { analyzeAt, type Case } from './corpus';
import { compared, leaveOut, type Outcome, sumOutcomes } from './outcome';

/** What is asked of a pair: whether the connection is made, and what each end would let pass by itself. */
const views = ['allowed', 'ingress', 'egress'] as const;
type View = (typeof views)[number];

/** For one port, a text per source with a sign per destination: `.` allowed, `X` blocked, others are not asserted. */
interface TruthTable extends Readonly<Partial<Record<View, readonly string[]>>> {
  readonly protocol: Protocol;
  readonly port: number;
}

interface Step {
  readonly cluster: string;
  readonly policies: string | null;
  readonly pods: readonly string[];
  readonly expected: readonly TruthTable[];
}

/** What is allowed between all pods: in steps that change the cluster or its policies, or in one. */
export type ProbeMatrix = Step | { readonly steps: readonly Step[] };

export function compareProbeMatrix({ folder, expected }: Case<ProbeMatrix>): Outcome {
  const steps = 'steps' in expected ? expected.steps : [expected];
  return sumOutcomes(
    steps.map((step) => compareStep(analyzeAt(folder, [step.cluster, step.policies]), step)),
  );
}

function compareStep(analysis: Analysis, { policies, pods, expected }: Step): Outcome {
  const cells = expected.flatMap(readCells);
  const ends = pods.map((pod) => findEnd(analysis.connectivity, pod));
  const seen = ends.map((source) => ends.map((destination) => look(analysis, source, destination)));
  const others = cells.filter(({ from, to }) => from !== to);
  const wrong = others.flatMap(({ from, to, view, protocol, port, allowed }) => {
    const connections = seen[from]?.[to]?.[view];
    if (connections !== undefined && admits(connections, protocol, port) === allowed) return [];
    return [`${policies}: ${pods[from]} → ${pods[to]} ${protocol} ${port}, ${view}: ${allowed}`];
  });
  return sumOutcomes([compared(others.length, wrong), leaveOut('itself', cells.length - others.length)]);
}

/** What we see between two pods; nothing for a pod and itself. */
function look(
  { connectivity }: Analysis,
  from: End,
  to: End,
): Readonly<Record<View, ConnectionSet>> | undefined {
  const [pair] = pairsBetween(from.parties, to.parties);
  if (!pair) return undefined;
  const [source, destination] = pair;
  return {
    allowed: connectivity.permitted(source, destination),
    ingress: connectivity.admitted(destination, 'ingress', source),
    egress: connectivity.admitted(source, 'egress', destination),
  };
}

/** One sign of a table; `from` and `to` are positions in the list of pods. */
interface Cell {
  readonly view: View;
  readonly protocol: Protocol;
  readonly port: number;
  readonly from: number;
  readonly to: number;
  readonly allowed: boolean;
}

function readCells(table: TruthTable): Cell[] {
  const { protocol, port } = table;
  return views.flatMap((view) =>
    (table[view] ?? []).flatMap((signs, from) =>
      Array.from(signs).flatMap((sign, to) =>
        sign === '.' || sign === 'X' ? [{ view, protocol, port, from, to, allowed: sign === '.' }] : [],
      ),
    ),
  );
}
