import type { Rule } from '../rule';
import { counted } from '../words';

/** V35: `kubectl apply` lets the last one win. */
export const duplicateObject: Rule = {
  code: 'L85',
  title: 'two policies with the same name in one namespace',
  why: 'They are one object: the last one written overwrites the others without a word.',
  severity: 'error',
  needs: 'text',
  explains: ['duplicate'],
  about: 'cluster',
  *check(facts) {
    const times = new Map<string, number>();
    for (const { namespace, name } of facts.rawObjects('NetworkPolicy')) {
      const id = `NetworkPolicy/${namespace}/${name}`;
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    for (const [id, count] of times) {
      if (count < 2 || !facts.isPlaced(id) || id.endsWith('/')) continue;
      yield {
        resource: id,
        path: ['metadata', 'name'],
        message:
          `This policy is written ${counted(count, 'time')}: this one counts, the others ` +
          'before it have no effect.',
        consequence: 'Give the others names of their own, or remove them.',
      };
    }
  },
};
