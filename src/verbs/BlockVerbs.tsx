import { blockId, toBlock } from '../core/index';
import { useArrangement } from '../store/arrangement';
import { addBlock, changeBlock } from '../store/arranging';
import { closeVerb } from '../store/verb';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Asked, missingOf, useAsked, type AskedText } from './Asked';
import type { Reading } from './readLabels';
import { useNodes } from './useNodes';
import { VerbDialog } from './VerbDialog';
import styles from './Verb.module.css';

interface BlockWish {
  readonly cidr: string;
  readonly except: readonly string[];
}

function readCidr(text: string): Reading<string> {
  const cidr = text.trim();
  if (cidr === '') return { ok: false, message: 'Give the range.' };
  const block = toBlock(cidr);
  return 'reason' in block ? { ok: false, message: block.reason } : { ok: true, value: cidr };
}

function readExcept(text: string): Reading<readonly string[]> {
  const parts = text.split(',').flatMap((part) => part.trim() || []);
  const wrong = parts.map((part) => readCidr(part)).find((reading) => !reading.ok);
  return wrong && !wrong.ok ? wrong : { ok: true, value: parts };
}

/** What is typed of a block, and the block, once it is one. */
function useBlock(first: BlockWish) {
  const cidr = useAsked(first.cidr, readCidr);
  const except = useAsked(first.except.join(', '), readExcept);
  const missing = missingOf(cidr, except);
  if (!cidr.reading.ok || !except.reading.ok) return { cidr, except, missing };
  const block = { cidr: cidr.reading.value, except: except.reading.value };
  const read = toBlock(block.cidr, block.except);
  return 'reason' in read
    ? { cidr, except, missing: read.reason }
    : { cidr, except, missing: undefined, block };
}

interface BlockFieldsProps {
  readonly cidr: AskedText<unknown>;
  readonly except: AskedText<unknown>;
}

function BlockFields({ cidr, except }: BlockFieldsProps) {
  return (
    <>
      <Asked title="Range" asked={cidr} placeholder="10.0.0.0/8" />
      <Asked title="Except" asked={except} placeholder="none" hint="Ranges inside it that are left out" />
    </>
  );
}

/** Puts an address block on the canvas, to draw flows from and to. */
export function AddBlock() {
  return (
    <WaitingBlock
      title="New address block"
      action="Add block"
      first={{ cidr: '', except: [] }}
      onDone={(id) => addBlock(id)}
    />
  );
}

/** Has an address block be another one: in the rules that name it, or only on the canvas where none does. */
export function ChangeBlock({ block: id }: { readonly block: string }) {
  const isWritten = useNodes().some((node) => node.id === id);
  const [cidr = '', except] = id.replace(/^Addresses\//, '').split(' except ');
  const first = { cidr, except: except?.split(',') ?? [] };
  return isWritten ? (
    <WrittenBlock id={id} first={first} />
  ) : (
    <WaitingBlock
      title={`Address block ${cidr}`}
      action="Change block"
      first={first}
      onDone={(next) => changeBlock(id, next)}
    />
  );
}

function WrittenBlock({ id, first }: { readonly id: string; readonly first: BlockWish }) {
  const { block, missing, ...fields } = useBlock(first);
  return (
    <VerbDialog
      title={`Address block ${first.cidr}`}
      description="Changes it in every rule that names just this block."
      action="Change block"
      missing={missing}
      intent={block && { type: 'changeBlock', block: id, ...block }}
    >
      <BlockFields {...fields} />
    </VerbDialog>
  );
}

interface WaitingBlockProps {
  readonly title: string;
  readonly action: string;
  readonly first: BlockWish;
  readonly onDone: (id: string) => void;
}

/** A block that no rule names: it stands on the canvas only, and nothing is written. */
function WaitingBlock({ title, action, first, onDone }: WaitingBlockProps) {
  const { block, missing, ...fields } = useBlock(first);
  const nodes = useNodes();
  const waiting = useArrangement((state) => state.blocks);
  const id = block && blockId(block);
  const isThere = id !== undefined && (waiting.includes(id) || nodes.some((node) => node.id === id));
  const apply = () => {
    if (id === undefined || isThere) return;
    closeVerb();
    onDone(id);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) closeVerb();
      }}
      title={title}
      description="It waits on the canvas. It is written with the first flow that is drawn from or to it."
      footer={
        <>
          <Button look="plain" onClick={closeVerb}>
            Cancel
          </Button>
          <Button look="primary" disabled={id === undefined || isThere} onClick={apply}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <BlockFields {...fields} />
        <p className={styles.muted} aria-live="polite">
          {isThere ? 'This block is on the canvas already.' : fields.cidr.text !== '' && missing}
        </p>
        {/* Enter in any field carries out. */}
        <button type="submit" hidden tabIndex={-1}>
          {action}
        </button>
      </form>
    </Dialog>
  );
}
