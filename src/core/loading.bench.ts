import { loadAll } from 'js-yaml';
import { bench, describe } from 'vitest';
import { analyze } from './analyze';
import { planLeavingOut } from './manifest/leaveOut';
import { readManifest } from './manifest/readManifest';
import { briefly } from './testing/benchmark';
import { generateDump } from './testing/generateDump';
import { finish } from './text/steps';
import { readSourceFile } from './text/workspace';
import { splitUnits } from './yaml/documents';
import { readUnit } from './yaml/read';

const pods = 1000;
const yaml = generateDump({ pods, namespaces: 20, policies: 50 });
const units = splitUnits(yaml);
const json = JSON.stringify(
  {
    apiVersion: 'v1',
    items: units.map(({ text }) => {
      const content = readUnit(text);
      return content.state === 'read' ? content.value : undefined;
    }),
    kind: 'List',
  },
  null,
  4,
);
const inMegabytes = (text: string) => `${(text.length / 1e6).toFixed(1)} MB`;

describe(`a dump of ${pods} pods, ${inMegabytes(yaml)} as YAML, ${inMegabytes(json)} as JSON`, () => {
  const files = [readSourceFile('dump.yaml', yaml)];
  const jsonFiles = [readSourceFile('dump.json', json)];

  bench('split YAML into units', () => void splitUnits(yaml), briefly);
  bench('read the units', () => splitUnits(yaml).forEach(({ text }) => readManifest(text)), briefly);
  bench('leave out secrets', () => void finish(planLeavingOut(yaml)), briefly);
  bench('split, read and judge YAML', () => void analyze(files), briefly);
  bench('split, read and judge JSON', () => void analyze(jsonFiles), briefly);
  bench('yardstick: JSON.parse of the same', () => void JSON.parse(json), briefly);
  bench('yardstick: js-yaml of the same', () => void loadAll(yaml), briefly);
});
