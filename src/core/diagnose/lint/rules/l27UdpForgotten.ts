import { valueAt } from '../../../manifest/value';
import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

/** What mostly runs over UDP. DNS with its protocol written is a matter of L61. */
const services = new Map([
  [53, 'DNS'],
  [67, 'DHCP'],
  [69, 'TFTP'],
  [123, 'NTP'],
  [161, 'SNMP'],
  [500, 'IPsec'],
  [514, 'syslog'],
  [1812, 'RADIUS'],
  [4500, 'IPsec'],
  [4789, 'VXLAN'],
  [8125, 'StatsD'],
  [8472, 'VXLAN'],
  [51820, 'WireGuard'],
]);

export const udpForgotten: Rule = {
  code: 'L27',
  title: 'only TCP on a port where UDP is the norm',
  why: 'An entry without protocol is about TCP alone.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, _facts, { value }) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      const path = [...pathOfRule(direction, index), 'ports'];
      const written = valueAt(value, 'spec', direction);
      for (const [at, { protocol, port, endPort }] of (rule.ports ?? []).entries()) {
        const service = typeof port === 'number' && endPort === undefined ? services.get(port) : undefined;
        if (service === undefined || protocol !== 'TCP') continue;
        if (rule.ports?.some((other) => other.protocol === 'UDP' && covers(other, port as number))) continue;
        const list = valueAt((written as unknown[])[index], 'ports') as unknown[];
        const isWritten = valueAt(list[at], 'protocol') !== undefined;
        if (isWritten && (port === 53 || port === 514)) continue; // both are usual over TCP too
        yield {
          path: [...path, at],
          message:
            `Port ${port} is for ${service}, which mostly runs over UDP; this entry allows ` +
            `${isWritten ? '' : 'by default '}only TCP.`,
          consequence: `UDP ${port} stays denied.`,
          fixes: [
            {
              title: `Allow UDP ${port} as well`,
              steps: [{ type: 'append', path, value: { protocol: 'UDP', port } }],
            },
          ],
        };
      }
    }
  },
};

function covers({ port, endPort }: { port?: number | string; endPort?: number }, number: number): boolean {
  return port === undefined || (typeof port === 'number' && port <= number && number <= (endPort ?? port));
}
