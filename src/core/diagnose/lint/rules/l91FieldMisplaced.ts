import type { YamlPath } from '../../../yaml/unit';
import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import type { Fix, FixStep } from '../../fixes/fix';
import { isMisplaced, type UnknownField, unknownFields } from '../fields';
import type { Rule } from '../rule';
import { hasKey, pathOfRule, type Written } from '../written';

/** V40, V41: a known name at a wrong path is mostly an indentation. */
export const fieldMisplaced: Rule = {
  code: 'L91',
  title: 'a known field at the wrong level',
  why: 'kubectl refuses the object; a server that only warns drops the field and all that is in it.',
  severity: 'error',
  needs: 'text',
  explains: ['V40'],
  about: 'written',
  *check(written) {
    for (const field of unknownFields(written)) {
      const { place, key, holder } = field;
      if (!isMisplaced(key) || (place === 'peer' && key === 'ports')) continue; // L32
      const to = rightPlace(written, field);
      yield {
        path: [...holder, key],
        atKey: true,
        message: explain(field, to),
        consequence: `Where the field is dropped, ${consequences[key] ?? 'what is left allows something else'}.`,
        fixes: fixesOf(written, field, to),
      };
    }
  },
};

function fixesOf({ value }: Written, field: UnknownField, to: YamlPath | undefined): readonly Fix[] {
  const { key, holder } = field;
  if (to) {
    if (pathValue(value, to) !== undefined) return [];
    const title = `Move ${key} into ${nameOf(to)}`;
    return [{ title, steps: [{ type: 'move', path: [...holder, key], to }] }];
  }
  return [wrapPeer(value, field), wrapRule(value, field)].filter((fix) => fix !== undefined);
}

/** Selectors in a rule that names no peers can only be meant as its one peer. */
function wrapPeer(value: unknown, { place, key, holder }: UnknownField): Fix | undefined {
  const rule = pathValue(value, holder);
  const peersKey = holder[1] === 'egress' ? 'to' : 'from';
  if (place !== 'rule' || !isPeerKey(key) || !isMapping(rule) || hasKey(rule, peersKey)) return undefined;
  const peer = Object.fromEntries(Object.entries(rule).filter(([each]) => isPeerKey(each)));
  const keys = Object.keys(peer);
  if (keys.length > 1 && keys.includes('ipBlock')) return undefined;
  return {
    title: `Move ${keys.join(' and ')} into an element of ${peersKey}`,
    steps: [
      { type: 'set', path: holder, key: peersKey, value: [peer] },
      ...keys.map((each): FixStep => ({ type: 'remove', path: [...holder, each] })),
    ],
  };
}

/** Peers in a spec without rules of their direction can only be meant as its one rule, with the ports beside them. */
function wrapRule(value: unknown, { place, key, holder }: UnknownField): Fix | undefined {
  const spec = pathValue(value, holder);
  if (place !== 'spec' || (key !== 'from' && key !== 'to')) return undefined;
  const direction = key === 'from' ? 'ingress' : 'egress';
  const isClear = !hasKey(spec, direction) && !hasKey(spec, key === 'from' ? 'to' : 'from');
  if (!isClear) return undefined;
  const keys = [key, 'ports'].filter((each) => hasKey(spec, each));
  const rule = Object.fromEntries(keys.map((each) => [each, valueAt(spec, each)]));
  return {
    title: `Move ${keys.join(' and ')} into a rule of ${direction}`,
    steps: [
      { type: 'set', path: holder, key: direction, value: [rule] },
      ...keys.map((each): FixStep => ({ type: 'remove', path: [...holder, each] })),
    ],
  };
}

const isPeerKey = (key: string) => ['podSelector', 'namespaceSelector', 'ipBlock'].includes(key);

const consequences: Readonly<Record<string, string>> = {
  policyTypes: 'the directions are guessed from the rules',
  ingress: 'the policy has no ingress rules, and denies all ingress if Ingress is in effect',
  egress: 'the policy has no egress rules',
  podSelector: 'another selection of pods is left',
  namespaceSelector: 'it restricts nothing',
  ports: 'every port is meant',
  from: 'everyone is meant',
  to: 'everyone is meant',
  except: 'nothing is excepted',
};

/** Where a field belongs; undefined: there is no single place. */
function rightPlace({ value }: Written, { place, key, holder }: UnknownField): YamlPath | undefined {
  const isOfSpec = ['policyTypes', 'ingress', 'egress', 'podSelector'].includes(key);
  if (isOfSpec && place === 'rule' && key !== 'podSelector') return ['spec', key];
  if (key === 'ports' && place === 'spec') return onlyRule(value, 'ports');
  if (isOfSpec && (place === 'object' || place === 'metadata')) return ['spec', key];
  if (isOfSpec && place === 'selector' && holder.length === 2 && key !== 'podSelector') return ['spec', key];
  if (key === 'matchLabels' || key === 'matchExpressions') {
    if (place === 'spec') return ['spec', 'podSelector', key];
    if (place !== 'peer') return undefined;
    const peer = pathValue(value, holder);
    const named = ['podSelector', 'namespaceSelector'].filter(
      (selector) => typeof peer === 'object' && peer !== null && Object.hasOwn(peer, selector),
    );
    const [only] = named;
    return named.length === 1 && only !== undefined ? [...holder, only, key] : undefined;
  }
  if ((key === 'cidr' || key === 'except') && place === 'peer') return [...holder, 'ipBlock', key];
  return undefined;
}

/** The place of a key in the only rule that a policy has. */
function onlyRule(value: unknown, key: string): YamlPath | undefined {
  const paths = (['ingress', 'egress'] as const).flatMap((direction) =>
    itemsOf(valueAt(value, 'spec', direction)).map((_, index) => pathOfRule(direction, index)),
  );
  const [only] = paths;
  return paths.length === 1 && only ? [...only, key] : undefined;
}

function pathValue(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof step === 'number' ? (Array.isArray(inner) ? inner[step] : undefined) : valueAt(inner, step),
    value,
  );
}

function explain({ place, key, holder }: UnknownField, to: YamlPath | undefined): string {
  if (to)
    return (
      `${key} stands ` +
      `${holder.length === 0 ? 'beside spec' : `in ${nameOf([...holder, ''])}`}, but ` +
      `belongs into ${nameOf(to)}.`
    );
  if (key === 'namespaceSelector' && place === 'spec')
    return (
      'spec has no namespaceSelector: a policy selects pods of its own namespace only. ' +
      'Make one policy for each namespace.'
    );
  if (['podSelector', 'namespaceSelector', 'ipBlock'].includes(key) && place === 'rule')
    return (
      `${key} stands in the rule itself, but belongs into an element of its ` +
      `${holder[1] === 'egress' ? 'to' : 'from'}.`
    );
  if (['from', 'to'].includes(key) && place === 'rule')
    return `An ${String(holder[1])} rule has no ${key}: it is ${key === 'from' ? 'to' : 'from'} there.`;
  if (['from', 'to', 'ports'].includes(key) && place === 'spec')
    return (
      `${key} stands in spec, but belongs into a rule of ` +
      `${key === 'from' ? 'ingress' : key === 'to' ? 'egress' : 'ingress or egress'}.`
    );
  return `${key} is a field of NetworkPolicy, but not at this place.`;
}

/** `spec`, `spec.podSelector`, `its ipBlock`. */
function nameOf(path: YamlPath): string {
  const holder = path.slice(0, -1);
  if (holder.length === 0) return 'the object';
  const keys = holder.filter((step) => typeof step === 'string');
  return holder.some((step) => typeof step === 'number') ? `the ${keys.at(-1)}` : keys.join('.');
}
