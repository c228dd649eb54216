import type { Direction, NetworkPolicy, PolicyPort } from '../policy/policy';
import { appendItem } from '../yaml/appendItem';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import { admitAtEnd, done, isIsolated, type EndResult, type EndTask } from './admitAtEnd';
import { describeFlow, endTasks, stillDenied } from './allowFlow';
import { askedConnections, everything, othersThan, type AskedConnections } from './askedConnections';
import { editObject, inOrder, type Draft } from './draft';
import { drawnFlow, refuseEnds } from './drawnFlow';
import type { IntentOf, Plan, PortChoice } from './intent';
import { writePort } from './narrowPorts';
import { portWriter } from './portWriter';
import { isRefusal, refuse, type Refusal } from './refusal';
import { removeWay } from './removeWay';
import { admittingRules, areExclusive, takeBack, type AdmittingRule } from './takeBack';
import { consequenceOf, isPermitted, onlyDrawn, refuseAccepted, refuseUnreached, toPlan } from './verify';

/**
 * Permits a flow on just some ports: at each isolated end the rule for this flow alone gets them in place of its
 * own; where the rules are shared with other flows, they are rewritten without this one, which gets a rule of its
 * own. Opens and closes nothing else.
 */
export function changePorts(draft: Draft, intent: IntentOf<'changePorts'>): Plan {
  const { connectivity } = draft.reading;
  const drawn = drawnFlow(draft, intent);
  if (isRefusal(drawn)) return drawn;
  const refusal = refuseEnds(draft, drawn, 'notPossible');
  if (refusal) return refusal;
  const asked = askedConnections(intent.ports, drawn.destination, connectivity.cluster.workloads);
  if (isRefusal(asked)) return asked;
  const flow = describeFlow(drawn, asked);
  const others = othersThan(asked);
  const gates = endTasks(drawn, asked).filter(({ near, direction }) => isIsolated(draft, near, direction));
  if (gates.length === 0)
    return refuse('notPossible', `Nothing isolates an end of ${flow}: isolate one of them first.`);

  let result = done(draft);
  let refused: Refusal | undefined;
  for (const gate of gates) {
    const next = changeAtEnd(result.draft, gate, others);
    // One end that closes the other ports is enough.
    if (isRefusal(next)) refused ??= next;
    else result = done(next.draft, ...result.ends, ...next.ends);
  }
  const consequence = consequenceOf(
    draft,
    result.draft,
    { opens: onlyDrawn(drawn, asked), closes: onlyDrawn(drawn, others) },
    drawn,
  );
  const unreached = refuseUnreached(result.draft, consequence.after, drawn, asked, stillDenied(flow));
  if (unreached) return refused ?? unreached;
  if (isPermitted(consequence.after, drawn, others))
    return (
      refuseAccepted(draft, consequence.after, drawn, others) ??
      refused ??
      refuse('notPossible', `${flow} would stay open on other ports too.`)
    );
  if (result.draft === draft) return refuse('alreadySo', `${flow} is just what is allowed.`);
  return toPlan(draft, result.draft, consequence, { label: `Change ports: ${flow}`, ends: result.ends });
}

function changeAtEnd(draft: Draft, task: EndTask, others: AskedConnections): EndResult | Refusal {
  const rules = admittingRules(draft, task, everything);
  const whole = rules.find(({ policy, rule, peers }) => {
    return peers?.length === policy[task.direction][rule]?.peers?.length;
  });
  if (whole && areExclusive(draft, rules, task)) {
    const rest = rules.filter((admitting) => admitting !== whole);
    return rewriteRules(draft, task, whole, rest);
  }
  const tooMuch = admittingRules(draft, task, others);
  const narrowed = tooMuch.length > 0 ? removeWay(draft, task, tooMuch, others, 'split') : done(draft);
  if (isRefusal(narrowed)) return narrowed;
  const admitted = admitAtEnd(narrowed.draft, task);
  if (isRefusal(admitted)) return admitted;
  return done(admitted.draft, ...narrowed.ends, ...admitted.ends.filter(({ action }) => action !== 'none'));
}

/** The ports into one rule; the others for the same flow go. */
function rewriteRules(
  draft: Draft,
  { direction, asked }: EndTask,
  first: AdmittingRule,
  rest: readonly AdmittingRule[],
): EndResult | Refusal {
  const { policy, rule } = first;
  const rewritten = rewritePorts(draft, policy, direction, rule, asked.ports);
  if (isRefusal(rewritten)) return rewritten;
  const name = `${direction} rule ${rule + 1} of ${policy.name}`;
  const summary = `${name}: ${asked.text}`;
  const ends =
    rewritten === draft ? [] : [{ direction, action: 'ports', policy: policy.name, summary } as const];
  const without = takeBack(rewritten, rest, direction);
  return isRefusal(without) ? without : done(without.draft, ...ends, ...without.ends);
}

/** Makes the ports of a rule others, in place as far as there are as many, so that comments stay. */
function rewritePorts(
  draft: Draft,
  policy: NetworkPolicy,
  direction: Direction,
  rule: number,
  wanted: readonly PortChoice[],
): Draft | Refusal {
  const path = ['spec', direction, rule];
  const old = policy[direction][rule]?.ports;
  if (wanted.length === 0) {
    if (!old) return draft;
    return editObject(draft, policy, (text, base) => removePath(text, [...base, ...path, 'ports']));
  }
  if (!old) {
    const list = wanted.map(portWriter(draft, policy));
    return editObject(draft, policy, (text, base) => setKey(text, [...base, ...path], 'ports', list));
  }
  const gone = [...old.entries()].filter(([, port]) => !wanted.some((other) => isSamePort(port, other)));
  const added = wanted.filter((port) => !old.some((other) => isSamePort(port, other)));
  const list = [...path, 'ports'];
  const write = portWriter(draft, policy);
  const replaced = inOrder(draft, added.slice(0, gone.length), (before, port) =>
    writePort(before, policy, [...list, gone[added.indexOf(port)]?.[0] ?? 0], port),
  );
  if (isRefusal(replaced)) return replaced;
  const appended = inOrder(replaced, added.slice(gone.length), (before, port) =>
    editObject(before, policy, (text, base) => appendItem(text, [...base, ...list], write(port))),
  );
  if (isRefusal(appended)) return appended;
  return inOrder(appended, gone.slice(added.length).toReversed(), (before, [index]) =>
    editObject(before, policy, (text, base) => removePath(text, [...base, ...list, index])),
  );
}

function isSamePort(a: PolicyPort | PortChoice, b: PolicyPort | PortChoice): boolean {
  return a.protocol === b.protocol && a.port === b.port && a.endPort === b.endPort;
}
