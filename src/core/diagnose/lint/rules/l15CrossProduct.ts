import {
  describeConnections,
  intersect,
  NONE,
  subtract,
  type ConnectionSet,
} from '../../../model/connections';
import type { Rule } from '../rule';
import { exposedBy, hasDeclaredPorts } from '../servedPorts';
import { nameWorkloads } from '../words';
import { pathOfRule } from '../written';
import { compilePorts } from '../../../evaluate/rulePorts';

/** S29, EX-27: every peer gets every port. Only in egress do the ports tell which peer each was meant for. */
export const crossProduct: Rule = {
  code: 'L15',
  title: 'a rule gives every peer every port, also ports meant for another peer',
  why: 'Peers and ports of one rule are combined each with each; two purposes need two rules.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    if (!policy.directions.has('egress')) return;
    for (const [index, { peers = [], ports = [] }] of policy.egress.entries()) {
      if (peers.length < 2 || ports.length < 2) continue;
      const all = compilePorts(ports).fixed;
      const served = peers.map((peer) => {
        const groups = facts.peerGroups(policy, peer);
        if (peer.type === 'ipBlock') return { groups, ports: all };
        if (groups.length === 0 || !groups.every(hasDeclaredPorts)) return undefined;
        return { groups, ports: intersect(all, exposedBy(groups)) };
      });
      for (const [at, own] of served.entries()) {
        if (!own || own.groups.length === 0 || own.ports === NONE) continue;
        const others = served.flatMap((other, i) => (other && i !== at ? [other.ports] : []));
        const useless = others.reduce<ConnectionSet>(
          (most, other) => (most === NONE ? subtract(other, own.ports) : most),
          NONE,
        );
        if (useless === NONE) continue;
        yield {
          path: pathOfRule('egress', index, at),
          message:
            `Every peer of egress rule ${index + 1} gets all of its ports, ` +
            `but this one does not serve ${describeConnections(useless)}.`,
          consequence:
            `${describeConnections(useless)} is open towards ${nameWorkloads(own.groups)} too. ` +
            'Split the rule: one for each pairing of peers and ports.',
        };
      }
    }
  },
};
