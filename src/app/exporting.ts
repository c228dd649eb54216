import { exportWorkspace, joinFiles } from '../store/exporting';
import { useView } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { notify } from '../ui/toast';

/** One file as it is, several as a zip. */
export function downloadFiles(): void {
  const { name, type, content } = exportWorkspace(useWorkspace.getState().files);
  download(name, new Blob([content], { type }));
}

/** All files as one YAML text. */
export function downloadAsOne(): void {
  const text = joinFiles(useWorkspace.getState().files);
  download('drawbridge.yaml', new Blob([text], { type: 'application/yaml' }));
}

export async function copyActiveFile(): Promise<void> {
  const { files } = useWorkspace.getState();
  const { activeFile } = useView.getState();
  const file = files.find(({ name }) => name === activeFile) ?? files[0];
  if (file) await copy(file.text, file.name);
}

export async function copyAll(): Promise<void> {
  await copy(joinFiles(useWorkspace.getState().files), 'all files');
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify({ tone: 'success', title: `Copied ${what}` });
  } catch {
    notify({
      tone: 'error',
      title: 'The browser did not allow copying',
      detail: 'Allow the clipboard for this page, or download the YAML instead.',
    });
  }
}

function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the content by the next task in some browsers only.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  notify({ tone: 'success', title: `Saved ${name}` });
}
