import { loadAll } from 'js-yaml';
import { bench } from 'vitest';
import { analyze } from './analyze';
import { briefly, describeClusters, policiesFile } from './testing/benchmark';
import type { SourceFile } from './text/workspace';

describeClusters(({ files }) => {
  // One analysis after the other, as a user types: the text changes back and forth by one character.
  const typed = files.map((file) => (file.name === policiesFile ? typeInto(file) : file));
  let analysis = analyze(files);
  let hasTyped = false;

  bench('first analysis', () => void analyze(files), briefly);
  bench(
    'analysis after a keystroke in a policy',
    () => {
      hasTyped = !hasTyped;
      analysis = analyze(hasTyped ? typed : files, analysis);
    },
    briefly,
  );
  bench('yardstick: js-yaml parses the same text', () => files.forEach(({ text }) => loadAll(text)), briefly);
});

/** Makes a port 4430 that was 443. */
function typeInto(file: SourceFile): SourceFile {
  const at = file.text.lastIndexOf('port: 443\n');
  if (at < 0) throw new Error('no port 443 in the policies');
  const end = at + 'port: 443'.length;
  return { ...file, text: `${file.text.slice(0, end)}0${file.text.slice(end)}` };
}
