import type { Rule } from '../rule';

/** S30c: a name that two containers of a pod use means both ports. */
export const portNameTwice: Rule = {
  code: 'L34',
  title: 'two containers of a pod use one name for different ports',
  why: 'A policy that names the port opens both, and other tools take the first.',
  severity: 'warning',
  needs: 'inventory',
  about: 'cluster',
  *check(facts) {
    for (const workload of facts.connectivity.cluster.workloads) {
      if (workload.origin !== 'loaded') continue;
      const known = new Map<string, string>();
      for (const { name, port, protocol } of workload.ports) {
        const title = `${protocol} ${port}`;
        const other = name === undefined ? undefined : known.get(name);
        if (name !== undefined && other === undefined) known.set(name, title);
        if (other === undefined || other === title) continue;
        yield {
          resource: workload.id,
          path: ['metadata', 'name'],
          message: `The containers of ${workload.name} call two ports ${name}: ${other} and ${title}.`,
          consequence: `A rule with port: ${name} opens both. Give them different names.`,
        };
      }
    }
  },
};
