import type { Shape, Struct, WithoutField } from './shape';

/** What all objects have, as Go's types describe it: `k8s.io/apimachinery/pkg/apis/meta/v1`. */

const any: Shape = { type: 'any' };
const text: Shape = { type: 'string', go: 'string' };
export const labels: Shape = { type: 'strings', go: 'map[string]string' };

export function struct(
  go: string,
  fields: Readonly<Record<string, Shape>>,
  withoutField?: WithoutField,
): Struct {
  return {
    type: 'struct',
    name: go.slice(go.indexOf('.') + 1),
    go,
    fields: new Map(Object.entries(fields)),
    ...(withoutField === undefined ? {} : { withoutField }),
  };
}

/** Fields of the metadata that servers write; of no concern here. */
export const serverFields: readonly string[] = [
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

export const metadata = struct('v1.ObjectMeta', {
  name: text,
  generateName: text,
  namespace: text,
  labels,
  annotations: labels,
  ...Object.fromEntries(serverFields.map((field) => [field, any])),
});

/** An object of a CustomResourceDefinition: only what is outside its schema. */
export function customObjectShape(kind: string): Struct {
  return struct(`v1.${kind}`, { apiVersion: text, kind: text, metadata, spec: any, status: any });
}
