import type { Labels } from '../../model/cluster';
import { type LabelSelector, matcherOf } from '../../model/selector';
import type { YamlPath } from '../../yaml/unit';
import type { FixStep } from '../fixes/fix';
import { nearest } from './editDistance';

/** A label that a selector asks for and nothing has, and one much like it that is there. */
interface NearMiss {
  /** Inside the selector. */
  readonly path: YamlPath;
  /** The key is the one to change, not the value. */
  readonly atKey: boolean;
  readonly wants: string;
  readonly has: string;
  /** Whether they differ in case, separators or a usual prefix alone. */
  readonly isSpelling: boolean;
  /** `path` is that of the selector in its policy. */
  readonly steps: (path: YamlPath) => readonly FixStep[];
}

/**
 * What a selector that matches none of these labels may have meant: for each entry of matchLabels that nothing has,
 * the nearest label that, put in its place, makes it match. Where one exists only in another spelling, only that.
 */
export function nearMisses(selector: LabelSelector, known: readonly Labels[]): readonly NearMiss[] {
  const { matchLabels = {} } = selector;
  const misses: NearMiss[] = [];
  for (const [key, value] of Object.entries(matchLabels)) {
    if (known.some((labels) => Object.hasOwn(labels, key) && labels[key] === value)) continue;
    const found = otherKey(key, value, known) ?? otherValue(key, value, known);
    if (!found) continue;
    const { [key]: _old, ...others } = matchLabels;
    const corrected = { ...selector, matchLabels: { ...others, [found.key]: found.value } };
    if (!known.some(matcherOf(corrected))) continue;
    const path = ['matchLabels', key];
    const atKey = found.key !== key;
    misses.push({
      path,
      atKey,
      wants: `${key}=${value}`,
      has: `${found.key}=${found.value}`,
      isSpelling: atKey ? isSameKey(key, found.key) : normalise(value) === normalise(found.value),
      steps: (selectorPath) =>
        atKey
          ? [{ type: 'rename', path: [...selectorPath, ...path], to: found.key }]
          : [{ type: 'replace', path: [...selectorPath, ...path], value: found.value }],
    });
  }
  return misses;
}

interface Label {
  readonly key: string;
  readonly value: string;
}

function otherKey(key: string, value: string, known: readonly Labels[]): Label | undefined {
  const keys = new Set(
    known.flatMap((labels) => Object.entries(labels).flatMap(([k, v]) => (v === value ? [k] : []))),
  );
  const found =
    [...keys].find((other) => isSameKey(key, other)) ?? (keys.size === 1 ? [...keys][0] : undefined);
  return found === undefined ? undefined : { key: found, value };
}

function otherValue(key: string, value: string, known: readonly Labels[]): Label | undefined {
  const values = new Set(
    known.flatMap((labels) => (Object.hasOwn(labels, key) ? [labels[key] as string] : [])),
  );
  const spelled = [...values].find((other) => normalise(other) === normalise(value));
  const near = spelled ?? (value.length > 3 ? nearest(value, values, 2)[0] : undefined);
  return near === undefined ? undefined : { key, value: near };
}

/** Up to case and separators. */
const normalise = (text: string) => text.toLowerCase().replaceAll(/[_.]/g, '-');

const nameKeys = new Set(['app', 'k8s-app', 'name', 'app.kubernetes.io/name', 'app.kubernetes.io/app']);

function isSameKey(a: string, b: string): boolean {
  if (normalise(a) === normalise(b) || (nameKeys.has(a) && nameKeys.has(b))) return true;
  return normalise(a.slice(a.indexOf('/') + 1)) === normalise(b.slice(b.indexOf('/') + 1));
}
