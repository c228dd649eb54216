import type { Analysis } from '../core/index';
import { placeOfResource, placeOfRule } from './places';
import type { OutlineEntry } from './views';

/** More policies than this are listed without their rules: each is parsed for their places. */
const maximumDetailed = 200;

/** The objects of a file in the order of its text, policies with their rules. */
export function outlineOf(analysis: Analysis, file: string): readonly OutlineEntry[] {
  const { policies, tierPolicies } = analysis.connectivity;
  const all = new Map([...policies, ...tierPolicies].map((policy) => [policy.id, policy]));
  const refs = [...analysis.resources.values()].filter((ref) => ref.file === file);
  const isDetailed = refs.filter(({ id }) => all.has(id)).length <= maximumDetailed;
  return refs
    .flatMap((ref): OutlineEntry[] => {
      const place = placeOfResource(analysis, ref.id);
      if (!place) return [];
      const [kind = '', ...name] = ref.id.split('/');
      const policy = isDetailed ? all.get(ref.id) : undefined;
      const children = (['ingress', 'egress'] as const).flatMap((direction) =>
        (policy?.[direction] ?? []).flatMap((_, rule): OutlineEntry[] => {
          const found = placeOfRule(analysis, { policy: ref.id, direction, rule });
          return found ? [{ kind: 'rule', title: `${direction} ${rule + 1}`, ...found, children: [] }] : [];
        }),
      );
      return [{ kind, title: name.join('/'), from: place.from, to: place.to, children }];
    })
    .toSorted((a, b) => a.from - b.from);
}
