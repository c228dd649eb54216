import type { Problem } from '../../manifest/problem';
import { isMapping, itemsOf, type Mapping, textAt, textOf, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import { forbidden, invalid, invalidName, required } from './fieldError';
import { labelKeyComplaints, labelValueComplaints } from './names';

/** Problems of a label selector whose types are right (V20–V26). */
export function validateSelector(selector: unknown, path: YamlPath): Problem[] {
  return [
    ...validateLabels(valueAt(selector, 'matchLabels'), [...path, 'matchLabels']),
    ...itemsOf(valueAt(selector, 'matchExpressions')).flatMap((requirement, index) =>
      validateRequirement(requirement, [...path, 'matchExpressions', index]),
    ),
  ];
}

/** Problems of a map of labels (V20–V22, V33). The server names the map; the place is the one key or value. */
export function validateLabels(labels: unknown, path: YamlPath): Problem[] {
  if (!isMapping(labels)) return [];
  return Object.keys(labels)
    .sort()
    .flatMap((key) => validateLabel(key, labels, path));
}

function validateLabel(key: string, labels: Mapping, path: YamlPath): Problem[] {
  const value = textAt(labels, key);
  const place = [...path, key];
  return [
    ...labelKeyComplaints(key).map((complaint) =>
      invalid(keyCode(complaint), path, key, complaint, { path: place, atKey: true }),
    ),
    ...labelValueComplaints(value).map((complaint) =>
      invalid('V22', path, value, complaint, { path: place }),
    ),
  ];
}

/** V20 is about characters, V21 about the parts of the key. */
function keyCode(complaint: string): string {
  return complaint.startsWith('name part must consist') ? 'V20' : 'V21';
}

function validateRequirement(requirement: unknown, path: YamlPath): Problem[] {
  const key = textAt(requirement, 'key');
  const values = itemsOf(valueAt(requirement, 'values')).map((value) => textOf(value) ?? '');
  return [
    ...validateOperator(textAt(requirement, 'operator'), values, path),
    ...labelKeyComplaints(key).map((complaint) => invalid('V26', [...path, 'key'], key, complaint)),
    ...values.flatMap((value, index) =>
      labelValueComplaints(value).map((complaint) =>
        invalid('V26', [...path, 'values', index], value, complaint),
      ),
    ),
  ];
}

function validateOperator(operator: string, values: readonly string[], path: YamlPath): Problem[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length > 0) return [];
      return [required('V23', [...path, 'values'], "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      if (values.length === 0) return [];
      return [
        forbidden(
          'V24',
          [...path, 'values'],
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        ),
      ];
    default:
      return [invalidName('V25', [...path, 'operator'], operator, 'not a valid selector operator')];
  }
}
