import type { Direction } from '../policy/policy';
import { isIsolated, type EndTask } from './admitAtEnd';
import { endTasks } from './allowFlow';
import { askedConnections } from './askedConnections';
import type { Draft } from './draft';
import { drawnFlow } from './drawnFlow';
import { effectivePolicies, fittingPolicies } from './fittingPolicy';
import { covers, groupsOf } from './flowEnd';
import type { FlowIds } from './intent';
import { flowPolicyMetadata } from './policyMetadata';
import { isRefusal, type Refusal } from './refusal';

/** The policies that an allowed flow could be written to at one end. */
export interface EndChoices {
  readonly direction: Direction;
  /** Nothing isolates this end: nothing is written there. */
  readonly isolated: boolean;
  /** The usual one first. */
  readonly choices: readonly PolicyChoice[];
}

interface PolicyChoice {
  /** Id of the policy, or `new`: as `WriteChoice` takes it. */
  readonly policy: string;
  readonly name: string;
  /** Titles of workloads that it selects beside the one of the flow: a rule in it allows the flow for them too. */
  readonly others: readonly string[];
}

/** For each end of a flow at which policies decide, the policies of its namespace that could take the rule. */
export function policyChoicesOn(draft: Draft, flow: FlowIds): readonly EndChoices[] | Refusal {
  const drawn = drawnFlow(draft, flow);
  if (isRefusal(drawn)) return drawn;
  const asked = askedConnections([], drawn.destination, draft.reading.connectivity.cluster.workloads);
  if (isRefusal(asked)) return asked;
  return endTasks(drawn, asked).map((task) => choicesAt(draft, task));
}

function choicesAt(draft: Draft, { direction, near, far }: EndTask): EndChoices {
  if (!isIsolated(draft, near, direction)) return { direction, isolated: false, choices: [] };
  const { connectivity } = draft.reading;
  const groups = groupsOf(connectivity, near);
  const fitting = fittingPolicies(draft, near, direction);
  const selecting = effectivePolicies(draft, near, direction).filter((policy) =>
    groups.every((group) => connectivity.selected(policy).includes(group)),
  );
  const fresh = { policy: 'new', name: flowPolicyMetadata(draft, direction, near, far).name, others: [] };
  const known = [...new Set([...fitting, ...selecting])].map((policy): PolicyChoice => {
    const strangers = connectivity.selected(policy).filter((group) => !covers(near, group));
    const others = [...new Set(strangers.map(({ workload }) => `${workload.namespace}/${workload.name}`))];
    return { policy: policy.id, name: policy.name, others };
  });
  const choices = fitting.length > 0 ? [...known, fresh] : [fresh, ...known];
  return { direction, isolated: true, choices };
}
