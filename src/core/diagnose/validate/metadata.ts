import type { Problem } from '../../manifest/problem';
import { isMapping, textAt, textOf, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import { invalid, required, tooLong } from './fieldError';
import { annotationKeyComplaints, byteLength, dnsLabelComplaints, dnsSubdomainComplaints } from './names';
import { validateLabels } from './selector';

const annotationsLimit = 256 * 1024;

/** Problems of an object's metadata whose types are right (V30–V34); `namespaced`: of a kind that has a namespace. */
export function validateMetadata(metadata: unknown, namespaced: boolean): Problem[] {
  const namespace = namespaced ? textAt(metadata, 'namespace') : '';
  const labels = validateLabels(valueAt(metadata, 'labels'), ['metadata', 'labels']);
  return [
    ...validateName(textAt(metadata, 'name'), textAt(metadata, 'generateName')),
    ...(namespace === '' ? [] : complain('V32', ['metadata', 'namespace'], namespace, dnsLabelComplaints)),
    ...labels.map((problem) => ({ ...problem, code: 'V33' })),
    ...validateAnnotations(valueAt(metadata, 'annotations')),
  ];
}

/** A prefix to generate a name from may end in a dash, as something will follow. */
function validateName(name: string, prefix: string): Problem[] {
  const path = ['metadata', 'name'];
  if (name !== '') return complain('V31', path, name, dnsSubdomainComplaints);
  if (prefix === '') return [required('V30', path, 'name or generateName is required')];
  return complain('V31', ['metadata', 'generateName'], prefix, (text) =>
    dnsSubdomainComplaints(text.replace(/-$/, 'a')),
  );
}

function complain(
  code: string,
  path: YamlPath,
  value: string,
  complaintsAbout: (value: string) => string[],
): Problem[] {
  return complaintsAbout(value).map((complaint) => invalid(code, path, value, complaint));
}

/** V34: keys are label keys in any case, and all of them with their values may not be too long together. */
function validateAnnotations(annotations: unknown): Problem[] {
  if (!isMapping(annotations)) return [];
  const path = ['metadata', 'annotations'];
  const entries = Object.entries(annotations).map(([key, value]) => [key, textOf(value) ?? ''] as const);
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  const keys = entries.map(([key]) => key).sort();
  return [
    ...keys.flatMap((key) =>
      annotationKeyComplaints(key).map((complaint) =>
        invalid('V34', path, key, complaint, { path: [...path, key], atKey: true }),
      ),
    ),
    ...(size > annotationsLimit ? [tooLong('V34', path, annotationsLimit)] : []),
  ];
}
