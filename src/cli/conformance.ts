import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runCommand } from './command';
import { corpusFolder } from './conformance/corpus';
import { conformancePage, formatFigures, listDisagreements, updatePage } from './conformance/report';
import { compareCorpus } from './conformance/sources';

const help = `Compares the core with the known answers of others, and prints what agrees.

  conformance [--write] [CORPUS]     the folder of the answers (default: ${corpusFolder})

  --write                            also write the figures into ${conformancePage}
  --help                             this text

Exit code: 0 all that is compared agrees (or the corpus is absent), 1 something disagrees, 2 wrong use.`;

const options = { write: { type: 'boolean', default: false } } as const;

runCommand(help, options, ({ values, positionals: [corpus = corpusFolder] }) => {
  if (!existsSync(corpus)) {
    process.stdout.write(`Skipped: there is no corpus at ${corpus}.\n`);
    return 0;
  }
  const results = compareCorpus(corpus);
  const disagreements = listDisagreements(results);
  process.stdout.write(`${formatFigures(results)}\n`);
  if (disagreements.length > 0) process.stdout.write(`\nDisagreed:\n\n${disagreements.join('\n')}\n`);
  if (values.write) {
    writeFileSync(conformancePage, updatePage(readFileSync(conformancePage, 'utf8'), results));
  }
  return disagreements.length > 0 ? 1 : 0;
});
