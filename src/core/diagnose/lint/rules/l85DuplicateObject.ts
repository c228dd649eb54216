import type { Rule } from '../rule';
import { policyKinds } from '../written';
import { counted } from '../words';

/** V35: `kubectl apply` lets the last one win. */
export const duplicateObject: Rule = {
  code: 'L85',
  title: 'two policies of one kind with the same name',
  why: 'They are one object: the last one written overwrites the others without a word.',
  severity: 'error',
  needs: 'text',
  explains: ['duplicate'],
  about: 'cluster',
  *check(facts) {
    const times = new Map<string, number>();
    for (const kind of policyKinds) {
      for (const { namespace, name } of facts.sources.objectsOf(kind)) {
        const id = kind === 'NetworkPolicy' ? `${kind}/${namespace}/${name}` : `${kind}/${name}`;
        times.set(id, (times.get(id) ?? 0) + 1);
      }
    }
    for (const [id, count] of times) {
      if (count < 2 || !facts.sources.isPlaced(id) || id.endsWith('/')) continue;
      yield {
        resource: id,
        path: ['metadata', 'name'],
        message:
          `A policy of this name is written ${counted(count, 'time')}: the last one counts, the others ` +
          'have no effect.',
        consequence: 'Give each a name of its own, or remove all but one.',
      };
    }
  },
};
