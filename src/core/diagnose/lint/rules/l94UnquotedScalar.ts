import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import { locate } from '../../../yaml/locate';
import type { YamlPath } from '../../../yaml/unit';
import type { Rule } from '../rule';
import { type Placed, selectorsOf, type Written } from '../written';

/** V43, V44: labels are strings, and YAML reads `true`, `on` or `1` as something else. */
export const unquotedScalar: Rule = {
  code: 'L94',
  title: 'a label that YAML reads as a number or a boolean',
  why: 'Labels are strings: without quotes the API server refuses the object, or reads another key.',
  severity: 'error',
  needs: 'text',
  explains: ['V43'],
  about: 'written',
  *check(written) {
    for (const { value, path } of labelValues(written)) {
      if (typeof value !== 'boolean' && typeof value !== 'number') continue;
      const source = sourceOf(written, path) ?? String(value);
      yield {
        path,
        message: `${source} without quotes is a ${typeof value}, but labels are strings.`,
        consequence: 'The API server refuses the policy, so that it restricts nothing.',
        fixes: [{ title: `Write "${source}" in quotes`, steps: [{ type: 'replace', path, value: source }] }],
      };
    }
    for (const { path } of labelValues(written)) {
      const key = path.at(-1);
      if (key !== 'true' && key !== 'false') continue;
      const range = locate(written.text, [...written.path, ...path])?.key;
      const source = range && written.text.slice(range.from, range.to);
      if (source === undefined || /["']/.test(source)) continue;
      yield {
        path,
        atKey: true,
        message: `The key ${source} without quotes is read as ${key}.`,
        consequence: `The label that is asked for is ${key}, not ${source}.`,
        fixes: [{ title: `Write "${source}" in quotes`, steps: [{ type: 'rename', path, to: source }] }],
      };
    }
  },
};

function* labelValues(written: Written): Generator<Placed> {
  const { value } = written;
  yield* entries(valueAt(value, 'metadata', 'labels'), ['metadata', 'labels']);
  for (const selector of selectorsOf(written)) {
    yield* entries(valueAt(selector.value, 'matchLabels'), [...selector.path, 'matchLabels']);
    for (const [index, item] of itemsOf(valueAt(selector.value, 'matchExpressions')).entries()) {
      const path = [...selector.path, 'matchExpressions', index, 'values'];
      for (const [at, each] of itemsOf(valueAt(item, 'values')).entries()) {
        yield { path: [...path, at], value: each };
      }
    }
  }
}

function* entries(map: unknown, path: YamlPath): Generator<Placed> {
  if (!isMapping(map)) return;
  for (const [key, value] of Object.entries(map)) yield { path: [...path, key], value };
}

/** A scalar as it stands in the text: `1.10`, not 1.1. */
function sourceOf({ text, path: root }: Written, path: YamlPath): string | undefined {
  const place = locate(text, [...root, ...path]);
  return place && text.slice(place.value.from, place.value.to);
}
