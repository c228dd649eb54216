import type { Protocol } from '../../../model/cluster';
import { allowsDns, isDnsPort } from '../dns';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';
import { valueAt } from '../../../manifest/value';

/** S39: long answers come over TCP. */
export const dnsOneProtocol: Rule = {
  code: 'L61',
  title: 'DNS over UDP only, or over TCP only',
  why: 'Questions are asked over UDP, and answers that are too long for it again over TCP.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts, { value }) {
    if (!policy.directions.has('egress')) return;
    for (const [index, rule] of policy.egress.entries()) {
      const entries = (rule.ports ?? []).filter(isDnsPort);
      const [entry] = entries;
      const protocols = new Set(entries.map(({ protocol }) => protocol));
      if (!entry || protocols.size !== 1 || protocols.has('SCTP')) continue;
      const at = rule.ports?.indexOf(entry) ?? 0;
      const path = [...pathOfRule('egress', index), 'ports'];
      const written = (valueAt(value, 'spec', 'egress') as unknown[])[index];
      const isWritten = valueAt((valueAt(written, 'ports') as unknown[])[at], 'protocol') !== undefined;
      if (!isWritten) continue; // L27
      const missing: Protocol = entry.protocol === 'UDP' ? 'TCP' : 'UDP';
      const isElsewhere = policy.egress.some(
        (other) =>
          other !== rule &&
          allowsDns(facts, policy, other) &&
          (!other.ports || other.ports.some(({ protocol }) => protocol === missing)),
      );
      const isOpen = rule.ports?.some(({ protocol, port }) => protocol === missing && port === undefined);
      if (isElsewhere || isOpen) continue;
      yield {
        path: [...path, at],
        message: `DNS is allowed over ${entry.protocol} only.`,
        consequence:
          missing === 'TCP'
            ? 'Answers that do not fit into one packet fail, as they are asked for again over TCP.'
            : 'Nearly all questions are asked over UDP, and are denied.',
        fixes: [
          {
            title: `Allow ${missing} ${entry.port} as well`,
            steps: [{ type: 'append', path, value: { protocol: missing, port: entry.port } }],
          },
        ],
      };
    }
  },
};
