import { useEffect } from 'react';
import { findChosen } from './givenFiles';
import { looksLikeManifests, nameForPasted } from './pastedText';
import { useShell } from './shell';
import { takeFiles } from './takeFiles';

const ownPaste = 'input, textarea, select, [contenteditable], .monaco-editor, [role="dialog"]';

/** Paste on the page itself imports what is on the clipboard: files, or text that looks like manifests. */
export function usePasteImport(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (event.defaultPrevented || !clipboardData || useShell.getState().overlay !== undefined) return;
      if (target instanceof Element && target.closest(ownPaste)) return;
      const text = clipboardData.getData('text/plain');
      if (clipboardData.files.length > 0) void takeFiles(findChosen(clipboardData.files));
      else if (looksLikeManifests(text)) {
        void takeFiles({ files: [{ name: nameForPasted(text), content: text }], skipped: 0 });
      } else return;
      event.preventDefault();
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
