import { loadAll } from 'js-yaml';
import { analyze } from '../analyze';
import { readSourceFile } from '../text/workspace';
import { splitUnits } from '../yaml/documents';
import { readUnit } from '../yaml/read';
import { generateDump } from './generateDump';
import { spreadOf } from './measureEngine';

/** What it takes to load what kubectl prints of pods, in milliseconds, and what others take for the same. */
export interface LoadFigures {
  readonly pods: number;
  readonly yamlMegabytes: number;
  readonly jsonMegabytes: number;
  /** From the text to the judged cluster. */
  readonly yaml: number;
  readonly json: number;
  /** JSON.parse of the JSON alone. */
  readonly parse: number;
  /** js-yaml of the YAML alone. */
  readonly jsYaml: number;
}

/** Loads a dump of pods with all that stands around them. */
export function measureLoad(pods: number, now: () => number): LoadFigures {
  const yaml = generateDump({ pods, namespaces: Math.ceil(pods / 50), policies: Math.ceil(pods / 15) });
  const items = splitUnits(yaml).map(({ text }) => {
    const content = readUnit(text);
    return content.state === 'read' ? content.value : undefined;
  });
  const json = JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, 4);
  const best = (repeats: number, act: () => void): number =>
    spreadOf(repeats, () => {
      const start = now();
      act();
      return now() - start;
    }).p50;
  return {
    pods,
    yamlMegabytes: yaml.length / 1e6,
    jsonMegabytes: json.length / 1e6,
    yaml: best(5, () => analyze([readSourceFile('dump.yaml', yaml)])),
    json: best(5, () => analyze([readSourceFile('dump.json', json)])),
    parse: best(5, () => JSON.parse(json)),
    jsYaml: best(1, () => loadAll(yaml)),
  };
}
