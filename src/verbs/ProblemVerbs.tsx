import { useState } from 'react';
import { muteFix, type Diagnostic, type Fix } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { useAnswer } from '../store/useAnswer';
import { closeVerb } from '../store/verb';
import { count } from '../ui/count';
import { Dialog } from '../ui/Dialog';
import { Asked, missingOf, useAsked } from './Asked';
import { Choice } from './Choice';
import type { Reading } from './readLabels';
import { VerbDialog } from './VerbDialog';
import styles from './Verb.module.css';

/** `data/db` of `NetworkPolicy/data/db`; the file where the diagnostic is about no object. */
function placeOf({ resource, file }: Diagnostic): string {
  return resource === undefined ? file : resource.slice(resource.indexOf('/') + 1);
}

const ruleOf = ({ code, rule = code }: Diagnostic) => rule;

/** Mends what a diagnostic tells, in one of the ways that there are. */
export function FixProblem({ diagnostic, fix }: { readonly diagnostic: Diagnostic; readonly fix: Fix }) {
  const fixes = diagnostic.fixes ?? [fix];
  const given = Math.max(
    0,
    fixes.findIndex(({ title }) => title === fix.title),
  );
  const [index, setIndex] = useState(given);
  const chosen = fixes[index] ?? fix;
  return (
    <VerbDialog
      title={`Fix ${ruleOf(diagnostic)} in ${placeOf(diagnostic)}`}
      description={diagnostic.message}
      action="Fix"
      wide
      showsText
      missing={undefined}
      intent={{ type: 'fix', diagnostic, fix: chosen }}
    >
      <fieldset className={styles.ports}>
        <legend className={styles.heading}>How</legend>
        {fixes.length === 1 ? (
          <p>{chosen.title}</p>
        ) : (
          fixes.map(({ title }, at) => (
            <label key={title} className={styles.port}>
              <input type="radio" name="fix" checked={at === index} onChange={() => setIndex(at)} />
              <span>{title}</span>
            </label>
          ))
        )}
      </fieldset>
    </VerbDialog>
  );
}

/** Mends everything that a rule finds, each in the safest way. */
export function FixAll({ rule }: { readonly rule: string }) {
  const diagnostics = useAnalysis((state) => state.view?.diagnostics);
  const text = useAnswer('ruleText', { code: rule })?.answer;
  const found =
    diagnostics?.filter((diagnostic) => ruleOf(diagnostic) === rule && diagnostic.fixes?.[0]) ?? [];
  return (
    <VerbDialog
      title={`Fix ${count(found.length, 'problem')} of ${rule}`}
      description={`${text ? `${sentence(text.title)} ` : ''}The first fix of each is made, where it can be.`}
      action="Fix all"
      wide
      showsText
      missing={undefined}
      intent={{ type: 'fixAll', rule }}
    />
  );
}

/** Has a rule of lint be silent, with a comment that says why. */
export function MuteRule({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const rule = ruleOf(diagnostic);
  const [scope, setScope] = useState<'here' | 'everywhere'>('here');
  const reason = useAsked('', readReason);
  const fix = reason.reading.ok ? muteFix(diagnostic, reason.reading.value, scope) : undefined;
  return (
    <VerbDialog
      title={`Mute ${rule}`}
      description={diagnostic.message}
      action="Mute"
      missing={missingOf(reason)}
      showsText
      intent={fix && { type: 'fix', diagnostic, fix }}
    >
      <Asked
        title="Why"
        asked={reason}
        mono={false}
        placeholder="the whole namespace is one application"
        hint="Stands in the text as a comment; deleting that unmutes."
      />
      <Choice
        title="Where"
        value={scope}
        choices={[
          { value: 'here', title: `Here: ${placeOf(diagnostic)}` },
          { value: 'everywhere', title: 'Everywhere in the workspace' },
        ]}
        onChange={setScope}
      />
    </VerbDialog>
  );
}

function readReason(text: string): Reading<string> {
  const value = text.trim();
  return value === '' ? { ok: false, message: 'Say why it is muted.' } : { ok: true, value };
}

/** Tells what a rule of lint is about. */
export function ExplainRule({ rule }: { readonly rule: string }) {
  const text = useAnswer('ruleText', { code: rule })?.answer;
  const amount = useAnalysis(
    ({ view }) => view?.diagnostics.filter((diagnostic) => ruleOf(diagnostic) === rule).length ?? 0,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) closeVerb();
      }}
      title={`Rule ${rule}`}
      description={text ? sentence(text.title) : undefined}
    >
      <div className={styles.form}>
        {text && <p>{text.why}</p>}
        <p className={styles.muted}>{count(amount, 'problem')} of it in this workspace.</p>
        <p className={styles.hint}>
          <code># drawbridge: ignore {rule} the reason</code> in a document mutes it there.
        </p>
      </div>
    </Dialog>
  );
}

function sentence(title: string): string {
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}${title.endsWith('.') ? '' : '.'}`;
}
