import { admitAtEnd, isIsolated } from './admitAtEnd';
import { admitAtEnds, describeFlow, endTasks, stillDenied } from './allowFlow';
import { askedConnections } from './askedConnections';
import { dnsServer } from './dns';
import type { Draft } from './draft';
import { findSubject } from './flowEnd';
import type { IntentOf, Plan } from './intent';
import { isRefusal, refuse } from './refusal';
import { consequenceOf, onlyDrawn, refuseUnreached, toPlan } from './verify';

/** Lets a workload or a namespace look up names: UDP and TCP, at both ends where both are isolated. */
export function allowDns(draft: Draft, { subject }: IntentOf<'allowDns'>): Plan {
  const { connectivity } = draft.reading;
  const source = findSubject(connectivity, subject);
  if (isRefusal(source)) return source;
  const { end: destination, ports } = dnsServer(connectivity);
  const drawn = { source, destination };
  const asked = askedConnections(ports, destination, connectivity.cluster.workloads);
  if (isRefusal(asked)) return asked;
  const result = admitAtEnds(draft, endTasks(drawn, asked), admitAtEnd);
  if (isRefusal(result)) return result;
  if (result.draft === draft) {
    const why = isIsolated(draft, source, 'egress')
      ? 'rules allow it'
      : `${source.title} is not isolated for egress`;
    return refuse('alreadyAllowed', `DNS is allowed already: ${why}.`);
  }
  const flow = describeFlow(drawn, asked);
  const consequence = consequenceOf(draft, result.draft, { opens: onlyDrawn(drawn, asked) }, drawn);
  const unreached = refuseUnreached(result.draft, consequence.after, drawn, asked, stillDenied(flow));
  if (unreached) return unreached;
  return toPlan(draft, result.draft, consequence, {
    label: `Allow DNS for ${source.title}`,
    ends: result.ends,
  });
}
